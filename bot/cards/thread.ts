import type { Said } from '../../core/cards/thread.ts';
import type { MediaKind } from '../../prisma/generated/enums.ts';
import { formatTime, visibleLength, words } from '../messages/format.ts';
import type { Pen } from './card.ts';

/** Telegram takes at most 4,096 UTF-16 units, counted without tags; some are left free for separators. */
export const mostText = 4000;

/** Words longer than this, in UTF-16 units, do not stand open. */
const mostNewest = 400;

/**
 * What people said, word for word, as one quotation that opens by a tap. Takes at most `room` units: each message is clipped to half
 * of it, and where all together are too many, the first and the newest stay. What the resident has added last stands open below, as it
 * is what whoever looks at the card again is waiting for.
 */
export function threadQuote(thread: Said[], pen: Pen, room: number): string {
  const last = thread.length > 1 ? thread.at(-1)! : null;
  const newest = last && standsOpen(last) ? entry(last, pen, mostNewest) : '';
  const before = newest ? thread.slice(0, -1) : thread;
  const left = newest ? room - visibleLength(newest) - 2 : room;
  const most = before.length === 1 ? left - 80 : Math.floor(left / 2) - 80;
  const entries = before.map((said) => entry(said, pen, most)).filter(Boolean);
  const kept = keepEnds(entries, left, pen.say.card.more);
  return [
    kept.length > 0 && `<blockquote expandable>${kept.join('\n')}</blockquote>`,
    newest && `<blockquote>${newest}</blockquote>`,
  ]
    .filter(Boolean)
    .join('\n');
}

function standsOpen({ who, purpose, text, heard }: Said): boolean {
  const length = [text ?? '', ...heard].join('\n').length;
  return who === 'resident' && purpose !== 'report' && length <= mostNewest;
}

/** The first and the newest of a list that is too long, with a line that says how many are left out in between. */
export function keepEnds(entries: string[], room: number, more: (count: number) => string): string[] {
  const size = (entry: string) => visibleLength(entry) + 1;
  const [first = '', ...rest] = entries;
  let left = room - size(first) - size(more(entries.length));
  let from = rest.length;
  while (from > 0 && size(rest[from - 1]!) <= left) {
    from -= 1;
    left -= size(rest[from]!);
  }
  return from === 0 ? entries : [first, more(from), ...rest.slice(from)];
}

/** Who said it stands above it, but where a plain report is all there is. */
function entry(said: Said, pen: Pen, most: number): string {
  const { card } = pen.say;
  const notes = [said.forwarded && card.forwarded, said.edited && card.edited].filter(Boolean);
  const bare = said.purpose === 'report' && notes.length === 0;
  const speaker = said.department ? pen.name(said.department) : card.said[said.who];
  const who = [speaker, card.purposes[said.purpose], ...notes].filter(Boolean).join(' · ');
  const head = bare ? '' : `<b>${who}</b> ${formatTime(said.at, pen)}`;
  return [head, words(wordsIn(said, pen), most), mediaLine(said.media)].filter(Boolean).join('\n');
}

/** What was typed, and what a machine heard, which is told apart. */
function wordsIn({ text, heard, unheard }: Said, { say }: Pen): string {
  const spoken = heard.map((transcript) => (transcript ? say.card.heard(transcript) : say.card.heardNothing));
  return [text, ...spoken, unheard && say.card.unheard].filter(Boolean).join('\n');
}

const icons: Record<MediaKind, string> = {
  photo: '📷',
  video: '🎬',
  video_note: '🎬',
  animation: '🎞',
  voice: '🎤',
  audio: '🎵',
  document: '📎',
  sticker: '🏷',
};

/** `📷3 🎤`: what came along, counted. */
export function mediaLine(media: MediaKind[]): string {
  const counted = Map.groupBy(media, (kind) => kind);
  return [...counted].map(([kind, { length }]) => `${icons[kind]}${length > 1 ? length : ''}`).join(' ');
}
