// @ts-check
import { html, nothing } from 'lit-html';
import { beginEdit, beginReply, buttonKey, follow, tap } from './actions.js';
import { endsInBlock, richText } from './entities.js';
import { icons } from './icons.js';
import { inShort, media, mosaic, movingIn } from './media.js';
import { isOwn, model } from './model.js';
import { avatar, hueOf, senderName } from './person.js';
import { scrollToMessage } from './scrolling.js';
import { say } from './texts.js';

/** @import { Pane } from './model.js' */
/** @import { ViewedMessage } from '../view.ts' */

/**
 * A message, or an album as one. `follows` and `precedes`: the one before, or after, is of the same sender.
 * @param {Pane} pane
 * @param {ViewedMessage[]} album
 * @param {{ follows: boolean, precedes: boolean }} place
 */
export function bubble(pane, album, { follows, precedes }) {
  const message = /** @type {ViewedMessage} */ (album[0]);
  const spoken = album.find(({ caption }) => caption) ?? message;
  const own = isOwn(pane, message);
  const sender = message.sender_chat?.id ?? message.from?.id ?? 0;
  const isGroup = pane.chat < 0;
  return html`<article tabindex="-1" class="message ${own ? 'own' : 'other'} ${precedes ? '' : 'last'}" data-message=${message.message_id}>
    ${isGroup && !own ? html`<span class="beside">${precedes ? nothing : avatar(sender)}</span>` : nothing}
    <div class="body">
      <div class="line">
        <div class="bubble ${album.some(isPicture) ? 'pictured' : ''} ${message.sticker ? 'bare' : ''}">
          ${isGroup && !own && !follows ? html`<div class="sender hue-${hueOf(sender)}">${senderName(message)}</div>` : nothing}
          ${origin(message)} ${quote(pane, message)}
          ${album.length > 1 ? mosaic(album) : media(message)} ${words(pane, spoken)}
          ${message.reaction ? html`<span class="reaction">${message.reaction}</span>` : nothing}
          ${stamp(message, album)}
        </div>
        ${actions(pane, spoken, own)}
      </div>
      ${buttons(pane, message)}
    </div>
  </article>`;
}

/** @param {ViewedMessage} message */
function isPicture(message) {
  return Boolean(message.photo ?? movingIn(message));
}

/** @param {ViewedMessage} message */
function origin({ forward_origin: from }) {
  if (!from) return nothing;
  const name = from.sender_user ? senderName({ from: from.sender_user }) : (from.sender_user_name ?? '');
  return html`<div class="origin">${say().forwarded(name)}</div>`;
}

/** @param {Pane} pane @param {ViewedMessage} message */
function quote(pane, { reply_to_message: replied }) {
  if (!replied) return nothing;
  const id = replied.message_id;
  // Edited since, perhaps: what it says now is better than what it said then.
  const now = model.chats.get(pane.chat)?.messages.get(id);
  return html`<button type="button" class="quote hue-${hueOf(replied.from?.id ?? 0)}" @click=${() => scrollToMessage(pane, id)}>
    <b>${senderName(replied)}</b><span>${inShort(now ?? replied)}</span>
  </button>`;
}

/** @param {Pane} pane @param {ViewedMessage} message */
function words(pane, { text, entities, caption, caption_entities }) {
  const said = text ?? caption;
  if (said === undefined) return nothing;
  const act = (/** @type {Parameters<typeof follow>[1]} */ action) => void follow(pane, action);
  const marked = text === undefined ? caption_entities : entities;
  return html`<div class="text ${endsInBlock(said, marked) ? 'ends-in-block' : ''}" dir="auto">${richText(said, marked, act)}</div>`;
}

/** @param {ViewedMessage} message @param {ViewedMessage[]} album */
function stamp({ date }, album) {
  const at = new Date(date * 1000);
  const time = at.toLocaleTimeString(say().lang, { hour: '2-digit', minute: '2-digit', hour12: false });
  const isEdited = album.some((message) => message.edit_date);
  return html`<time class="stamp" datetime=${at.toISOString()}>${isEdited ? html`<em>${say().edited} </em>` : nothing}${time}</time>`;
}

/** @param {Pane} pane @param {ViewedMessage} message @param {boolean} own */
function actions(pane, message, own) {
  const canEdit = own && (message.text ?? message.caption) !== undefined && !message.forward_origin;
  return html`<div class="actions">
    <button type="button" aria-label=${say().reply} title=${say().reply} @click=${() => beginReply(pane, message)}>${icons.reply}</button>
    ${
      canEdit
        ? html`<button type="button" aria-label=${say().edit} title=${say().edit} @click=${() => beginEdit(pane, message)}>${icons.edit}</button>`
        : nothing
    }
  </div>`;
}

/** @param {Pane} pane @param {ViewedMessage} message */
function buttons(pane, message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return nothing;
  return html`<div class="keys">
    ${rows.map(
      (row, r) => html`<div class="keys-row">
        ${row.map((button, c) => {
          const isWaiting = model.waiting.has(buttonKey(pane, message, [r, c]));
          return html`<button type="button" class="key ${isWaiting ? 'waiting' : ''}" aria-busy=${isWaiting}
            @click=${() => tap(pane, message, button, [r, c])}>${button.text}${button.url ? html`<i class="out" aria-hidden="true">↗</i>` : nothing}</button>`;
        })}
      </div>`,
    )}
  </div>`;
}
