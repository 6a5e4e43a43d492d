// @ts-check
import { html, nothing } from 'lit-html';
import { changed, model } from './model.js';
import { act } from './server.js';

/** @import { Pane } from './model.js' */
/** @import { KeyboardButton } from '../telegram.ts' */

/** The buttons that the bot put in place of the phone's keyboard. @param {Pane} pane */
export function replyKeyboard(pane) {
  const shown = model.chats.get(pane.chat)?.keyboard;
  if (!shown || !('keyboard' in shown) || shown.only?.includes(pane.as) === false) return nothing;
  return html`<div class="keys reply-keys">
    ${shown.keyboard.map(
      (row) => html`<div class="keys-row">
        ${row.map(
          (button) => html`<button type="button" class="key" @click=${() => press(pane, button)}>
            ${button.text}
          </button>`,
        )}
      </div>`,
    )}
  </div>`;
}

/** A button that asks for a place lets one pick it first. @param {Pane} pane @param {KeyboardButton} button */
function press(pane, button) {
  if (!button.request_location) return act(pane, 'press', { button: button.text });
  model.dialog = { kind: 'place', pane: model.panes.indexOf(pane), press: button.text };
  changed();
}
