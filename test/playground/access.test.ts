import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal } from './harness.ts';

const { resident } = people;
let playground: Harness;
beforeAll(async () => {
  playground = await openPlayground();
  await playground.act(resident, 'start', { as: resident });
});
afterAll(() => playground.close());

describe('whom a bot may write to', () => {
  test('nobody unknown, nobody who never wrote, nobody who blocked it, nobody who is gone', async () => {
    const write = async (chat: number) =>
      (await refusal(playground.telegram.sendMessage(chat, 'hi'))).description;
    expect(await write(424242)).toBe('Bad Request: chat not found');
    expect(await write(people.other)).toBe("Forbidden: bot can't initiate conversation with a user");

    await playground.act(people.other, 'start', { as: people.other });
    expect(await playground.telegram.sendMessage(people.other, 'hi')).toBeTruthy();
    await playground.request('PATCH', `/api/people/${people.other}`, { blocked: true });
    expect(await write(people.other)).toBe('Forbidden: bot was blocked by the user');
    await playground.request('PATCH', `/api/people/${people.other}`, { blocked: false, deleted: true });
    expect(await write(people.other)).toBe('Forbidden: user is deactivated');
  });

  test('a group that became a supergroup says where it went', async () => {
    const { body: old } = await playground.request('POST', '/api/groups', {
      title: 'Roads',
      members: [resident],
    });
    const { body: moved } = await playground.request('POST', `/api/groups/${old.id}/migrate`, {});
    expect(await playground.bot('sendMessage', { chat_id: old.id, text: 'hi' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: moved.id },
    });
    expect((await playground.telegram.sendMessage(moved.id, 'hi')).chat.type).toBe('supergroup');
  });

  test('a bot that was removed from a group cannot write there', async () => {
    const { body } = await playground.request('POST', '/api/groups', { title: 'Water', members: [resident] });
    await playground.request('PATCH', `/api/groups/${body.id}`, { bot: 'kicked' });
    const refused = await refusal(playground.telegram.sendMessage(body.id, 'hi'));
    expect(refused).toEqual({ code: 403, description: 'Forbidden: bot was kicked from the group chat' });
  });
});

test('a wrong token and an unknown method are told so', async () => {
  const wrong = await playground.request('POST', '/bot1000:other/getMe');
  expect(wrong).toEqual({ status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } });
  expect(await playground.bot('sendTelepathy')).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found',
  });
});

test('calls may come as JSON, as a form, in the query, and in any case of letters', async () => {
  const form = new URLSearchParams({
    chat_id: String(resident),
    text: 'by form',
    reply_markup: '{"force_reply":true}',
  });
  const byForm = await fetch(`${playground.url}/bot${playground.token}/sendMessage`, {
    method: 'POST',
    body: form,
  });
  expect(await byForm.json()).toMatchObject({ ok: true, result: { text: 'by form' } });
  const byQuery = await fetch(
    `${playground.url}/bot${playground.token}/SENDMESSAGE?chat_id=${resident}&text=q`,
  );
  expect(await byQuery.json()).toMatchObject({ ok: true, result: { text: 'q' } });
});

test('other sites and other names for this machine get nothing', async () => {
  const from = async (headers: { [name: string]: string }) =>
    (await fetch(`${playground.url}/api/world`, { headers })).status;
  expect(await from({})).toBe(200);
  expect(await from({ origin: playground.url })).toBe(200);
  expect(await from({ origin: 'https://example.org' })).toBe(403);
  expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
});
