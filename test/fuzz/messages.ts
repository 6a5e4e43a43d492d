import fc from 'fast-check';
import { type Seat, seats } from './seats.ts';
import { words } from './words.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

/** What is in an update, and from which seat it comes. */
export interface Body {
  seat: Seat;
  fields: Fields;
}

export const now = Math.floor(Date.now() / 1000);
export const seat = fc.constantFrom(...seats);
export const messageIds = fc.integer({ min: 1, max: 1_000_000 });

export function from({ person }: Seat): Fields {
  return { id: person, is_bot: false, first_name: '<tg-spoiler>某人</tg-spoiler>', language_code: 'zh-hans' };
}

export function chatOf({ chat }: Seat): Fields {
  return { id: chat, type: chat > 0 ? 'private' : 'supergroup' };
}

export const fileKinds = [
  'photo',
  'voice',
  'video',
  'video_note',
  'animation',
  'audio',
  'document',
  'sticker',
] as const;

/** Stands where the id of a file of this kind will: the chat must have a file before anybody can send it. */
export const fileOf = (kind: string) => `the file of kind ${kind}.`;

const files = fc
  .record({
    kind: fc.constantFrom(...fileKinds),
    size: fc.constantFrom(0, 1000, 21 * 1024 * 1024, 4_000_000_000, 2 ** 52),
    caption: words,
  })
  .map(({ kind, size, caption }): Fields => {
    const file = { file_id: fileOf(kind), file_unique_id: kind, file_size: size };
    return { [kind]: kind === 'photo' ? [file] : file, caption };
  });

const location = { latitude: 41.8057, longitude: 123.4315 };
const nothing: Fields[] = [
  { dice: { emoji: '🎲', value: 3 } },
  { story: {} },
  { hologram: { depth: 3 } },
  {},
];

/** What a message may hold, one kind each. */
const contents: fc.Arbitrary<Fields> = fc.oneof(
  { arbitrary: words.map((text): Fields => ({ text, ...commandIn(text) })), weight: 6 },
  { arbitrary: files, weight: 4 },
  { arbitrary: words.map((title): Fields => ({ venue: { location, title, address: title } })), weight: 1 },
  {
    arbitrary: words.map((first_name): Fields => ({ contact: { first_name, phone_number: '+86139' } })),
    weight: 1,
  },
  { arbitrary: fc.constantFrom<Fields>({ location }, ...nothing), weight: 3 },
);

/** Telegram marks commands; what is not marked is none. */
function commandIn(text: string): Fields {
  const command = /^\/\w+/.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

/** Mostly one act of writing; sometimes a matter of its own. */
const dates = fc.oneof(
  { arbitrary: fc.constant(now), weight: 12 },
  { arbitrary: fc.integer({ min: 1, max: 250_000 }).map((ago) => now - ago), weight: 1 },
);

export const message: fc.Arbitrary<Body> = fc
  .record({
    at: seat,
    message_id: messageIds,
    date: dates,
    content: contents,
    depth: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 })),
    album: fc.option(fc.constantFrom('1', '9'.repeat(3000)), { freq: 9 }),
  })
  .map(({ at, message_id, date, content, depth, album }) => {
    const head = { message_id, date, from: from(at), chat: chatOf(at) };
    const fields: Fields = { ...head, ...content };
    if (album) fields.media_group_id = album;
    if (depth > 0) fields.reply_to_message = nested(at, depth);
    return { seat: at, fields };
  });

/** A reply to a reply to a reply: Telegram shows one, and may one day show more. */
function nested(at: Seat, depth: number): Fields {
  const bot = { id: 1000, is_bot: true, first_name: 'bot' };
  const fields: Fields = { message_id: depth, date: now, from: bot, chat: chatOf(at), text: 'x' };
  return depth > 1 ? { ...fields, reply_to_message: nested(at, depth - 1) } : fields;
}
