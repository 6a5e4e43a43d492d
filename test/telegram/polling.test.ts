import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTelegram } from '../../infra/telegram/client.ts';
import { pollUpdates } from '../../infra/telegram/polling.ts';
import { type Harness, openPlayground, people, refusal } from '../playground/harness.ts';
import { keptLog } from '../support/log.ts';

const { resident } = people;
let playground: Harness;
let stored: Update[];
let opened: AsyncDisposableStack;

beforeEach(async () => {
  playground = await openPlayground();
  stored = [];
  opened = new AsyncDisposableStack();
  opened.defer(() => playground.close());
  await playground.act(resident, 'start', { as: resident });
});

afterEach(() => opened.disposeAsync());

const keep = async (update: Update) => void stored.push(update);
const say = (text: string) => playground.act(resident, 'say', { as: resident, text });
const fault = (fields: object) =>
  playground.request('POST', '/api/faults', { method: 'getUpdates', ...fields });

/** Polls until the test has ended, or `stop`. */
function poll(store: (update: Update) => Promise<void>, apiRoot = playground.url) {
  const stopping = new AbortController();
  const { log, entries } = keptLog();
  const telegram = openTelegram({ token: playground.token, apiRoot });
  const polling = pollUpdates({ telegram, store, log, signal: stopping.signal });
  const stop = async () => {
    stopping.abort();
    await polling;
  };
  opened.defer(stop);
  return { stop, entries };
}

test('updates are stored in the order in which they came, from before the start and after it', async () => {
  await say('one');
  poll(keep);
  await expect.poll(texts).toEqual(['/start', 'one']);
  await say('two');
  await say('three');
  await expect.poll(texts).toEqual(['/start', 'one', 'two', 'three']);
});

test('an update that can’t be stored is asked for again, and nothing from it on is confirmed before', async () => {
  for (const text of ['one', 'two', 'three']) await say(text);
  let refusals = 2;
  const unconfirmed: string[][] = [];
  poll(async (update) => {
    if (textOf(update) === 'two' && refusals > 0) {
      refusals -= 1;
      unconfirmed.push(pending());
      throw new Error('the database is away');
    }
    await keep(update);
  });
  await expect.poll(texts).toContain('three');
  for (const kept of unconfirmed) expect(kept).toEqual(expect.arrayContaining(['two', 'three']));
  const firstTimes = texts().filter((text, index, all) => all.indexOf(text) === index);
  expect(firstTimes).toEqual(['/start', 'one', 'two', 'three']);
  await expect.poll(pending).toEqual([]);
});

test.each([
  ['an error of Telegram’s own', { kind: '500' }],
  ['an error of its front servers', { kind: '502' }],
  ['a request to wait', { kind: '429', retryAfter: 1 }],
  ['a connection that breaks after the answer was made', { kind: 'drop' }],
])('%s is waited out, and hearing goes on', async (_what, misfortune) => {
  await fault(misfortune);
  poll(keep);
  await say('still there');
  await expect.poll(texts).toEqual(['/start', 'still there']);
});

test('as long as Telegram asks to be left alone, it is', async () => {
  const api = await openBotApi(({ asked }) =>
    asked === 1
      ? { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 2 } }
      : { ok: true, result: [] },
  );
  poll(keep, api.url);
  await expect.poll(() => api.requests.length).toBeGreaterThan(1);
  expect(api.requests[1]!.at - api.requests[0]!.at).toBeGreaterThanOrEqual(2000);
});

test('a second process that polls is waited out', async () => {
  poll(keep);
  await expect.poll(texts).toEqual(['/start']);
  await playground.bot('getUpdates', { timeout: 0 });
  await say('after the other');
  await expect.poll(texts).toEqual(['/start', 'after the other']);
});

test('trouble that lasts is said once, and its end as well', async () => {
  await fault({ kind: '500', times: 2 });
  const { entries } = poll(keep);
  await expect.poll(texts).toEqual(['/start']);
  expect(entries).toHaveLength(2);
});

test('a webhook that was set before is removed, and what waits behind it is heard', async () => {
  await playground.bot('setWebhook', { url: 'http://127.0.0.1:1/gone' });
  await say('waiting');
  poll(keep);
  await expect.poll(texts).toEqual(['/start', 'waiting']);
  expect((await playground.bot('getWebhookInfo')).result.url).toBe('');
});

test('stopping ends a call that waits, and what comes later stays for the next process', async () => {
  const { stop } = poll(keep);
  await expect.poll(texts).toEqual(['/start']);
  await stop();
  await say('for the next');
  poll(keep);
  await expect.poll(texts).toEqual(['/start', 'for the next']);
});

test('stopping ends a long pause as well', async () => {
  await fault({ kind: '429', retryAfter: 3600 });
  const { stop, entries } = poll(keep);
  await expect.poll(() => entries).toHaveLength(1);
  await stop();
});

test('numbers that begin lower after a quiet week are heard', async () => {
  const batches = [[900, 901], [], [5, 6]];
  const api = await openBotApi(({ asked, fields }) => {
    const batch = batches[asked - 1] ?? [];
    // As Telegram does: what lies below the offset counts as confirmed and is gone.
    return {
      ok: true,
      result: batch.filter((id) => id >= (fields.offset ?? 0)).map((id) => ({ update_id: id })),
    };
  });
  poll(keep, api.url);
  await expect.poll(() => stored.map(({ update_id }) => update_id)).toEqual([900, 901, 5, 6]);
});

test('no token stands in the log, whatever breaks', async () => {
  const { entries } = poll(keep, 'http://127.0.0.1:1');
  await expect.poll(() => entries.length).toBeGreaterThan(0);
  expect(JSON.stringify(entries)).not.toContain(playground.token);
});

test('a call that is never answered ends', async () => {
  await fault({ method: 'sendMessage', kind: 'hang' });
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url, patience: 50 });
  await expect(telegram.sendMessage(resident, 'x')).rejects.toThrow(/abort/);
  expect(await telegram.sendMessage(resident, 'y')).toMatchObject({ text: 'y' });
});

test('Telegram’s words reach whoever called', async () => {
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  expect((await refusal(telegram.sendMessage(4242, 'x'))).code).toBe(400);
});

function texts(): string[] {
  return stored.map(textOf);
}

function textOf(update: Update): string {
  return (update as { message: { text: string } }).message.text;
}

/** What the bot has not confirmed yet. */
function pending(): string[] {
  return [...playground.world.state.pending.values()].map(({ update }) => textOf(update as Update));
}

/** A Bot API that answers getUpdates as the test says, and everything else with yes. An empty answer is held for a moment. */
async function openBotApi(answer: (call: { asked: number; fields: { offset?: number } }) => object) {
  const requests: { at: number }[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const isAsking = request.url!.endsWith('/getUpdates');
    if (isAsking) requests.push({ at: Date.now() });
    const result = isAsking
      ? answer({ asked: requests.length, fields: JSON.parse(body || '{}') })
      : { ok: true, result: true };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.defer(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
