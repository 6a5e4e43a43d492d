// @ts-check
import { html } from 'lit-html';
import { expandableQuote } from './expandable-quote.js';
import { model } from './model.js';

/** @import { MessageEntity } from '../telegram.ts' */
/** @import { TemplateResult } from 'lit-html' */

/**
 * A text with its entities as markup. Entities nest; none begins inside another and ends outside of it.
 * @param {string} text
 * @param {MessageEntity[] | undefined} entities  outer ones before inner ones
 * @param {(action: { start: string } | { command: string }) => void} act  for deep links and commands in the text
 */
export function richText(text, entities = [], act) {
  return span(text, 0, text.length, entities, act);
}

/** These stand on lines of their own with room around them: the line break next to them is not shown, nor an empty line. */
const BLOCKS = ['blockquote', 'expandable_blockquote', 'pre'];

/** @param {string} text @param {MessageEntity[]} [entities] */
export function endsInBlock(text, entities = []) {
  return entities.some(
    ({ type, offset, length }) => BLOCKS.includes(type) && offset + length === text.length,
  );
}

/**
 * @param {string} text @param {number} from @param {number} to @param {MessageEntity[]} entities
 * @param {Parameters<typeof richText>[2]} act
 * @returns {(string | TemplateResult)[]}
 */
function span(text, from, to, entities, act) {
  /** @type {(string | TemplateResult)[]} */
  const parts = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = /** @type {MessageEntity} */ (entities[i]);
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) continue;
    const isBlock = BLOCKS.includes(entity.type);
    const before = text.slice(at, entity.offset);
    if (before) parts.push(isBlock ? before.replace(/\n{1,2}$/, '') : before);
    const inner = entities.slice(i + 1).filter((other) => other.offset < end);
    const content = span(text, entity.offset, end, inner, act);
    parts.push(element(entity, text.slice(entity.offset, end), content, act));
    at = isBlock ? end + (/^\n{1,2}/.exec(text.slice(end))?.[0].length ?? 0) : end;
  }
  if (at < to) parts.push(text.slice(at, to));
  return parts;
}

/**
 * @param {MessageEntity} entity @param {string} text @param {(string | TemplateResult)[]} content
 * @param {Parameters<typeof richText>[2]} act
 * @returns {TemplateResult}
 */
function element({ type, url }, text, content, act) {
  switch (type) {
    case 'bold':
      return html`<strong>${content}</strong>`;
    case 'italic':
      return html`<em>${content}</em>`;
    case 'underline':
      return html`<u>${content}</u>`;
    case 'strikethrough':
      return html`<s>${content}</s>`;
    case 'code':
      return html`<code>${content}</code>`;
    case 'pre':
      return html`<pre>${content}</pre>`;
    case 'spoiler':
      return html`<span class="spoiler" tabindex="0">${content}</span>`;
    case 'blockquote':
      return html`<blockquote>${content}</blockquote>`;
    case 'expandable_blockquote':
      return expandableQuote(content);
    case 'text_link':
      return link(url ?? '', content, act);
    case 'url':
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, content, act);
    case 'email':
      return html`<a href="mailto:${text}">${content}</a>`;
    case 'phone_number':
      return html`<a href="tel:${text.replaceAll(/[^+\d]/g, '')}">${content}</a>`;
    case 'bot_command':
      return html`<button type="button" class="as-link" @click=${() => act({ command: text })}>${content}</button>`;
    case 'mention':
    case 'text_mention':
    case 'hashtag':
      return html`<span class="mention">${content}</span>`;
    default:
      return html`${content}`;
  }
}

/**
 * A deep link to our bot opens the chat with it, as it does in Telegram.
 * @param {string} url @param {(string | TemplateResult)[]} content @param {Parameters<typeof richText>[2]} act
 */
function link(url, content, act) {
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return html`${content}`;
  const start = startPayload(url);
  if (start === undefined)
    return html`<a href=${url} target="_blank" rel="noopener noreferrer">${content}</a>`;
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    act({ start });
  };
  return html`<a href=${url} @click=${open}>${content}</a>`;
}

/** The payload of https://t.me/<our bot>?start=..., empty where the link has none. @param {string} url */
export function startPayload(url) {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const path = `/${model.world.bot.username ?? ''}`.toLowerCase();
  const isOurs = hostname === 't.me' && pathname.toLowerCase() === path;
  const isScheme = protocol === 'tg:' && searchParams.get('domain')?.toLowerCase() === path.slice(1);
  return isOurs || isScheme ? (searchParams.get('start') ?? '') : undefined;
}
