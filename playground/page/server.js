// @ts-check
import { changed, isLookedAt, model, offerReply, paneKey } from './model.js';
import { toNewest } from './scrolling.js';
import { say } from './texts.js';

/** @import { Pane, WorldView } from './model.js' */

/** These change what is there; whatever else a person does is a new message. */
const CHANGES = ['tap', 'edit'];

/**
 * What a person does in a chat. Resolves to the server's answer; when the server refuses, says why in the pane and
 * resolves to undefined.
 * @param {Pane} pane
 * @param {string} what  an act, as the README names them
 * @param {{ [field: string]: unknown } | FormData} fields
 * @returns {Promise<any>}
 */
export async function act(pane, what, fields = {}) {
  let body = fields;
  if (body instanceof FormData) body.set('as', String(pane.as));
  else body = { ...fields, as: pane.as };
  if (!CHANGES.includes(what)) toNewest(pane);
  try {
    return await send('POST', `/api/chats/${pane.chat}/${what}`, body);
  } catch (error) {
    toast(pane, error instanceof TypeError ? say().offline : /** @type {Error} */ (error).message);
    return undefined;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
export async function send(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export async function loadWorld() {
  model.world = /** @type {WorldView} */ (await send('GET', '/api/world'));
  changed();
}

/**
 * Reads a chat anew; again, when something was heard of it meanwhile that the answer may not know.
 * @param {number} chat
 * @returns {Promise<void>}
 */
export async function loadChat(chat) {
  const before = model.heard.get(chat);
  const { messages, keyboard, pinned } = await send('GET', `/api/chats/${chat}/messages`);
  if (model.heard.get(chat) !== before) return loadChat(chat);
  model.chats.set(chat, {
    messages: new Map(messages.map((/** @type {{ message_id: number }} */ m) => [m.message_id, m])),
    keyboard,
    pinned,
    typing: false,
  });
  offerReply(chat);
  if (isLookedAt(chat)) model.unread.delete(chat);
  changed();
}

/** @param {Pane} pane */
export async function loadCommands(pane) {
  const { commands } = await send('GET', `/api/chats/${pane.chat}/commands?as=${pane.as}`);
  model.commands.set(paneKey(pane), commands);
  changed();
}

const TOAST_MS = 4500;

/** @param {Pane} pane @param {string} text */
export function toast(pane, text) {
  const key = paneKey(pane);
  model.toasts.set(key, text);
  changed();
  setTimeout(() => {
    if (model.toasts.get(key) !== text) return;
    model.toasts.delete(key);
    changed();
  }, TOAST_MS);
}
