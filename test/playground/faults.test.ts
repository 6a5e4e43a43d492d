import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal, until } from './harness.ts';

const { resident, group } = people;
let playground: Harness;
beforeEach(async () => {
  playground = await openPlayground();
});
afterEach(() => playground.close());

beforeEach(() => playground.act(resident, 'start', { as: resident }));
const send = () => playground.telegram.sendMessage(resident, 'hi');
const fault = (fields: object) =>
  playground.request('POST', '/api/faults', { method: 'sendMessage', ...fields });

test('429 names the seconds to wait, as often as asked, and does not send', async () => {
  await fault({ kind: '429', retryAfter: 7, times: 2 });
  expect((await refusal(send())).description).toBe('Too Many Requests: retry after 7');
  expect(await playground.bot('sendMessage', { chat_id: resident, text: 'x' })).toMatchObject({
    parameters: { retry_after: 7 },
  });
  const sent = await send();
  expect(sent.message_id).toBe(2);
});

test('5xx and 403 answer so; other chats and methods are spared', async () => {
  await fault({ kind: '500', chat: resident });
  await fault({ kind: '502', chat: resident });
  await fault({ kind: '403', chat: resident });
  expect(await playground.telegram.sendMessage(group, 'hi')).toBeTruthy();
  expect((await refusal(send())).code).toBe(500);
  expect((await refusal(send())).code).toBe(502);
  expect((await refusal(send())).code).toBe(403);
  expect(await send()).toBeTruthy();
});

test('drop sends the message and cuts the connection', async () => {
  await fault({ kind: 'drop' });
  await expect(send()).rejects.toThrow(/socket hang up/);
  expect((await playground.messages(resident)).map((one: { text: string }) => one.text)).toEqual([
    '/start',
    'hi',
  ]);
});

test('hang never answers and sends nothing', async () => {
  await fault({ kind: 'hang' });
  const hungUp = new AbortController();
  const hanging = playground.telegram.callApi(
    'sendMessage',
    { chat_id: resident, text: 'x' },
    { signal: hungUp.signal as never },
  );
  const outcome = hanging.then(
    () => 'answered',
    () => 'cut off',
  );
  await until(async () => (await playground.request('GET', '/api/faults')).body.faults.length === 0);
  hungUp.abort();
  expect(await outcome).toBe('cut off');
  expect(await playground.messages(resident)).toHaveLength(1);
});

test('migrate turns the group into a supergroup', async () => {
  await fault({ kind: 'migrate', chat: group });
  const { parameters } = await playground.bot('sendMessage', { chat_id: group, text: 'hi' });
  expect(await playground.telegram.sendMessage(parameters.migrate_to_chat_id, 'hi')).toBeTruthy();
});

test('every call is on record without its text', async () => {
  await fault({ kind: '500' });
  await refusal(send());
  const sent = await send();
  const { body } = await playground.request('GET', `/api/calls?method=sendMessage&chat=${resident}`);
  expect(body.calls).toMatchObject([
    { ok: false, fault: '500' },
    { ok: true, message: sent.message_id },
  ]);
  expect(JSON.stringify(body)).not.toContain('hi');
});
