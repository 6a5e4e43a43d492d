import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Keeper, openKeeper } from '../../infra/database/keep-updates.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let keeper: Keeper;

beforeEach(async () => {
  database = await openTestDatabase();
  keeper = openKeeper({ url: database.url });
});

afterEach(async () => {
  await keeper.close();
  await database.close();
});

const at = new Date('2026-11-24T02:00:00.123Z');

function update(updateId: number, payload: unknown = { words: `路灯坏了 "${updateId}" \\ 💡` }) {
  return { updateId, lane: BigInt(-1_002_000_000_000 - updateId), payload: JSON.stringify(payload), at };
}

function rows() {
  return database.db.telegramUpdate.findMany({ orderBy: { sequence: 'asc' } });
}

test('updates that come all at once are kept whole, in the order in which they came', async () => {
  const ids = Array.from({ length: 130 }, (_, index) => 130 - index);
  await Promise.all(ids.map((id) => keeper.keep(update(id))));
  expect((await rows()).map(({ updateId }) => Number(updateId))).toEqual(ids);
  const { payload, ...first } = update(130);
  const expected = { updateId: BigInt(130), lane: first.lane, receivedAt: at, payload: JSON.parse(payload) };
  expect((await rows())[0]).toMatchObject(expected);
});

test('an update does not count as kept before its row is committed', async () => {
  let isKept = false;
  const keeping = await database.db.$transaction(async (tx) => {
    await tx.$executeRaw`lock table telegram_update in exclusive mode`;
    const kept = keeper.keep(update(1)).then(() => {
      isKept = true;
    });
    await expect.poll(() => waitingForLocks()).toBe(1);
    expect(isKept).toBe(false);
    return { kept };
  });
  await keeping.kept;
  expect(await rows()).toHaveLength(1);
});

test('an update that comes again, even beside itself, is kept once, as it came first', async () => {
  await Promise.all([1, 1, 2, 1].map((id) => keeper.keep(update(id))));
  await keeper.keep(update(2, { words: 'changed' }));
  expect((await rows()).map(({ payload }) => payload)).toEqual(
    [update(1), update(2)].map(({ payload }) => JSON.parse(payload)),
  );
});

test('what PostgreSQL refuses is refused by itself, and what came with it is kept', async () => {
  const outcomes = await Promise.allSettled(
    [update(1), update(2), update(3, { words: 'a\0b' }), update(4)].map(keeper.keep),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect((await rows()).map(({ updateId }) => Number(updateId))).toEqual([1, 2, 4]);
});

test('a connection that is cut fails nothing that is brought again', async () => {
  await keeper.keep(update(1));
  await database.db.$queryRaw`
    select count(pg_terminate_backend(pid)) from pg_stat_activity
    where application_name = 'citizen-whistle updates' and datname = current_database()`;
  const bring = () =>
    keeper.keep(update(2)).then(
      () => 'kept',
      () => 'refused',
    );
  await expect.poll(bring).toBe('kept');
  expect(await rows()).toHaveLength(2);
});

async function waitingForLocks(): Promise<number> {
  const [found] = await database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return found!.count;
}
