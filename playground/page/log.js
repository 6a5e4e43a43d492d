// @ts-check
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { bubble } from './bubble.js';
import { changed, model, paneKey } from './model.js';
import { senderName } from './person.js';
import { say } from './texts.js';

/** @import { Pane } from './model.js' */
/** @import { ViewedMessage } from '../view.ts' */

const SHOWN_AT_FIRST = 120;
/** @type {Map<string, number>} How many of a pane's messages are shown, once more were asked for. */
const shown = new Map();

/** The messages of a chat as this pane's person sees them, newest at the end. @param {Pane} pane */
export function log(pane) {
  const all = [...(model.chats.get(pane.chat)?.messages.values() ?? [])];
  const count = shown.get(paneKey(pane)) ?? SHOWN_AT_FIRST;
  const lines = inLines(all.slice(-count));
  const more = () => {
    shown.set(paneKey(pane), count + SHOWN_AT_FIRST);
    changed();
  };
  return html`
    ${all.length > count ? html`<button type="button" class="pill" @click=${more}>${say().earlier}</button>` : nothing}
    ${repeat(
      lines,
      ([first]) => first?.message_id,
      (line, i) => entry(pane, line, lines[i - 1], lines[i + 1]),
    )}
  `;
}

/** One line a message; an album is one line. @param {ViewedMessage[]} messages */
function inLines(messages) {
  /** @type {ViewedMessage[][]} */
  const lines = [];
  for (const message of messages) {
    const line = lines.at(-1);
    const album = line?.[0]?.media_group_id;
    if (line && album && album === message.media_group_id) line.push(message);
    else lines.push([message]);
  }
  return lines;
}

/**
 * @param {Pane} pane @param {ViewedMessage[]} line
 * @param {ViewedMessage[] | undefined} before @param {ViewedMessage[] | undefined} after
 */
function entry(pane, line, before, after) {
  const message = /** @type {ViewedMessage} */ (line[0]);
  const isNewDay = !before?.[0] || dayOf(before[0]) !== dayOf(message);
  const service = serviceText(message);
  return html`${isNewDay ? html`<div class="pill day">${dayOf(message)}</div>` : nothing}${
    service
      ? html`<div class="pill" data-message=${message.message_id}>${service}</div>`
      : bubble(pane, line, {
          follows: !isNewDay && belongTogether(before?.[0], message),
          precedes: belongTogether(message, after?.[0]),
        })
  }`;
}

const MINUTES_TOGETHER = 5;

/** @param {ViewedMessage | undefined} first @param {ViewedMessage | undefined} second */
function belongTogether(first, second) {
  if (!first || !second || serviceText(first) || serviceText(second)) return false;
  const isSameSender = first.from?.id === second.from?.id && first.sender_chat?.id === second.sender_chat?.id;
  return isSameSender && second.date - first.date < MINUTES_TOGETHER * 60 && dayOf(first) === dayOf(second);
}

/** What happened to the group, in words; undefined for what somebody said. @param {ViewedMessage} message */
function serviceText(message) {
  const texts = say();
  if (message.new_chat_members) {
    return texts.joined(message.new_chat_members.map((from) => senderName({ from })).join(', '));
  }
  if (message.left_chat_member) return texts.left(senderName({ from: message.left_chat_member }));
  if (message.new_chat_title) return texts.renamed(message.new_chat_title);
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return texts.upgraded;
  return undefined;
}

/** @param {ViewedMessage} message */
function dayOf({ date }) {
  const day = new Date(date * 1000);
  const days = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (days === 0) return say().today;
  if (days === 1) return say().yesterday;
  return day.toLocaleDateString(say().lang, { month: 'long', day: 'numeric' });
}
