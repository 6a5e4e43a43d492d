import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Lanes, openLanes } from '../../infra/database/lanes.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let lanes: Lanes;
let others: Lanes;

beforeEach(async () => {
  database = await openTestDatabase();
  lanes = openLanes({ url: database.url, max: 2 });
  others = openLanes({ url: database.url, max: 2 });
});

afterEach(async () => {
  await Promise.all([lanes.close(), others.close()]);
  await database.close();
});

test('a chat that one process works for is busy for every other, and free afterwards', async () => {
  const inside = await lanes.withLane(42n, async () => {
    expect(await others.withLane(42n, fail)).toBe('busy');
    expect(await lanes.withLane(42n, fail)).toBe('busy');
  });
  expect(inside).toBe('done');
  expect(await others.withLane(42n, async () => undefined)).toBe('done');
});

test('different chats do not wait for each other, however alike their numbers are', async () => {
  const chat = -1001234567890n;
  await lanes.withLane(chat, async () => {
    expect(await others.withLane(chat + 2n ** 32n, async () => undefined)).toBe('done');
    expect(await others.withLane(-chat, async () => undefined)).toBe('done');
  });
});

test('work that fails frees its lane, and its error comes out', async () => {
  await expect(lanes.withLane(7n, () => Promise.reject(new Error('on purpose')))).rejects.toThrow(
    'on purpose',
  );
  expect(await others.withLane(7n, async () => undefined)).toBe('done');
});

test('a connection that is cut during the work frees the lane and stops nothing', async () => {
  const outcome = await lanes.withLane(9n, async () => {
    await cutLaneConnections();
    expect(await others.withLane(9n, async () => undefined)).toBe('done');
  });
  expect(outcome).toBe('done');
  expect(await lanes.withLane(9n, async () => undefined)).toBe('done');
});

async function cutLaneConnections(): Promise<void> {
  await database.db.$queryRaw`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where application_name = 'citizen-whistle lanes' and datname = current_database()`;
}

async function fail(): Promise<void> {
  throw new Error('must not run');
}
