// @ts-check
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { focusOn } from './actions.js';
import { attachMenu } from './attach-menu.js';
import { commandsMenu, matchingCommands } from './commands-menu.js';
import { icons } from './icons.js';
import { inShort } from './media.js';
import { changed, clearDraft, draftOf, model, personOf } from './model.js';
import { senderName } from './person.js';
import { secondsOf, startRecording, stopRecording } from './recorder.js';
import { replyKeyboard } from './reply-keyboard.js';
import { pick, sendDraft, unpick } from './sending.js';
import { act } from './server.js';
import { say } from './texts.js';
import { clock } from './voice-player.js';

/** @import { Pane } from './model.js' */

/** Where one writes, with what hangs on it: menus, what is answered or edited, files to go, the reply keyboard. @param {Pane} pane */
export function composer(pane) {
  const texts = say();
  if (pane.chat === pane.as && personOf(pane.as)?.blocked) {
    return html`<footer class="composer"><button type="button" class="wide" @click=${() => act(pane, 'start')}>${texts.unblock}</button></footer>`;
  }
  const draft = draftOf(pane);
  if (draft.recording) return recordingBar(pane, draft.recording);
  return html`<footer class="composer" @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && leave(pane)}>
    ${attachMenu(pane)} ${commandsMenu(pane)} ${banner(pane)} ${tray(pane)}
    <div class="input-row">
      <button type="button" class="round" aria-label=${texts.attach} title=${texts.attach}
        data-menu="attach" aria-expanded=${draft.menu === 'attach'} @click=${() => toggle(pane, 'attach')}>${icons.plus}</button>
      ${
        matchingCommands(pane, '').length > 0
          ? html`<button type="button" class="round" aria-label=${texts.commands} title=${texts.commands}
              data-menu="commands" aria-expanded=${draft.menu === 'commands'} @click=${() => toggle(pane, 'commands')}>${icons.slash}</button>`
          : nothing
      }
      <textarea rows="1" enterkeyhint="send" aria-label=${texts.message} placeholder=${placeholder(pane)}
        .value=${live(draft.text)} @input=${(/** @type {InputEvent} */ e) => write(pane, e)}
        @keydown=${(/** @type {KeyboardEvent} */ e) => onKey(pane, e)} @paste=${(/** @type {ClipboardEvent} */ e) => paste(pane, e)}></textarea>
      ${
        draft.text.trim() || draft.files.length > 0
          ? html`<button type="button" class="round primary" aria-label=${texts.send} title=${texts.send} @click=${() => sendDraft(pane)}>${icons.send}</button>`
          : html`<button type="button" class="round" aria-label=${texts.record} title=${texts.record} @click=${() => startRecording(pane)}>${icons.microphone}</button>`
      }
    </div>
    ${replyKeyboard(pane)}
  </footer>`;
}

/** @param {Pane} pane */
function placeholder(pane) {
  const keyboard = model.chats.get(pane.chat)?.keyboard;
  const isAsked = keyboard && (!('force_reply' in keyboard) || draftOf(pane).replyTo === keyboard.message);
  if (draftOf(pane).files.length > 0) return say().caption;
  return (isAsked && keyboard.input_field_placeholder) || say().message;
}

/** @param {Pane} pane @param {InputEvent} event */
function write(pane, { target }) {
  draftOf(pane).text = /** @type {HTMLTextAreaElement} */ (target).value;
  changed();
}

/** Enter sends, Shift+Enter begins a line. An Enter that ends a composed character (Chinese input) does neither. @param {Pane} pane @param {KeyboardEvent} event */
function onKey(pane, event) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void sendDraft(pane);
}

/** @param {Pane} pane @param {ClipboardEvent} event */
function paste(pane, event) {
  const files = event.clipboardData?.files;
  if (!files?.length) return;
  event.preventDefault();
  pick(pane, files);
}

/** @param {Pane} pane @param {'attach' | 'commands'} menu */
function toggle(pane, menu) {
  const draft = draftOf(pane);
  draft.menu = draft.menu === menu ? undefined : menu;
  focusOn(pane, draft.menu ? '.menu :is(button, input)' : `[data-menu=${menu}]`);
}

/** Escape closes the menu, or else lets go of the reply or the edit. @param {Pane} pane */
function leave(pane) {
  const draft = draftOf(pane);
  if (draft.menu) return toggle(pane, draft.menu);
  if (draft.editing !== undefined) clearDraft(pane);
  else draft.replyTo = undefined;
  changed();
}

/** @param {Pane} pane */
function banner(pane) {
  const { replyTo, editing } = draftOf(pane);
  const id = editing ?? replyTo;
  if (id === undefined) return nothing;
  const message = model.chats.get(pane.chat)?.messages.get(id);
  const title = editing === undefined ? say().replyTo(message ? senderName(message) : '') : say().editing;
  const drop = () => {
    Object.assign(draftOf(pane), {
      replyTo: undefined,
      editing: undefined,
      ...(editing === undefined ? {} : { text: '' }),
    });
    changed();
  };
  return html`<div class="banner">
    ${editing === undefined ? icons.reply : icons.edit}
    <span><b>${title}</b>${inShort(message)}</span>
    <button type="button" class="round small" aria-label=${say().cancel} @click=${drop}>${icons.close}</button>
  </div>`;
}

/** @param {Pane} pane */
function tray(pane) {
  const { files } = draftOf(pane);
  if (files.length === 0) return nothing;
  return html`<ul class="tray">
    ${files.map(
      ({ file, url }, index) => html`<li>
        ${file.type.startsWith('image/') ? html`<img src=${url} alt=${file.name} />` : html`<span class="tray-file">${icons.file}<small>${file.name}</small></span>`}
        <button type="button" aria-label="${say().remove} ${file.name}" @click=${() => unpick(pane, index)}>${icons.close}</button>
      </li>`,
    )}
  </ul>`;
}

/** @param {Pane} pane @param {import('./recorder.js').Recording} recording */
function recordingBar(pane, recording) {
  const texts = say();
  return html`<footer class="composer"><div class="input-row recording">
    <button type="button" class="round" aria-label=${texts.cancel} @click=${() => stopRecording(pane, { keep: false })}>${icons.close}</button>
    <span class="recording-time"><i></i>${clock(secondsOf(recording))}</span>
    <button type="button" class="round primary" aria-label=${texts.stopRecording} @click=${() => stopRecording(pane, { keep: true })}>${icons.send}</button>
  </div></footer>`;
}
