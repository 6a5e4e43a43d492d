import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openClock } from '../../infra/database/clock.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});

afterEach(async () => {
  vi.useRealTimers();
  await database.close();
});

test('a process whose clock is wrong goes by the database’s', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
  const clock = await openClock(database.db);
  const before = await now();
  const shown = clock.now().getTime();
  const after = await now();
  clock.close();
  // What the look at the start took leaves it open by so much.
  expect(shown).toBeGreaterThan(before - 10_000);
  expect(shown).toBeLessThan(after + 10_000);
});

test('a clock that is set anew while the process runs changes nothing', async () => {
  const clock = await openClock(database.db);
  const before = clock.now().getTime();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60 * 60_000 });
  const shown = clock.now().getTime();
  clock.close();
  expect(shown).toBeGreaterThanOrEqual(before);
});

async function now(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
  return row!.at.getTime();
}
