import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reminderView } from '../../core/cards/reminder-view.ts';
import { catalogSchema } from '../../core/catalog/catalog.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { receive } from '../../core/complaints/receive.ts';
import { acceptTicket } from '../../core/dispatch/accept-ticket.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { returnTicket } from '../../core/dispatch/return-ticket.ts';
import { arrive } from '../../core/dispatch/settle-delivery.ts';
import { saySolved } from '../../core/follow/say-solved.ts';
import { gatherReminders } from '../../core/reminders/gather.ts';
import { findOverdue } from '../../core/reminders/overdue.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { sweep } from '../../core/sweep.ts';
import { askResident } from '../../core/tickets/ask-resident.ts';
import { heldByStaff } from '../../core/tickets/hold.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { commit } from '../../core/unit.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

const minute = 60_000;
const hour = 60 * minute;
const lamp = '小区门口的路灯坏了三天了，晚上看不见路';
const reviewers = -1001n;
const lighting = -1002n;
const department = 'urban-management';

let core: Core;
beforeEach(async () => {
  core = await openCore();
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: reviewers, by: null });
  await bindGroup(core.deps, {
    seat: { purpose: 'department', departmentCode: department },
    chatId: lighting,
    by: null,
  });
});
afterEach(() => core.close());

const fresh = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });

/** A lamp that staff have on a card since this moment. It is Tuesday, ten in the morning. */
async function onCard(text = lamp): Promise<{ ticket: Ticket; complaintId: number; person: { id: number } }> {
  const { ticket, ...rest } = await core.inReview(text);
  const held = await commit(core.deps, (unit) => heldByStaff(unit, ticket));
  await core.db.ticket.update({ where: { id: ticket.id }, data: held });
  return { ticket: await fresh(ticket.id), ...rest };
}

/** The same, confirmed and with the department since this moment. */
async function withDepartment(text = lamp) {
  const opened = await onCard(text);
  const wang = await core.newStaff('王强', 'reviewer');
  const { id, version } = opened.ticket;
  await confirmTicket(core.deps, { ticketId: id, version, by: wang.id, categoryCode: 'public-facilities' });
  const delivery = await core.db.delivery.findFirstOrThrow({ where: { ticketId: id } });
  await commit(core.deps, async (unit) => arrive(unit, delivery, await fresh(id)));
  return { ...opened, ticket: await fresh(id) };
}

const of = <Id extends number | null>(personId: Id) =>
  ({ kind: 'department', departmentCode: department, personId }) as const;

/** Every message that reminds somebody: its chat, and what it says of which ticket. */
async function told() {
  await gatherReminders(core.deps);
  const cards = await core.db.card.findMany({ where: { kind: 'reminder' }, orderBy: { id: 'asc' } });
  return Promise.all(
    cards.map(async (card) => ({
      chatId: card.chatId,
      lines:
        (await reminderView(core.deps, card))?.lines.map(({ limit, stage }) => `${limit} ${stage}`) ?? [],
    })),
  );
}

describe('whoever holds a ticket', () => {
  it('is reminded before and at its limit, and once each', async () => {
    await onCard();
    core.pass(hour);
    expect(await told()).toEqual([]);
    // Four working hours from ten end at half past three, and three quarters of that are over at a quarter past two.
    core.pass(4 * hour);
    const before = { chatId: reviewers, lines: ['review before'] };
    expect(await told()).toEqual([before]);
    expect(await told()).toEqual([before]);
    core.pass(45 * minute);
    const both = await told();
    expect(both.slice(1)).toEqual([{ chatId: reviewers, lines: ['review at'] }]);
  });

  it('is not reminded of what has been done, and the message that said so is struck out', async () => {
    const { ticket } = await withDepartment();
    const zhao = await core.newStaff('赵工', 'department_member', department);
    const { acceptBy } = ticket;
    core.pass(acceptBy!.getTime() - core.deps.now().getTime());
    expect(await told()).toEqual([{ chatId: lighting, lines: ['accept at'] }]);
    await core.db.card.updateMany({
      where: { kind: 'reminder' },
      data: { state: 'shown', shown: 1, telegramMessageId: 7 },
    });
    await acceptTicket(core.deps, { ticketId: ticket.id, by: of(zhao.id) });
    await gatherReminders(core.deps);
    const card = await core.db.card.findFirstOrThrow({ where: { kind: 'reminder' } });
    expect(card.wanted).toBe(2);
    expect((await reminderView(core.deps, card))?.lines).toMatchObject([{ limit: 'accept', done: true }]);
    core.pass(hour);
    expect(await told()).toHaveLength(1);
  });

  it('that has done all of it before the message went out never gets it', async () => {
    const { ticket } = await withDepartment();
    core.pass(ticket.acceptBy!.getTime() - core.deps.now().getTime());
    await gatherReminders(core.deps);
    await answerTicket(core.deps, {
      ticketId: ticket.id,
      by: of(null),
      text: '路灯已修好，三号楼门口换了新灯泡。',
      media: [],
    });
    expect(await told()).toEqual([{ chatId: lighting, lines: [] }]);
  });

  it('is reminded of all that is due by one message, and by the next half an hour later at the earliest', async () => {
    await onCard();
    await onCard('楼道里堆满了垃圾，没人清理');
    core.pass(5.5 * hour);
    await gatherReminders(core.deps);
    const [first, ...more] = await told();
    expect(more).toEqual([]);
    expect(first?.lines).toHaveLength(2);
    await onCard('公园里的长椅坏了');
    await core.db.ticket.updateMany({
      where: { title: { contains: '长椅' } },
      data: { reviewBy: core.deps.now() },
    });
    core.pass(10 * minute);
    expect(await told()).toHaveLength(1);
    core.pass(20 * minute);
    expect(await told()).toHaveLength(2);
  });

  it('is reminded once by many sweeps at the same moment', async () => {
    await onCard();
    core.pass(5.5 * hour);
    await Promise.all([sweep(core.deps), sweep(core.deps), sweep(core.deps), gatherReminders(core.deps)]);
    expect(await told()).toHaveLength(1);
    expect(await core.db.reminder.count()).toBe(1);
  });

  it('has nobody wake them at night, but for an emergency', async () => {
    const gas = await onCard('三单元楼道里煤气味很重，可能漏气了');
    expect(gas.ticket).toMatchObject({ urgency: 'emergency' });
    const lampTicket = (await onCard()).ticket;
    // Eleven at night.
    core.pass(13 * hour);
    const night = { heldSince: new Date(core.deps.now().getTime() - hour), reviewBy: core.deps.now() };
    await core.db.ticket.updateMany({ data: night });
    expect(await told()).toEqual([{ chatId: reviewers, lines: ['review at'] }]);
    const [reminder, ...others] = await core.db.reminder.findMany();
    expect(reminder?.ticketId).toBe(gas.ticket.id);
    expect(others).toEqual([]);
    core.pass(9 * hour);
    await gatherReminders(core.deps);
    expect(await core.db.reminder.findMany({ where: { ticketId: lampTicket.id } })).toHaveLength(1);
  });
});

it('a town that keeps no quiet hours reminds at night as well', async () => {
  await onCard();
  core.pass(13 * hour);
  const deps = { ...core.deps, settings: { ...core.deps.settings, quietHours: false } };
  await gatherReminders(core.deps);
  expect(await core.db.reminder.count()).toBe(0);
  await gatherReminders(deps);
  expect(await core.db.reminder.count()).toBe(1);
});

describe('what a department has promised', () => {
  it('is remembered a day before and on the day, and not once the resident says that it is solved', async () => {
    const { ticket, person } = await withDepartment();
    const text = '路灯的线断了，我们在12月1日前换好新线。';
    await answerTicket(core.deps, { ticketId: ticket.id, by: of(null), text, media: [] });
    const { promisedFor, version } = await fresh(ticket.id);
    expect(await told()).toEqual([]);
    core.pass(promisedFor!.getTime() - core.deps.now().getTime() - 14 * hour);
    expect(await told()).toEqual([{ chatId: lighting, lines: ['promised before'] }]);
    await saySolved(core.deps, { ticketId: ticket.id, version, personId: person.id, solved: true });
    core.pass(36 * hour);
    expect(await told()).toHaveLength(1);
    expect(await core.db.reminder.count({ where: { doneAt: null } })).toBe(0);
  });
});

describe('supervisors', () => {
  it('hear, each in their own chat, of what nobody did after its limit, and the holder hears it too', async () => {
    const supervisor = await core.newStaff('周岚', 'supervisor');
    const { ticket } = await onCard();
    core.pass(ticket.reviewBy!.getTime() - core.deps.now().getTime());
    expect(await told()).toEqual([{ chatId: reviewers, lines: ['review at'] }]);
    core.pass(2 * hour);
    const [, ...after] = await told();
    expect(after).toEqual([
      { chatId: supervisor.telegramId, lines: ['review after'] },
      { chatId: reviewers, lines: ['review after'] },
    ]);
  });

  it('hear when the time is over that the resident was told, however little of it the department had', async () => {
    const supervisor = await core.newStaff('周岚', 'supervisor');
    const { ticket } = await withDepartment();
    await acceptTicket(core.deps, { ticketId: ticket.id, by: of(null) });
    const dueAt = core.deps.now();
    await core.db.ticket.update({ where: { id: ticket.id }, data: { dueAt } });
    expect(await told()).toEqual([{ chatId: supervisor.telegramId, lines: ['resident after'] }]);
  });

  it('find all that is overdue, the longest first', async () => {
    const first = await onCard();
    core.pass(hour);
    const second = await withDepartment('公园里的长椅坏了');
    expect(await findOverdue(core.deps)).toEqual([]);
    core.pass(48 * hour);
    expect(await findOverdue(core.deps)).toMatchObject([
      { reference: first.ticket.reference, limit: 'review', holder: null },
      { reference: second.ticket.reference, limit: 'accept', holder: { en: 'Urban Management Bureau' } },
    ]);
  });
});

describe('a department’s clock', () => {
  it('begins when the ticket arrives, and the resident’s does not begin anew', async () => {
    const { ticket, complaintId } = await onCard();
    const wang = await core.newStaff('王强', 'reviewer');
    core.pass(24 * hour);
    const confirm = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    await confirmTicket(core.deps, { ...confirm, categoryCode: 'public-facilities' });
    const { dueAt } = await fresh(ticket.id);
    const delivery = await core.db.delivery.findFirstOrThrow();
    await commit(core.deps, async (unit) => arrive(unit, delivery, await fresh(ticket.id)));
    const arrived = await fresh(ticket.id);
    expect(arrived).toMatchObject({ dueAt, heldSince: core.deps.now(), reviewBy: null });
    expect(arrived.answerBy!.getTime() - dueAt!.getTime()).toBe(24 * hour);
    expect(complaintId).toBe(arrived.complaintId);
  });

  it('goes by the department’s own working time where it has one, and the resident’s by the town’s', async () => {
    const catalog = await defaultCatalog();
    const worktime = { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], hours: ['08:00-20:00'] };
    const departments = catalog.departments.map((one) =>
      one.code === department ? { ...one, worktime } : one,
    );
    await importCatalog(core.deps, { catalog: catalogSchema.parse({ ...catalog, departments }) });
    // From Tuesday to Saturday morning.
    core.pass(4 * 24 * hour);
    const { ticket } = await withDepartment();
    // A working day: it ends with Sunday's hours, and for the town with Monday's or later.
    expect(ticket.acceptBy).toEqual(new Date('2026-11-29T20:00+08:00'));
    expect(ticket.dueAt!.getUTCDay()).not.toBe(0);
  });

  it('ends with "not ours", and the next one’s is its own', async () => {
    const { ticket } = await withDepartment();
    await returnTicket(core.deps, {
      ticketId: ticket.id,
      by: of(null),
      reason: '这是供电的设施',
      dutyCode: null,
      departmentCode: null,
    });
    expect(await fresh(ticket.id)).toMatchObject({ status: 'returned', heldSince: null, answerBy: null });
  });

  it('stands still while the resident is asked, and goes on with their word', async () => {
    const { ticket, person } = await withDepartment();
    const zhao = await core.newStaff('赵工', 'department_member', department);
    const ask = {
      ticketId: ticket.id,
      by: of(zhao.id),
      text: '是哪一栋楼？',
      chatId: lighting,
      messageId: 91,
    };
    expect(await askResident(core.deps, ask)).toMatchObject({ kind: 'asked' });
    expect(await fresh(ticket.id)).toMatchObject({ pausedAt: core.deps.now() });
    core.pass(24 * hour);
    expect(await told()).toEqual([]);
    const resident = await core.db.person.findUniqueOrThrow({ where: { id: person.id } });
    const about = { complaintId: ticket.complaintId, ticketId: ticket.id, purpose: 'reply' } as const;
    await receive(core.deps, { person: resident, incoming: core.message(resident, '三号楼'), about });
    const { acceptBy, answerBy, pausedAt, dueAt } = await fresh(ticket.id);
    expect(pausedAt).toBeNull();
    expect(acceptBy!.getTime() - ticket.acceptBy!.getTime()).toBe(24 * hour);
    expect(answerBy!.getTime() - ticket.answerBy!.getTime()).toBeGreaterThanOrEqual(24 * hour);
    expect(dueAt).toEqual(ticket.dueAt);
  });

  it('does not stand still for ever for a resident who says nothing', async () => {
    const { ticket } = await withDepartment();
    const zhao = await core.newStaff('赵工', 'department_member', department);
    const ask = {
      ticketId: ticket.id,
      by: of(zhao.id),
      text: '是哪一栋楼？',
      chatId: lighting,
      messageId: 91,
    };
    await askResident(core.deps, ask);
    core.pass(3 * 24 * hour);
    await gatherReminders(core.deps);
    expect(await fresh(ticket.id)).toMatchObject({ pausedAt: null });
    expect(await core.db.event.findFirst({ where: { type: 'resumed' } })).toMatchObject({
      ticketId: ticket.id,
    });
  });

  it('is shortened where later words make an emergency of it', async () => {
    const { ticket, person } = await withDepartment();
    const resident = await core.db.person.findUniqueOrThrow({ where: { id: person.id } });
    const about = { complaintId: ticket.complaintId, purpose: 'addition' } as const;
    const incoming = core.message(resident, '灯杆漏电，刚才有人触电了');
    await receive(core.deps, { person: resident, incoming, about });
    core.pass(core.deps.settings.quietSpell);
    await triageComplaint({ ...core.deps, model: null }, ticket.complaintId);
    const raised = await fresh(ticket.id);
    expect(raised.urgency).toBe('emergency');
    expect(raised.acceptBy!.getTime() - core.deps.now().getTime()).toBe(2 * hour);
    expect(raised.answerBy! < ticket.answerBy!).toBe(true);
  });

  it('is not stopped by a department that does not have the ticket', async () => {
    const { ticket } = await withDepartment();
    const other = await core.newStaff('钱师傅', 'department_member', 'public-utilities');
    const by = { kind: 'department', departmentCode: 'public-utilities', personId: other.id } as const;
    const ask = { ticketId: ticket.id, by, text: '在哪里？', chatId: -9n, messageId: 1 };
    expect(await askResident(core.deps, ask)).toEqual({ kind: 'decided' });
    expect(await fresh(ticket.id)).toMatchObject({ pausedAt: null });
  });
});
