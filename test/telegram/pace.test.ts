import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../infra/database/database.ts';
import { type Limits, openPace, type Pace, telegramLimits, type Want } from '../../infra/telegram/pace.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { seeded } from '../support/obeying-model.ts';
import { mostWithin } from './arrivals.ts';

/** Smaller than Telegram's, and within shorter times. */
const limits: Limits = {
  apart: 100,
  all: { most: 7, within: 300 },
  group: { most: 6, within: 600 },
};

let database: TestDatabase;
let other: ReturnType<typeof openDatabase>;
let pace: Pace;
let elsewhere: Pace;

beforeEach(async () => {
  database = await openTestDatabase();
  other = openDatabase({ url: database.url, max: 6 });
  pace = openPace({ db: database.db, limits: telegramLimits });
  elsewhere = openPace({ db: other.db, limits: telegramLimits });
});

afterEach(async () => {
  await other.close();
  await database.close();
});

const card = (chatId: bigint, messages = 1): Want => ({ chatId, messages, rank: 'card' });

test('two processes that write as fast as they may never go beyond a limit, however long calls last', async () => {
  const random = seeded(7);
  const processes = [database, other].map(({ db }) => openPace({ db, limits }));
  const arrivals: { at: number; chat: bigint; messages: number }[] = [];
  const chats = [1n, 2n, 3n, 4n, 5n, 6n, -1n, -2n];
  const write = async (process: Pace, want: Want) => {
    for (let turn = await process.take(want); ; turn = await process.take(want)) {
      if (turn.kind === 'wait') await pause(turn.milliseconds);
      else {
        // Telegram counts anywhere between our sending and its answer.
        await pause(random() * 40);
        arrivals.push({ at: performance.now(), chat: want.chatId, messages: want.messages });
        await pause(random() * 40);
        return turn.end();
      }
    }
  };
  const wants = Array.from({ length: 48 }, (_, index) =>
    card(chats[index % chats.length]!, random() < 0.2 ? 2 : 1),
  );
  await Promise.all(wants.map((want, index) => write(processes[index % 2]!, want)));

  expect(arrivals).toHaveLength(48);
  expect(mostWithin(arrivals, limits.all.within)).toBeLessThanOrEqual(5);
  for (const chat of chats) {
    const here = arrivals.filter((one) => one.chat === chat);
    expect(
      mostWithin(
        here.map((one) => ({ ...one, messages: 1 })),
        limits.apart,
      ),
    ).toBe(1);
    if (chat < 0n) expect(mostWithin(here, limits.group.within)).toBeLessThanOrEqual(4);
  }
});

test('a chat whose call still lasts takes no other, and other chats do', async () => {
  const turn = await pace.take(card(1n));
  expect(turn.kind).toBe('turn');
  expect(await elsewhere.take(card(1n))).toEqual({ kind: 'wait', milliseconds: 1000 });
  expect(await waitOf(elsewhere, card(2n))).toBe(0);
});

test('a chat that wants to be left alone is left alone by all processes', async () => {
  await taken(pace, card(1n), 30_000);
  const wait = await waitOf(elsewhere, { ...card(1n), rank: 'reply' });
  expect(wait).toBeGreaterThan(29_000);
  expect(await waitOf(elsewhere, card(2n))).toBe(0);
});

test('a turn that a dead process holds keeps the chat closed for some seconds only, but counts for its minute', async () => {
  await pace.take(card(-1n, 16));
  expect(await waitOf(elsewhere, { ...card(-1n), rank: 'reply' })).toBe(1000);
  await database.db.$executeRaw`update telegram_turn set taken_at = taken_at - interval '12 seconds'`;
  expect(await waitOf(elsewhere, { ...card(-1n), rank: 'reply' })).toBe(0);
  expect(await waitOf(elsewhere, card(-1n))).toBeGreaterThan(50_000);
});

test('chats that want to be left alone take nothing of what all share', async () => {
  const free = openPace({ db: database.db, limits: null });
  for (let chat = 1n; chat <= 40n; chat += 1n) await taken(free, card(chat), 30_000);
  await afterSeconds(3);
  expect(await waitOf(elsewhere, card(50n))).toBe(0);
});

test('where nothing is limited, a chat that wants to be left alone is left alone all the same', async () => {
  const [free, freeElsewhere] = [database, other].map(({ db }) => openPace({ db, limits: null }));
  await taken(free!, card(1n));
  await taken(free!, card(1n), 30_000);
  expect(await free!.wait(card(1n))).toBeNull();
  const turn = await freeElsewhere!.take(card(1n));
  expect(turn.kind === 'wait' && turn.milliseconds).toBeGreaterThan(29_000);
  expect(await freeElsewhere!.take(card(2n))).toMatchObject({ kind: 'turn' });
});

test('what is more than a chat takes at all goes when nothing else has gone', async () => {
  const little = { ...limits, group: { most: 5, within: 600 } };
  const turn = await openPace({ db: database.db, limits: little }).take(card(-1n, 10));
  expect(turn.kind).toBe('turn');
});

test('in a group an album counts as many as it holds', async () => {
  await taken(pace, card(-1n, 10));
  await taken(pace, card(1n, 10));
  await afterSeconds(3);
  expect(await waitOf(elsewhere, card(-1n, 6))).toBe(0);
  expect(await waitOf(elsewhere, card(-1n, 7))).toBeGreaterThan(0);
  expect(await waitOf(elsewhere, card(1n, 10))).toBe(0);
});

test('what cards leave of a group’s minute is there for what is urgent, and then for replies', async () => {
  await taken(pace, card(-1n, 16));
  await afterSeconds(3);
  expect(await waitOf(pace, card(-1n))).toBeGreaterThan(0);
  expect(await waitOf(pace, { ...card(-1n), rank: 'urgent' })).toBe(0);
  expect(await waitOf(pace, { ...card(-1n, 3), rank: 'urgent' })).toBeGreaterThan(0);
  expect(await waitOf(pace, { ...card(-1n, 3), rank: 'reply' })).toBe(0);
});

/** Moves all that was taken into the past. */
async function afterSeconds(seconds: number): Promise<void> {
  await database.db
    .$executeRaw`update telegram_turn set ended_at = ended_at - ${seconds} * interval '1 second'`;
}

async function waitOf(process: Pace, want: Want): Promise<number> {
  return (await process.wait(want))!.first;
}

async function taken(process: Pace, want: Want, leftAlone = 0): Promise<void> {
  const turn = await process.take(want);
  if (turn.kind === 'wait') throw new Error('not free');
  await turn.end(leftAlone);
}
