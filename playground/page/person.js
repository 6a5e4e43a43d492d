// @ts-check
import { html } from 'lit-html';
import { groupOf, inPageLanguage, model, personName, personOf } from './model.js';

/** @import { User, Chat } from '../telegram.ts' */

/** A round picture of somebody: the first letter of the name, in a colour of their own. @param {number} id */
export function avatar(id) {
  const group = groupOf(id);
  const name = group ? inPageLanguage(group.title) : personName(id) || model.world.bot.first_name || '';
  const letter = [...name][0] ?? '?';
  return html`<span class="avatar hue-${hueOf(id)}" data-kind=${group ? 'group' : 'person'} aria-hidden="true">${letter}</span>`;
}

/** One of eight colours; ids that differ little get different ones (multiplicative hashing). @param {number} id */
export function hueOf(id) {
  return Math.imul(id % 2 ** 31, 0x27d4eb2f) >>> 29;
}

/** Who wrote a message, as the page's reader would call them. @param {{ from?: User, sender_chat?: Chat }} message */
export function senderName({ from, sender_chat: chat }) {
  if (chat) return inPageLanguage(groupOf(chat.id)?.title) || (chat.title ?? '');
  if (!from) return '';
  if (from.id === model.world.bot.id) return model.world.bot.first_name;
  return personName(from.id) || [from.first_name, from.last_name].filter(Boolean).join(' ');
}

/** What somebody is here, like "Reviewer". @param {number} id */
export function partOf(id) {
  return inPageLanguage(personOf(id)?.label);
}
