// @ts-check

/** @import { Pane } from './model.js' */
/** @import { ViewedMessage } from '../view.ts' */
/** @import { InlineKeyboardButton } from '../telegram.ts' */
import { startPayload } from './entities.js';
import { changed, draftOf, model, paneKey } from './model.js';
import { act, loadChat, loadCommands, toast } from './server.js';

/** Puts somebody else, or another chat, into a pane. @param {number} index @param {{ chat: number, as: number }} to @param {Pane} [back] */
export function turnTo(index, to, back) {
  const pane = { chat: to.chat, as: to.as, ...(back ? { back: { chat: back.chat, as: back.as } } : {}) };
  model.panes = model.panes.with(index, pane);
  model.unread.delete(to.chat);
  localStorage.setItem('playground.panes', JSON.stringify(model.panes.map(({ chat, as }) => ({ chat, as }))));
  changed();
  return Promise.all([loadChat(to.chat), loadCommands(pane)]);
}

/** On a narrow screen: the pane to look at. @param {number} index */
export function show(index) {
  model.active = index;
  const pane = model.panes[index];
  if (pane) model.unread.delete(pane.chat);
  changed();
}

/** What a link or a command in a message does. @param {Pane} pane @param {{ start: string } | { command: string }} action */
export function follow(pane, action) {
  if ('command' in action) return act(pane, 'say', { text: action.command });
  return openDeepLink(pane, action.start);
}

/** A deep link opens one's own chat with the bot and presses Start there. @param {Pane} pane @param {string} payload */
async function openDeepLink(pane, payload) {
  const own = { chat: pane.as, as: pane.as };
  const open = model.panes.findIndex((other) => paneKey(other) === paneKey(own));
  const index = open === -1 ? model.panes.indexOf(pane) : open;
  if (open === -1) await turnTo(index, own, pane);
  show(index);
  await act(own, 'start', payload ? { payload } : {});
}

/** @param {Pane} pane @param {ViewedMessage} message @param {InlineKeyboardButton} button @param {[number, number]} place */
export async function tap(pane, message, button, place) {
  if (button.url) return openLink(pane, button.url);
  const key = buttonKey(pane, message, place);
  if (model.waiting.has(key)) return;
  model.waiting.add(key);
  changed();
  const answer = await act(pane, 'tap', { message: message.message_id, button: place });
  model.waiting.delete(key);
  if (answer?.text && answer.showAlert) model.dialog = { kind: 'alert', text: answer.text };
  else if (answer?.text) toast(pane, answer.text);
  changed();
  if (answer?.url) openLink(pane, answer.url);
}

/** @param {Pane} pane @param {ViewedMessage} message @param {[number, number]} place */
export function buttonKey(pane, { message_id: id }, [row, column]) {
  return `${paneKey(pane)}:${id}:${row}:${column}`;
}

/** @param {Pane} pane @param {string} url */
function openLink(pane, url) {
  const start = startPayload(url);
  if (start !== undefined) return openDeepLink(pane, start);
  window.open(url, '_blank', 'noopener');
}

/** @param {Pane} pane @param {ViewedMessage} message */
export function beginReply(pane, message) {
  Object.assign(draftOf(pane), { replyTo: message.message_id, editing: undefined });
  focusInput(pane);
}

/** @param {Pane} pane @param {ViewedMessage} message */
export function beginEdit(pane, message) {
  const text = message.text ?? message.caption ?? '';
  Object.assign(draftOf(pane), { editing: message.message_id, replyTo: undefined, text });
  focusInput(pane);
}

/** @param {Pane} pane */
export function focusInput(pane) {
  focusOn(pane, 'textarea');
}

/** Puts the focus on something in a pane once what has changed is shown. @param {Pane} pane @param {string} selector */
export function focusOn(pane, selector) {
  changed();
  setTimeout(() => {
    const found = document.querySelector(`[data-pane="${paneKey(pane)}"] ${selector}`);
    if (found instanceof HTMLElement) found.focus();
  });
}

/** A dialog that is closed gives the focus back to where it was; one that is merely taken out of the page would not. */
export function closeDialog() {
  document.querySelector('dialog')?.close();
}
