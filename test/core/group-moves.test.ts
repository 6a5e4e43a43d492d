import { afterEach, beforeEach, expect, test } from 'vitest';
import { bindGroup, moveChat } from '../../core/channels/channels.ts';
import { arrive } from '../../core/dispatch/settle-delivery.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { commit } from '../../core/unit.ts';
import { type Core, openCore } from '../support/core.ts';

const [old, moved] = [-9001n, -1000000009001n];

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

/** A delivery that stands in the old group as message 7, of which nobody has written that down yet. */
async function posted() {
  const seat = { purpose: 'department', departmentCode: 'urban-management' } as const;
  const { id: channelId } = await bindGroup(core.deps, { seat, chatId: old, by: null });
  const { ticket } = await core.inReview('小区门口的路灯坏了三天了，晚上看不见路');
  const wang = await core.newStaff('王强', 'reviewer');
  const decision = { ticketId: ticket.id, version: ticket.version, by: wang.id };
  await confirmTicket(core.deps, { ...decision, categoryCode: 'public-facilities' });
  const delivery = await core.db.delivery.findFirstOrThrow();
  const settle = (held: () => Promise<void> = async () => undefined) =>
    commit(core.deps, async (unit) => {
      const now = await unit.tx.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
      await arrive(unit, { ...delivery, channelId }, now, { chatId: old, messageId: 7 });
      await held();
    });
  return { settle };
}

const departmentCard = () => core.db.card.findFirstOrThrow({ where: { kind: 'department' } });

test('a card whose group became a supergroup before it was written down is shown in the new one', async () => {
  const { settle } = await posted();
  await moveChat(core.deps, old, moved);
  await settle();
  const card = await departmentCard();
  expect(card).toMatchObject({ chatId: moved, state: 'due', telegramMessageId: null });
  expect(core.rings).toContainEqual({ at: 'notify', id: card.id });
});

test('a group that moves at the very moment at which a card is written down takes it along', async () => {
  const { settle } = await posted();
  let moving = Promise.resolve();
  let isOver = false;
  // The card is written and not committed when the move begins; it waits for that, or is over before anybody can see the card.
  await settle(async () => {
    moving = moveChat(core.deps, old, moved).finally(() => {
      isOver = true;
    });
    await expect.poll(async () => isOver || (await isWaiting())).toBe(true);
  });
  await moving;
  expect(await departmentCard()).toMatchObject({ chatId: moved, state: 'due', telegramMessageId: null });
});

/** Whether somebody waits for a row that another transaction holds. */
async function isWaiting(): Promise<boolean> {
  const [row] = await core.db.$queryRaw<[{ count: number }]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return row.count > 0;
}

test('a card whose group stays where it is stands where it was posted', async () => {
  const { settle } = await posted();
  await settle();
  expect(await departmentCard()).toMatchObject({ chatId: old, state: 'shown', telegramMessageId: 7 });
});
