import fc from 'fast-check';
import {
  type Body,
  chatOf,
  type Fields,
  from,
  type Json,
  message,
  messageIds,
  now,
  seat,
} from './messages.ts';
import { words } from './words.ts';

/** An update without its number, as Telegram would bring it, or nearly. */
export interface Bad {
  content: Fields;
  person: number;
  chat: number;
}

const kinds = (
  'confirm others reject rejectMenu passOn takeBack accept theirs duty noDuty answer solved notSolved wrong minePage ' +
  'withdraw keep forgetNo language here invite inviteTo sendAgain arrived split askResident back elsewhere'
).split(' ');
const part = fc.oneof(
  fc.nat({ max: 50 }).map((one) => one.toString(36)),
  fc.constantFrom('zzzzzz', '-', 'health', 'en', '', '1e9', '-1', 'reviewers'),
);

/** Data of buttons that there may be, and of such as there are not. */
const data = fc.oneof(
  fc.tuple(fc.constantFrom(...kinds), fc.array(part, { maxLength: 4 })).map((all) => all.flat().join(':')),
  words.map((text) => text.slice(0, 64)),
);

const tap: fc.Arbitrary<Body> = fc
  .record({ at: seat, message_id: messageIds, said: data, alone: fc.boolean() })
  .map(({ at, message_id, said, alone }) => {
    const fields: Fields = { id: String(message_id), from: from(at), chat_instance: '1', data: said };
    if (alone) fields.inline_message_id = 'x';
    else fields.message = { message_id, date: now, chat: chatOf(at), text: 'x' };
    return { seat: at, fields };
  });

const member: fc.Arbitrary<Body> = fc
  .record({ at: seat, status: fc.constantFrom('member', 'administrator', 'restricted', 'beamed-up') })
  .map(({ at, status }) => ({
    seat: at,
    fields: { chat: chatOf(at), from: from(at), date: now, new_chat_member: { status } },
  }));

/** What the bot does not listen to, and what there is not yet. */
const unheard = fc
  .record({
    kind: fc.constantFrom(
      'message_reaction',
      'inline_query',
      'poll',
      'channel_post',
      'chat_boost',
      'telepathy',
    ),
    at: seat,
    text: words,
  })
  .map(({ kind, at, text }) => {
    const who = { from: from(at), user: from(at), chat: chatOf(at) };
    return [
      kind,
      { seat: at, fields: { id: '1', ...who, message_id: 1, date: now, text } as Fields },
    ] as const;
  });

const of = (kind: string, body: fc.Arbitrary<Body>) => body.map((one) => [kind, one] as const);
const anyUpdate = fc.oneof(
  { arbitrary: of('message', message), weight: 6 },
  { arbitrary: of('edited_message', message), weight: 1 },
  { arbitrary: of('callback_query', tap), weight: 3 },
  { arbitrary: of('my_chat_member', member), weight: 1 },
  { arbitrary: unheard, weight: 1 },
);

const deep = (depth: number): Json => (depth === 0 ? 'x' : [deep(depth - 1)]);
const strange: Json[] = [
  null,
  true,
  {},
  [],
  [null],
  '',
  '7',
  '\0',
  -1,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  1e21,
  -(2 ** 60),
];
const stranger: Json[] = [1e308, deep(300), { $type: 'Raw', value: 1 }, { '\0': '\ud800' }];

/** In place of something: of another type, out of every range, or not there at all. */
const wrong: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom(undefined, ...strange, ...stranger),
  fc.maxSafeInteger(),
  fc.string(),
);
const names = fc.constantFrom('hologram', '\0field', 'constructor', 'toJSON', '$type', 'chat2');
const future = fc.dictionary(
  names,
  wrong.map((one) => one ?? null),
  { maxKeys: 3 },
);
const spoils = fc.array(fc.tuple(fc.nat(), wrong), { minLength: 1, maxLength: 3 });

/** Updates of all kinds, some with fields that there are not yet. Half are spoilt: in some places, something else stands. */
export const badUpdates: fc.Arbitrary<Bad> = fc
  .record({ update: anyUpdate, spoilt: fc.option(spoils, { freq: 1 }), more: future })
  .map(({ update: [kind, body], spoilt, more }) => {
    const content: Fields = structuredClone({ [kind]: { ...more, ...body.fields } });
    for (const [which, value] of spoilt ?? []) spoil(content, which, value);
    return { content, ...body.seat };
  });

function spoil(content: Fields, which: number, value: Json | undefined): void {
  const all = placesIn(content);
  if (all.length === 0) return;
  const { parent, name } = all[which % all.length]!;
  // The chat brings files that it has, and nothing from a group that the bot is not in.
  if (name === 'file_id' && typeof value === 'string') return;
  if (name === 'id' && parent.type === 'supergroup' && Number.isSafeInteger(value)) return;
  if (value !== undefined) parent[name] = value;
  else delete parent[name];
}

/** Every place in it where something stands. */
function placesIn(json: Json): { parent: Fields; name: string }[] {
  if (typeof json !== 'object' || json === null) return [];
  const parent = json as Fields;
  return Object.entries(parent).flatMap(([name, value]) => [{ parent, name }, ...placesIn(value)]);
}
