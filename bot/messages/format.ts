import type { Language } from '../../core/deps.ts';
import type { Person } from '../../prisma/generated/client.ts';

export interface Place {
  language: Language;
  /** IANA name of the town's time zone. */
  timeZone: string;
}

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

/** `11月24日 16:30` or `24 Nov, 16:30`. A date, never "today": cards are read days later. */
export function formatTime(at: Date, { language, timeZone }: Place): string {
  const key = `${language} ${timeZone}`;
  const format = formats.get(key) ?? newFormat(language, timeZone);
  formats.set(key, format);
  return format.format(at);
}

/** `12月2日` or `2 December`. */
export function formatDate(at: Date, { language, timeZone }: Place): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone, month: 'long', day: 'numeric' }).format(at);
}

/** Making one takes longer than writing with it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function newFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone,
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** Makes words safe to stand in HTML, in text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** At most `most` UTF-16 units (what Telegram counts), an ellipsis included; what people see as one character stays whole. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const { index: end } = characters.segment(text).containing(most - 1)!;
  return `${text.slice(0, end).trimEnd()}…`;
}

const characters = new Intl.Segmenter();

/**
 * Words of people for a place in HTML: clipped first, so that no escape is cut. What turns the direction of writing goes, as it would
 * turn what stands beside it as well.
 */
export function words(text: string, most: number): string {
  return escapeHtml(clip(text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim(), most));
}

/** Words of people for a line of their own, so that they can't look like further lines of ours. */
export function oneLine(text: string, most: number): string {
  return words(text.replace(/\s+/g, ' '), most);
}

/** How much of a message's 4,096 units this HTML of ours takes: tags count nothing, an escape one. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '.').length;
}

/** A link that mentions a person, so that a question is put to them and their app opens the input. */
export function mention({ name, telegramId }: Pick<Person, 'name' | 'telegramId'>): string {
  const shown = oneLine(name ?? '', 64) || '…';
  return telegramId === null ? shown : `<a href="tg://user?id=${telegramId}">${shown}</a>`;
}
