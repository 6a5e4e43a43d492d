import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { residentView } from '../../core/cards/resident-view.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { splitTicket } from '../../core/review/split-ticket.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

/** A complaint of two problems; the first is with its department already. */
async function two() {
  const { ticket, complaintId } = await core.inReview('小区南门的路灯坏了三天了');
  const { id: by } = await core.newStaff('王强', 'reviewer');
  await splitTicket(core.deps, { ticketId: ticket.id, by, text: '下水道堵了，污水冒到路上' });
  await core.db.ticket.updateMany({ where: { complaintId }, data: { status: 'in_review' } });
  const [lamp, drain] = await core.db.ticket.findMany({
    where: { complaintId },
    orderBy: { ordinal: 'asc' },
  });
  const confirm = async ({ id }: Ticket, categoryCode: string) => {
    const { version } = await core.db.ticket.findUniqueOrThrow({ where: { id } });
    await confirmTicket(core.deps, { ticketId: id, version, by, categoryCode });
  };
  await confirm(lamp!, 'public-facilities');
  await core.db.card.create({
    data: {
      ...{
        kind: 'department',
        complaintId,
        ticketId: lamp!.id,
        round: 1,
        state: 'shown',
        shown: 1,
        chatId: -1n,
      },
      ...{ telegramMessageId: 1, dueAt: core.deps.now(), createdAt: core.deps.now() },
    },
  });
  const toldToResident = async () => (await residentView(core.deps, { complaintId })).together;
  return { complaintId, lamp: lamp!, drain: drain!, confirm, toldToResident };
}

describe('several departments at one complaint', () => {
  test('are told to the resident as one story, led by whoever has its first problem', async () => {
    const { drain, confirm, toldToResident } = await two();
    expect(await toldToResident()).toBeNull();
    await confirm(drain, 'drainage-ice');
    expect(await toldToResident()).toMatchObject({ lead: { zh: '城市管理局' }, others: [{ zh: '水务局' }] });
  });

  test('are led by whoever has the emergency', async () => {
    const { drain, confirm, toldToResident } = await two();
    await confirm(drain, 'drainage-ice');
    await core.db.ticket.update({ where: { id: drain.id }, data: { urgency: 'emergency' } });
    expect(await toldToResident()).toMatchObject({ lead: { zh: '水务局' }, others: [{ zh: '城市管理局' }] });
  });

  test('are one again once the other has come to its end', async () => {
    const { drain, confirm, toldToResident } = await two();
    await confirm(drain, 'drainage-ice');
    await core.db.ticket.update({ where: { id: drain.id }, data: { status: 'closed', outcome: 'solved' } });
    expect(await toldToResident()).toBeNull();
  });

  test('hear of each other: the card that stood first is shown anew', async () => {
    const { lamp, drain, confirm } = await two();
    const cardOf = () => core.db.card.findFirstOrThrow({ where: { kind: 'department', ticketId: lamp.id } });
    const { wanted } = await cardOf();
    await confirm(drain, 'drainage-ice');
    expect((await cardOf()).wanted).toBeGreaterThan(wanted);
    const view = await departmentView(core.deps, { ticketId: lamp.id, round: 1, language: 'zh' });
    expect(view.together).toMatchObject({ lead: { zh: '城市管理局' }, others: [{ zh: '水务局' }] });
  });
});
