import { afterEach, beforeEach, expect, test } from 'vitest';
import { CannotStart } from '../../infra/cannot-start.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import { whoAmI } from '../../infra/telegram/identity.ts';
import { type Harness, openPlayground } from '../playground/harness.ts';

let playground: Harness;
let delays: Date[];

beforeEach(async () => {
  playground = await openPlayground();
  delays = [];
});
afterEach(() => playground.close());

const ask = ({
  token = playground.token,
  apiRoot = playground.url,
  signal = new AbortController().signal,
} = {}) => whoAmI(openTelegram({ token, apiRoot }), { signal, onDelay: () => void delays.push(new Date()) });

test('a bot that can’t be asked just now is asked again, which is said once', async () => {
  await playground.request('POST', '/api/faults', { method: 'getMe', kind: '502', times: 2 });
  expect(await ask()).toMatchObject({ is_bot: true, username: 'playground_bot' });
  expect(delays).toHaveLength(1);
});

test('a token that Telegram does not know ends the start with a sentence', async () => {
  const error = await ask({ token: '1000:unknown' }).catch((reason) => reason);
  expect(error).toBeInstanceOf(CannotStart);
  expect(error.message).toContain('TELEGRAM_BOT_TOKEN');
  expect(error.message).not.toContain('unknown');
});

test('an interrupt ends the asking', async () => {
  const stopping = new AbortController();
  const asked = ask({ apiRoot: 'http://127.0.0.1:1', signal: stopping.signal });
  await expect.poll(() => delays).toHaveLength(1);
  stopping.abort();
  await expect(asked).rejects.toThrow(/abort/);
});
