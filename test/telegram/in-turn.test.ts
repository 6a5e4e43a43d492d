import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTelegram, type Telegram } from '../../infra/telegram/client.ts';
import { callInTurn, NotYet, replyInTurn } from '../../infra/telegram/in-turn.ts';
import { outcomeOf } from '../../infra/telegram/outcome.ts';
import { openPace, type Pace, telegramLimits } from '../../infra/telegram/pace.ts';
import { type Harness, openPlayground, people, refusal } from '../playground/harness.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const { resident, reviewer, group } = people;
const want = { chatId: BigInt(resident), messages: 1, rank: 'card' } as const;

let database: TestDatabase;
let playground: Harness;
let telegram: Telegram;
let pace: Pace;

beforeEach(async () => {
  [database, playground] = await Promise.all([
    openTestDatabase(),
    openPlayground({ limits: telegramLimits }),
  ]);
  telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  pace = openPace({ db: database.db, limits: telegramLimits });
  await playground.act(resident, 'start', { as: resident });
});

afterEach(async () => {
  await playground.close();
  await database.close();
});

test('a reply that comes right behind a card waits for its turn, and is not refused', async () => {
  await callInTurn(pace, want, () => telegram.sendMessage(resident, 'card'));
  await replyInTurn(telegram, pace).sendMessage(resident, 'reply');
  expect(await refused()).toEqual([]);
});

test('a card waits for the turn that a reply has taken', async () => {
  await replyInTurn(telegram, pace).sendMessage(resident, 'reply');
  await expect(callInTurn(pace, want, () => telegram.sendMessage(resident, 'card'))).rejects.toThrow(NotYet);
  expect(await sent()).toHaveLength(1);
});

test('a tap is answered at once, however full its chat is', async () => {
  const hour = 3_600_000;
  const turn = await pace.take({ chatId: BigInt(group), messages: 20, rank: 'reply' });
  if (turn.kind === 'turn') await turn.end(hour);
  const keyboard = { inline_keyboard: [[{ text: 'OK', callback_data: 'ok' }]] };
  await telegram.sendMessage(group, 'card', { reply_markup: keyboard });
  const [card] = await playground.messages(group);
  const tap = { as: reviewer, message: card.message_id, button: 'OK', wait: false };
  const { callbackId } = await playground.act(group, 'tap', tap);
  const turns = await database.db.telegramTurn.count();
  await replyInTurn(telegram, pace).answerCbQuery(callbackId, 'done');
  expect(await database.db.telegramTurn.count()).toBe(turns);
});

test('a reply that would have to wait long is not sent at all, and says for how long', async () => {
  const turn = await pace.take({ ...want, chatId: BigInt(group), messages: 20, rank: 'reply' });
  if (turn.kind === 'turn') await turn.end();
  const error = await replyInTurn(telegram, pace)
    .sendMessage(group, 'reply')
    .catch((reason) => reason);
  expect(error).toBeInstanceOf(NotYet);
  expect(error.milliseconds).toBeGreaterThan(50_000);
  expect(await sent()).toEqual([]);
});

test('what Telegram refuses for a while keeps all processes from that chat for as long', async () => {
  await playground.request('POST', '/api/faults', { method: 'sendMessage', kind: '429', retryAfter: 30 });
  await refusal(callInTurn(pace, want, () => telegram.sendMessage(resident, 'card')));
  const elsewhere = openPace({ db: database.db, limits: telegramLimits });
  expect((await elsewhere.wait(want))!.first).toBeGreaterThan(29_000);
  expect((await elsewhere.wait({ ...want, chatId: BigInt(group) }))!.first).toBe(0);
  await expect(replyInTurn(telegram, elsewhere).sendMessage(resident, 'reply')).rejects.toThrow(NotYet);
  expect(await sent()).toHaveLength(1);
});

test('where the database cannot say whose turn it is, nothing is sent, and that is certain', async () => {
  const away = { ...pace, take: () => Promise.reject(new Error('the database is away')) };
  const error = await callInTurn(away, want, () => telegram.sendMessage(resident, 'card')).catch(
    (reason) => reason,
  );
  expect(outcomeOf(error)).toMatchObject({ kind: 'wait' });
  expect(await sent()).toEqual([]);
});

async function sent(): Promise<{ ok: boolean; errorCode?: number }[]> {
  return (await playground.request('GET', '/api/calls?method=sendMessage')).body.calls;
}

async function refused() {
  return (await sent()).filter(({ ok }) => !ok);
}
