import { afterEach, beforeEach, expect, test } from 'vitest';
import { telegramLimits } from '../../infra/telegram/pace.ts';
import { type Harness, openPlayground, people } from './harness.ts';

const { resident, group } = people;
let now: number;
let playground: Harness;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 24);
  playground = await openPlayground({ limits: telegramLimits, now: () => new Date(now) });
  await playground.act(resident, 'start', { as: resident });
});
afterEach(() => playground.close());

const send = (chat: number) => playground.bot('sendMessage', { chat_id: chat, text: 'hi' });
const refused = (seconds: number) => ({ error_code: 429, parameters: { retry_after: seconds } });

test('a chat takes a message a second, and an edit is like a message', async () => {
  const { result } = await send(resident);
  const edit = (text: string) =>
    playground.bot('editMessageText', { chat_id: resident, message_id: result.message_id, text });
  now += 999;
  expect(await edit('a')).toMatchObject(refused(1));
  now += 1;
  expect(await edit('a')).toMatchObject({ ok: true });
  expect(await send(resident)).toMatchObject(refused(1));
  expect(await send(group)).toMatchObject({ ok: true });
});

test('a group takes twenty messages a minute', async () => {
  for (let count = 0; count < 20; count += 1) {
    expect(await send(group)).toMatchObject({ ok: true });
    now += 1000;
  }
  expect(await send(group)).toMatchObject(refused(40));
  now += 39_000;
  expect(await send(group)).toMatchObject(refused(1));
  now += 1000;
  expect(await send(group)).toMatchObject({ ok: true });
});

test('all chats together take thirty messages a second', async () => {
  const residents = Array.from({ length: 31 }, (_, index) => 9000 + index);
  for (const id of residents) {
    await playground.request('POST', '/api/people', { id, firstName: 'R', languageCode: 'zh' });
    await playground.act(id, 'start', { as: id });
  }
  for (const id of residents.slice(1)) expect(await send(id)).toMatchObject({ ok: true });
  expect(await send(residents[0]!)).toMatchObject(refused(1));
});

test('what is removed, and what only says that somebody types, is not counted', async () => {
  const { result } = await send(resident);
  const free = { chat_id: resident, message_id: result.message_id, action: 'typing' };
  expect(await playground.bot('sendChatAction', free)).toMatchObject({ ok: true });
  expect(await playground.bot('deleteMessage', free)).toMatchObject({ ok: true });
});
