import { badRequest } from './errors.ts';
import type { MessageEntity } from './telegram.ts';

export type FormattedText = { text: string; entities: MessageEntity[] };

type OpenTag = { tag: string; argument: string; offset: number };
type Attribute = { name: string; value: string };

/**
 * Parses parse_mode HTML as Telegram does (https://core.telegram.org/bots/api#html-style): the same tags, the
 * same four named references, and errors in the same words, with offsets in bytes of UTF-8.
 * Offsets of the entities count UTF-16 units.
 */
export function parseHtml(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source[at]!;
    if (char === '&') {
      const reference = readReference(source, at);
      text += reference?.char ?? '&';
      at = reference?.end ?? at + 1;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (source[at + 1] === '/') {
      const closed = open.pop();
      at = readEndTag(source, at, closed);
      const entity = closed && entityOf(closed, text);
      if (entity) entities.push(entity);
    } else {
      const start = readStartTag(source, at);
      open.push({ tag: start.tag, argument: start.argument, offset: text.length });
      at = start.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cantParse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text, entities: nestingOrder(entities) };
}

/** Outer entities come before inner ones. */
export function nestingOrder(entities: MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

const SIMPLE_TAGS: { [tag: string]: string } = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
};
const OTHER_TAGS = ['a', 'code', 'pre', 'blockquote', 'tg-emoji'];

function entityOf({ tag, argument, offset }: OpenTag, text: string): MessageEntity | undefined {
  const length = text.length - offset;
  if (length === 0) return undefined;
  const simple = SIMPLE_TAGS[tag];
  if (simple) return { type: simple, offset, length };
  if (tag === 'a') {
    const url = webAddress(argument || text.slice(offset));
    return url ? { type: 'text_link', offset, length, url } : undefined;
  }
  if (tag === 'tg-emoji') return { type: 'custom_emoji', offset, length, custom_emoji_id: argument };
  if (tag === 'blockquote')
    return { type: argument ? 'expandable_blockquote' : 'blockquote', offset, length };
  return { type: tag, offset, length };
}

/** Telegram keeps a link's text and silently drops a link that leads nowhere. */
function webAddress(value: string): string | undefined {
  const candidate = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
  if (!url || !['http:', 'https:', 'tg:', 'mailto:', 'tel:'].includes(url.protocol)) return undefined;
  return url.protocol === 'http:' && !url.hostname.includes('.') && url.hostname !== 'localhost'
    ? undefined
    : url.href;
}

function readReference(source: string, at: number): { char: string; end: number } | undefined {
  const match = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?/iy;
  match.lastIndex = at;
  const found = match.exec(source);
  if (!found) return undefined;
  const [whole, decimal, hexadecimal, named] = found;
  const end = at + whole.length;
  if (named) return { char: { lt: '<', gt: '>', amp: '&', quot: '"' }[named] ?? `&${named}`, end };
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal!, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? { char: String.fromCodePoint(code), end } : undefined;
}

function readEndTag(source: string, at: number, open: OpenTag | undefined): number {
  const where = byteOffset(source, at);
  if (!open) throw cantParse(`Unexpected end tag at byte offset ${where}`);
  const match = /<\/([^\s>]*)\s*/y;
  match.lastIndex = at;
  const [whole, found] = match.exec(source)!;
  const end = at + whole.length;
  if (source[end] !== '>') throw cantParse(`Unclosed end tag at byte offset ${where}`);
  if (found && found.toLowerCase() !== open.tag) {
    throw cantParse(
      `Unmatched end tag at byte offset ${where}, expected "</${open.tag}>", found "</${found.toLowerCase()}>"`,
    );
  }
  return end + 1;
}

function readStartTag(source: string, at: number): { tag: string; argument: string; end: number } {
  const where = byteOffset(source, at);
  const match = /<([^\s>]*)/y;
  match.lastIndex = at;
  const [whole, name] = match.exec(source)!;
  const tag = name!.toLowerCase();
  let end = at + whole.length;
  if (end >= source.length) throw cantParse(`Unclosed start tag at byte offset ${where}`);
  if (!(tag in SIMPLE_TAGS) && !OTHER_TAGS.includes(tag)) {
    throw cantParse(`Unsupported start tag "${tag}" at byte offset ${where}`);
  }
  let argument = '';
  for (;;) {
    while (/\s/.test(source[end] ?? '')) end += 1;
    if (source[end] === '>') break;
    const read = readAttribute(source, end, tag, where);
    argument = argumentOf(tag, read.attribute) ?? argument;
    end = read.end;
  }
  if (tag === 'span' && !argument) {
    throw cantParse(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
  }
  return { tag, argument, end: end + 1 };
}

function readAttribute(
  source: string,
  at: number,
  tag: string,
  where: number,
): { attribute: Attribute; end: number } {
  const unclosed = () => cantParse(`Unclosed start tag "${tag}" at byte offset ${where}`);
  const match = /([^\s=>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-z0-9.-]*)))?/iy;
  match.lastIndex = at;
  const [whole, name, double, single, bare] = match.exec(source)!;
  if (at >= source.length) throw unclosed();
  if (!name) throw cantParse(`Empty attribute name in the tag "${tag}" at byte offset ${where}`);
  const end = at + whole.length;
  if (end >= source.length) throw unclosed();
  if (!/[\s>]/.test(source[end]!)) {
    if (bare === undefined && double === undefined && single === undefined) throw unclosed();
    throw cantParse(`Unexpected end of name token at byte offset ${byteOffset(source, end)}`);
  }
  const value = decodeReferences(double ?? single ?? bare?.toLowerCase() ?? '');
  return { attribute: { name: name.toLowerCase(), value }, end };
}

function argumentOf(tag: string, { name, value }: Attribute): string | undefined {
  if (tag === 'a' && name === 'href') return value;
  if (tag === 'tg-emoji' && name === 'emoji-id') return value;
  if (tag === 'blockquote' && name === 'expandable') return 'expandable';
  if (tag === 'span' && name === 'class' && value === 'tg-spoiler') return value;
  return undefined;
}

function decodeReferences(value: string): string {
  let decoded = '';
  for (let at = 0; at < value.length; ) {
    const reference = value[at] === '&' ? readReference(value, at) : undefined;
    decoded += reference?.char ?? value[at]!;
    at = reference?.end ?? at + 1;
  }
  return decoded;
}

function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}

function cantParse(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}
