import type { Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../bot/intake/read-message.ts';
import { readUpdate, Unreadable } from '../../bot/intake/read-update.ts';

const from = { id: 1001, is_bot: false, first_name: '李梅' };
const chat = { id: 1001, type: 'private' };
const head = { message_id: 7, date: 1_795_000_000, chat, from };
const file = { file_id: 'a', file_unique_id: 'b' };
const read = (content: object) => readUpdate({ update_id: 1, ...content } as Update) as { message: object };

describe('of an update', () => {
  test('what fits stays as it came, with what we do not know yet', () => {
    const message = {
      ...head,
      text: '路灯坏了',
      hologram: { depth: 3 },
      photo: [{ ...file, colour: 'red' }],
      reply_to_message: { message_id: 6, text: 'x', reply_to_message: { message_id: 5 } },
    };
    expect(read({ message })).toEqual({ update_id: 1, message });
  });

  test.each<[string, unknown]>([
    ['text', 7],
    ['text', null],
    ['caption', {}],
    ['entities', [{ type: 'bot_command' }]],
    ['photo', [{ file_id: 1 }]],
    ['document', 'x'],
    ['location', { latitude: 91, longitude: 0 }],
    ['venue', { location: {}, title: 'x', address: 'y' }],
    ['contact', { phone_number: 1 }],
    ['media_group_id', 'x'.repeat(3000)],
    ['reply_to_message', { message_id: 2 ** 31 }],
    ['migrate_to_chat_id', '-100'],
    ['from', { id: 2 ** 53 }],
  ])('a %s that is %j is left out, as if it were not there', (name, value) => {
    const { message } = read({ message: { ...head, from: undefined, voice: file, [name]: value } });
    expect(message).not.toHaveProperty(name);
    expect(message).toHaveProperty('voice', file);
  });

  test.each<[string, unknown]>([
    ['message_id', 2 ** 31],
    ['message_id', '7'],
    ['date', 1e15],
    ['date', -1],
    ['date', undefined],
    ['chat', { id: 2 ** 53, type: 'private' }],
    ['chat', { id: 1001 }],
    ['chat', null],
  ])('no message is left where its %s is %j', (name, value) => {
    expect(() => read({ message: { ...head, text: 'x', [name]: value } })).toThrow(Unreadable);
  });

  test.each(['message_reaction', 'channel_post', 'telepathy', 'poll'])(
    'a kind that we do not listen to (%s) is no news',
    (kind) => {
      expect(read({ [kind]: { chat, user: from } })).toBe(null);
    },
  );
});

test.each([
  [4_000_000_000, 2 ** 31 - 1],
  [2 ** 53, null],
  [-1, null],
  [0, 0],
])('a file of %d bytes is kept as one of %s', (file_size, size) => {
  const { message } = read({ message: { ...head, document: { ...file, file_size } } });
  expect(readMessage(message as never)).toMatchObject({ incoming: { media: [{ size }] } });
});
