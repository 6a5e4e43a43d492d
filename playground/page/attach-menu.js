// @ts-check
import { html, nothing } from 'lit-html';
import { focusOn } from './actions.js';
import { icons } from './icons.js';
import { changed, clearDraft, draftOf, model, personName } from './model.js';
import { pick, pickSamples } from './sending.js';
import { act, toast } from './server.js';
import { say } from './texts.js';

/** @import { Pane } from './model.js' */

/** What one can send besides words. @param {Pane} pane */
export function attachMenu(pane) {
  if (draftOf(pane).menu !== 'attach') return nothing;
  const texts = say();
  return html`<div class="menu">
    ${filesItem(pane, texts.photoOrVideo, icons.picture, 'image/*,video/*')}
    ${filesItem(pane, texts.document, icons.file, '*/*')}
    ${item(pane, texts.place, icons.place, () => openPlace(pane))}
    ${item(pane, texts.contact, icons.person, () => sendContact(pane))}
    <hr />
    ${item(pane, texts.samplePicture, icons.brush, () => pickSamples(pane, [nextScene()]))}
    ${item(pane, texts.sampleAlbum, icons.pictures, () => pickSamples(pane, SCENES))}
    ${item(pane, texts.sampleVoice, icons.microphone, () => act(pane, 'voice'))}
    ${item(pane, texts.forward, icons.forward, () => forward(pane))}
  </div>`;
}

const SCENES = ['lamp', 'puddle', 'rubbish'];
let scene = -1;

function nextScene() {
  scene = (scene + 1) % SCENES.length;
  return SCENES[scene] ?? '';
}

/** @param {Pane} pane @param {string} label @param {unknown} icon @param {() => unknown} does */
function item(pane, label, icon, does) {
  const choose = () => {
    draftOf(pane).menu = undefined;
    focusOn(pane, '[data-menu=attach]');
    does();
  };
  return html`<button type="button" @click=${choose}>${icon}${label}</button>`;
}

/** @param {Pane} pane @param {string} label @param {unknown} icon @param {string} accept */
function filesItem(pane, label, icon, accept) {
  const choose = (/** @type {Event} */ { target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    pick(pane, input.files ?? []);
    input.value = '';
  };
  return html`<label>${icon}${label}<input type="file" class="unseen" multiple accept=${accept} @change=${choose} /></label>`;
}

/** @param {Pane} pane */
function openPlace(pane) {
  model.dialog = { kind: 'place', pane: model.panes.indexOf(pane) };
  changed();
}

/** @param {Pane} pane */
function sendContact(pane) {
  return act(pane, 'contact', { phone: '+8613900000000', firstName: personName(pane.as) });
}

/** What is written goes as something that somebody else wrote elsewhere. @param {Pane} pane */
function forward(pane) {
  const { text } = draftOf(pane);
  if (text.trim() === '') return toast(pane, say().forwardNeedsText);
  clearDraft(pane);
  return act(pane, 'forward', { text, sender: say().forwardSource });
}
