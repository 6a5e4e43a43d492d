import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { createHttp } from '../../http/server.ts';
import { type Core, openCore } from '../support/core.ts';
import { backends, openWhole } from '../support/whole.ts';

const token = 'a-token-for-the-metrics';
const works = async () => true;
const health = { database: works, migrations: works, queue: works };

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

/** One reading, by series. `queue` and `telegramPending` answer as they are told to. */
async function read(
  ports: { queue?: () => Promise<never>; telegramPending?: () => Promise<number> } = {},
): Promise<Record<string, number>> {
  const http = createHttp({
    deps: core.deps,
    health,
    files: async () => ({ kind: 'gone' }),
    metrics: { isReader: () => true, queue: async () => ({}), ...ports },
  });
  const answer = await http.inject('/metrics');
  expect(answer.statusCode).toBe(200);
  const lines = answer.body.split('\n').filter((line) => line.startsWith('whistle_'));
  return Object.fromEntries(
    lines.map((line) => line.split(' ')).map(([name, value]) => [name, Number(value)]),
  );
}

test('updates that wait are counted, with the age of the oldest; handled ones are not, and those put aside apart', async () => {
  const minuteAgo = new Date(core.deps.now().getTime() - 60_000);
  const update = { lane: 1n, receivedAt: minuteAgo };
  const older = new Date(minuteAgo.getTime() - 60_000);
  await core.db.telegramUpdate.createMany({
    data: [
      { ...update, updateId: 1n },
      { ...update, updateId: 2n },
      { ...update, updateId: 3n, receivedAt: older, handledAt: older },
      { ...update, updateId: 4n, receivedAt: older, handledAt: older, failure: 'TypeError' },
    ],
  });
  expect(await read()).toMatchObject({
    whistle_updates_pending: 2,
    whistle_updates_oldest_seconds: 60,
    whistle_updates_put_aside: 1,
  });
});

test('what is due is counted by its door, rung for or not, and grows older until it is done', async () => {
  await core.inReview('幸福里三号楼的下水道堵了');
  core.pass(90_000);
  const before = await read();
  expect(before['whistle_due{door="triage"}']).toBe(0);
  expect(before['whistle_due{door="notify"}']).toBeGreaterThan(0);
  expect(before['whistle_due_oldest_seconds{door="notify"}']).toBeGreaterThanOrEqual(90);
  await core.db.card.updateMany({ data: { state: 'shown', shown: 1, wanted: 1 } });
  expect((await read())['whistle_due{door="notify"}']).toBe(0);
});

test('what is to be done later is not due yet, and is counted apart', async () => {
  await core.inReview('幸福里三号楼的下水道堵了');
  const { count } = await core.db.card.updateMany({
    data: { dueAt: new Date(core.deps.now().getTime() + 60_000) },
  });
  const series = await read();
  expect(series['whistle_due{door="notify"}']).toBe(0);
  expect(series['whistle_due_later{door="notify"}']).toBe(count);
});

test('deliveries are counted by what became of them', async () => {
  const { ticket } = await core.inReview('幸福里三号楼的下水道堵了');
  const reviewer = await core.newStaff('赵敏', 'reviewer');
  await confirmTicket(core.deps, {
    ticketId: ticket.id,
    version: ticket.version,
    categoryCode: 'housing',
    by: reviewer.id,
  });
  const name = (state: string) => `whistle_deliveries{kind="ticket",state="${state}",medium="none"}`;
  expect((await read())[name('due')]).toBe(1);
  await core.db.delivery.updateMany({ data: { state: 'unknown' } });
  const after = await read();
  expect([after[name('due')], after[name('unknown')]]).toEqual([undefined, 1]);
});

test('a queue or a Telegram that does not answer is left out, and the rest is told', async () => {
  const away = async () => {
    throw new Error('away');
  };
  const series = await read({ queue: away, telegramPending: away });
  expect(series).toMatchObject({ whistle_updates_pending: 0 });
  expect(Object.keys(series).filter((name) => /queue_jobs|telegram_pending/.test(name))).toEqual([]);
  expect(await read({ telegramPending: async () => 7 })).toMatchObject({
    whistle_telegram_pending_updates: 7,
  });
});

test.each(backends)('a town with its queue on %s tells how many jobs are in it', async (queue) => {
  const whole = await openWhole({ queue, env: { METRICS_TOKEN: token } });
  const answer = await fetch(`${whole.http}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  for (const door of ['triage', 'dispatch', 'notify'])
    for (const state of ['waiting', 'delayed', 'active', 'failed'])
      expect(text).toMatch(new RegExp(`^whistle_queue_jobs\\{door="${door}",state="${state}"\\} \\d+$`, 'm'));
  expect(text).not.toContain('telegram_pending');
  await whole.close();
});
