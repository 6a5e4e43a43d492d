// @ts-check
import { focusInput, turnTo } from './actions.js';
import { changed, isLookedAt, isOwn, model, offerReply, paneKey } from './model.js';
import { isAway, toNewest } from './scrolling.js';
import { loadChat, loadCommands, loadWorld } from './server.js';

/** @import { PageEvent } from '../api/events.ts' */
/** @import { ViewedMessage } from '../view.ts' */

/** Listens to the world, for as long as the page is open. What was missed while away is read anew. */
export function listen() {
  const stream = new EventSource('/api/events');
  stream.addEventListener('open', () => {
    model.online = true;
    // Should the server go away meanwhile, the stream opens once more, and this begins anew.
    void reload().catch(changed);
  });
  stream.addEventListener('error', () => {
    model.online = false;
    changed();
    // The browser tries again by itself, unless what answered was not the stream.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
  });
  stream.addEventListener('message', ({ data }) => {
    hear(/** @type {PageEvent} */ (JSON.parse(data)));
    changed();
  });
}

const RETRY_MS = 1000;

/** Reads the world, the chats of the panes and their commands. */
export async function reload() {
  await loadWorld();
  const chats = new Set(model.panes.map(({ chat }) => chat));
  await Promise.all([...[...chats].map(loadChat), ...model.panes.map(loadCommands)]);
}

/** @param {PageEvent} event */
function hear(event) {
  switch (event.type) {
    case 'message':
      return hearMessage(event.message);
    case 'deleted':
      return void model.chats.get(event.chat)?.messages.delete(event.message);
    case 'keyboard':
      return hearKeyboard(event);
    case 'pin':
      return change(event.chat, { pinned: event.message });
    case 'typing':
      return hearTyping(event.chat);
    case 'world':
    case 'commands':
      return worldChanged();
  }
}

const SETTLING_MS = 30;
let isWorldDue = false;

/** One change often comes as many events: a language, and everybody who follows it. The menus may change with it. */
function worldChanged() {
  if (isWorldDue) return;
  isWorldDue = true;
  setTimeout(() => {
    isWorldDue = false;
    void Promise.all([loadWorld(), ...model.panes.map(loadCommands)]).catch(changed);
  }, SETTLING_MS);
}

/** @param {ViewedMessage} message */
function hearMessage(message) {
  const chat = message.chat.id;
  const view = model.chats.get(chat);
  model.heard.set(chat, (model.heard.get(chat) ?? 0) + 1);
  const isNew = !message.edit_date && !message.reaction && !view?.messages.has(message.message_id);
  view?.messages.set(message.message_id, message);
  if (view && message.from?.is_bot) view.typing = false;
  if (message.migrate_to_chat_id) followMigration(chat, message.migrate_to_chat_id);
  if (isNew && !isLookedAt(chat)) model.unread.set(chat, (model.unread.get(chat) ?? 0) + 1);
  if (isNew) bringIntoView(message);
}

/** Who reads older messages stays there and is told of newer ones; everybody else sees them. @param {ViewedMessage} message */
function bringIntoView(message) {
  for (const pane of model.panes.filter(({ chat }) => chat === message.chat.id)) {
    if (!isAway(pane) || isOwn(pane, message)) toNewest(pane, 'instant');
    else model.missed.set(paneKey(pane), (model.missed.get(paneKey(pane)) ?? 0) + 1);
  }
}

/** @param {number} from @param {number} to */
function followMigration(from, to) {
  for (const [index, pane] of model.panes.entries()) {
    if (pane.chat === from) void turnTo(index, { chat: to, as: pane.as });
  }
}

/** @param {PageEvent & { type: 'keyboard' }} event */
function hearKeyboard({ chat, keyboard }) {
  change(chat, { keyboard });
  for (const pane of offerReply(chat)) if (paneKey(pane) === model.inHand) focusInput(pane);
}

/** As long as Telegram's clients show it. */
const TYPING_MS = 5000;
/** @type {Map<number, ReturnType<typeof setTimeout>>} */
const typingEnds = new Map();

/** @param {number} chat */
function hearTyping(chat) {
  change(chat, { typing: true });
  clearTimeout(typingEnds.get(chat));
  const end = setTimeout(() => {
    change(chat, { typing: false });
    changed();
  }, TYPING_MS);
  typingEnds.set(chat, end);
}

/** @param {number} chat @param {Partial<import('./model.js').ChatView>} what */
function change(chat, what) {
  const view = model.chats.get(chat);
  if (view) Object.assign(view, what);
}
