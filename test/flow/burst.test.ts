import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { referenceIn } from '../../demo/actors.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import type { Limits } from '../../infra/telegram/pace.ts';
import { openGround } from '../../parts/ground.ts';
import { startWorkers } from '../../parts/worker.ts';
import type { CallEntry } from '../../playground/calls.ts';
import { departmentGroup, reviewersGroup } from '../../town.ts';
import { silentLog } from '../support/log.ts';
import { openWhole, type Whole } from '../support/whole.ts';

/** As many as Telegram allows, within shorter times. */
const limits: Limits = {
  apart: 50,
  all: { most: 30, within: 1000 },
  group: { most: 20, within: 1500 },
};
const [ordinary, emergencies] = [36, 4];
const complaints = ordinary + emergencies;
/** Forty complaints take a busy machine long. */
const patience = 120_000;
const urban = departmentGroup('urban-management').chat;

let whole: Whole;
let opened: AsyncDisposableStack;

beforeEach(async () => {
  opened = new AsyncDisposableStack();
  whole = await openWhole({ limits, env: { TAKE_BACK_SECONDS: '0' } });
  opened.defer(() => whole.close());
  await startSecondWorker();
});
afterEach(() => opened.disposeAsync());

test('of forty complaints at once two services bring each card to its group, no chat refuses a message, and emergencies go first', {
  timeout: 5 * patience,
}, async () => {
  const residents: number[] = [];
  while (residents.length < complaints) residents.push(await whole.newResident());
  await Promise.all(
    residents.map((resident, index) =>
      whole.actors.act(resident, resident, 'say', {
        text: index < ordinary ? `${index}号楼的路灯坏了三天了` : `${index}号楼着火了，房子在冒烟`,
      }),
    ),
  );
  await expect.poll(() => postsOf('review'), { timeout: patience, interval: 200 }).toHaveLength(complaints);
  for (const resident of residents)
    expect((await whole.actors.messages(resident)).some((message) => referenceIn(message))).toBe(true);

  await confirmAll();
  await expect
    .poll(() => postsOf('department'), { timeout: patience, interval: 200 })
    .toHaveLength(complaints);
  await expect.poll(behind, { timeout: patience, interval: 200 }).toBe(0);

  const calls = await callsOfBot();
  expect(calls.filter(({ errorCode }) => errorCode === 429)).toEqual([]);
  expect(calls.length).toBeGreaterThan(5 * complaints);
  const places = (await postsOf('review')).flatMap(({ urgent }, index) => (urgent ? [index] : []));
  expect(places).toHaveLength(emergencies);
  expect(Math.max(...places)).toBeLessThan(complaints / 2);
});

/** The tickets that stand in a group, in the order in which they came there. */
async function postsOf(kind: 'review' | 'department'): Promise<{ urgent: boolean }[]> {
  const chatId = BigInt(kind === 'review' ? reviewersGroup : urban);
  const cards = await whole.deps.db.card.findMany({
    where: { kind, chatId, telegramMessageId: { not: null } },
    include: { ticket: true },
    orderBy: { telegramMessageId: 'asc' },
  });
  return cards.map(({ ticket }) => ({ urgent: ticket!.urgency === 'emergency' }));
}

async function confirmAll(): Promise<void> {
  const { db } = whole.deps;
  const { id: by } = await db.person.findUniqueOrThrow({ where: { telegramId: 2001n } });
  const tickets = await db.ticket.findMany({ orderBy: { id: 'asc' } });
  for (const { id: ticketId, version } of tickets)
    await confirmTicket(whole.deps, { ticketId, version, by, categoryCode: 'public-facilities' });
}

/** Cards that do not show yet what is true. */
async function behind(): Promise<number> {
  const cards = await whole.deps.db.card.findMany({ where: { state: { not: 'gone' } } });
  return cards.filter(({ state, shown, wanted }) => state !== 'shown' || shown < wanted).length;
}

async function callsOfBot(): Promise<CallEntry[]> {
  return (await whole.actors.request<{ calls: CallEntry[] }>('GET', '/api/calls')).calls;
}

/** Another process's workers, as far as they can tell: with a ground and a client of their own. */
async function startSecondWorker(): Promise<void> {
  const ground = opened.use(await openGround(whole.config, silentLog()));
  const client = openTelegram({ token: '1000:playground', apiRoot: whole.playground });
  opened.use(await startWorkers(ground, client, new AbortController().signal));
}
