import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../core/sweep.ts';
import { type Core, openCore } from '../support/core.ts';

const day = 24 * 3_600_000;

describe('the sweep keeps updates', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  const keep = (updateId: bigint, daysAgo: number, failure: string | null = null, handled = true) => {
    const at = new Date(core.deps.now().getTime() - daysAgo * day);
    const handledAt = handled ? at : null;
    return core.db.telegramUpdate.create({
      data: { updateId, lane: 0n, payload: {}, receivedAt: at, handledAt, failure },
    });
  };
  const kept = async () => {
    const rows = await core.db.telegramUpdate.findMany({ orderBy: { updateId: 'asc' } });
    return rows.map(({ updateId }) => Number(updateId));
  };

  test('for as long as Telegram might bring them again, and then drops them', async () => {
    await keep(1n, 8);
    await keep(2n, 2);
    await sweep(core.deps);
    expect(await kept()).toEqual([2]);
  });

  test('that nobody could handle for three months, for somebody to look into', async () => {
    await keep(1n, 91, 'TypeError');
    await keep(2n, 30, 'TypeError');
    await sweep(core.deps);
    expect(await kept()).toEqual([2]);
  });

  test('that wait to be handled, however old they are', async () => {
    await keep(1n, 400, null, false);
    await sweep(core.deps);
    expect(await kept()).toEqual([1]);
  });
});

test('the sweep drops what Telegram has stopped counting, in a private chat within moments, and nothing that it still holds against a chat', async () => {
  const core = await openCore();
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await core.db.telegramTurn.createMany({
    data: [
      { chatId: 1n, messages: 1, takenAt: ago(11), endedAt: ago(11) },
      { chatId: 2n, messages: 1, takenAt: ago(11), endedAt: null },
      { chatId: 3n, messages: 1, takenAt: ago(1), endedAt: ago(1) },
      { chatId: 4n, messages: 1, takenAt: ago(11), endedAt: ago(-30) },
      { chatId: 5n, messages: 1, takenAt: ago(0), endedAt: ago(0) },
      { chatId: -6n, messages: 1, takenAt: ago(1), endedAt: ago(1) },
      { chatId: -7n, messages: 1, takenAt: ago(3), endedAt: ago(3) },
    ],
  });
  await sweep(core.deps);
  const left = await core.db.telegramTurn.findMany({ orderBy: { chatId: 'asc' } });
  expect(left.map(({ chatId }) => chatId)).toEqual([-6n, 4n, 5n]);
  await core.close();
});
