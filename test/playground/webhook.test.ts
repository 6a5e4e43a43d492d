import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal, until } from './harness.ts';

const { resident, reviewer, group } = people;
let playground: Harness;
beforeEach(async () => {
  playground = await openPlayground();
});
afterEach(() => playground.close());

const poll = () => playground.telegram.getUpdates(0, 100, 0, undefined);

const say = (text: string) => playground.act(resident, 'say', { as: resident, text });

type Arrival = { text: string; chat: number; secret: unknown };

async function hook(
  answerWith: (arrival: Arrival, count: number) => { status: number; retryAfter?: number; body?: object },
) {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const { message: said } = (await json(request)) as { message: { text: string; chat: { id: number } } };
    const arrival = {
      text: said.text,
      chat: said.chat.id,
      secret: request.headers['x-telegram-bot-api-secret-token'],
    };
    arrivals.push(arrival);
    const { status, retryAfter, body } = answerWith(arrival, arrivals.length);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    });
    response.end(body ? JSON.stringify(body) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { arrivals, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() };
}

test('updates arrive with the secret, and a webhook shuts out pollers', async () => {
  const { arrivals, url, close } = await hook(() => ({ status: 200 }));
  await say('kept from before');
  await playground.telegram.setWebhook(url, { secret_token: 'open-sesame' });
  await say('路灯坏了');
  await until(() => arrivals.length === 2);
  expect(arrivals).toMatchObject([{ text: 'kept from before' }, { text: '路灯坏了', secret: 'open-sesame' }]);
  expect((await refusal(poll())).description).toMatch(/^Conflict: can't use getUpdates method while webhook/);
  await until(async () => (await playground.telegram.getWebhookInfo()).pending_update_count === 0);
  await playground.telegram.deleteWebhook();
  expect(await poll()).toEqual([]);
  close();
});

test('a refused update comes again and holds up its own chat only', async () => {
  const { arrivals, url, close } = await hook((_arrival, count) => ({ status: count === 1 ? 503 : 200 }));
  await playground.telegram.setWebhook(url);
  await say('first');
  await until(() => arrivals.length === 1);
  await say('second');
  await playground.act(group, 'say', { as: reviewer, text: 'elsewhere' });
  await until(() => arrivals.length === 4);
  expect(arrivals.map(({ text }) => text)).toEqual(['first', 'elsewhere', 'first', 'second']);
  expect(await playground.telegram.getWebhookInfo()).toMatchObject({
    last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
  });
  close();
});

test('Retry-After is honoured', async () => {
  // Four pauses of the webhook's own would take 15 s, longer than `until` waits.
  const { arrivals, url, close } = await hook((_arrival, count) =>
    count <= 4 ? { status: 429, retryAfter: 0 } : { status: 200 },
  );
  await playground.telegram.setWebhook(url);
  await say('again please');
  await until(() => arrivals.length === 5);
  close();
});

test('a method in the answer is carried out', async () => {
  const { url, close } = await hook(({ chat }) => ({
    status: 200,
    body: { method: 'sendMessage', chat_id: chat, text: 'by reply' },
  }));
  await playground.telegram.setWebhook(url);
  await say('hello');
  await until(async () => (await playground.messages(resident)).at(-1).text === 'by reply');
  close();
});

test('pending updates can be dropped', async () => {
  await say('unwanted');
  await playground.telegram.deleteWebhook({ drop_pending_updates: true });
  expect(await poll()).toEqual([]);
});
