import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { mediaView } from '../../core/cards/media-view.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { wantMediaCard } from '../../core/cards/touch-cards.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { packParcel } from '../../core/dispatch/pack-parcel.ts';
import { returnTicket } from '../../core/dispatch/return-ticket.ts';
import { revokeRoles } from '../../core/people/roles.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import { commit } from '../../core/unit.ts';
import { serviceRequest } from '../../infra/channels/open311.ts';
import { type Core, openCore } from '../support/core.ts';

const hour = 3_600_000;
/** Two departments that each think the other has to mend the cover of a drain in a park. */
const parks = { code: 'urban-management', category: 'public-facilities' };
const drains = { code: 'water', category: 'drainage-ice' };
type Party = { code: string; category: string };

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });
const viewOf = async (id: number) => {
  const { rounds } = await ticketOf(id);
  return reviewView(core.deps, { ticketId: id, round: rounds, language: 'zh' });
};
const decide = async (id: number, by: number, categoryCode: string) =>
  confirmTicket(core.deps, { ticketId: id, version: (await ticketOf(id)).version, by, categoryCode });

/** The ticket reaches whoever it was confirmed for, or the reviewers. */
const arrives = (id: number, status: 'dispatched' | 'in_review') =>
  core.db.ticket.update({ where: { id }, data: { status, version: { increment: 1 } } });

/** "Not ours", from the department that has it. */
async function sendsBack(id: number, from: Party, to: Party | null, reason: string, byDuty = true) {
  const duty =
    to && byDuty
      ? await core.db.duty.findFirstOrThrow({
          where: { categoryCode: to.category },
          orderBy: { code: 'asc' },
        })
      : null;
  const by = { kind: 'department', departmentCode: from.code, personId: null } as const;
  const outcome = await returnTicket(core.deps, {
    ticketId: id,
    by,
    reason,
    dutyCode: duty?.code ?? null,
    departmentCode: to?.code ?? null,
  });
  if (outcome.kind === 'taken') await arrives(id, 'in_review');
  return { outcome, duty };
}

/** A ticket that both have sent back. */
async function disputed() {
  const { ticket, person, complaintId } = await core.inReview('公园门口的井盖碎了，怕有人踩空');
  const wang = await core.newStaff('王强', 'reviewer');
  await decide(ticket.id, wang.id, parks.category);
  await arrives(ticket.id, 'dispatched');
  core.pass(hour);
  const first = await sendsBack(ticket.id, parks, drains, '井盖是排水设施');
  core.pass(hour);
  await decide(ticket.id, wang.id, drains.category);
  await arrives(ticket.id, 'dispatched');
  core.pass(hour);
  await sendsBack(ticket.id, drains, parks, '在公园里面，不是市政管网', false);
  return { id: ticket.id, wang, person, complaintId, duty: first.duty! };
}

describe('a ticket that two departments have sent back', () => {
  test('shows supervisors both claims in their order, each with reason, duty, whom they name and when', async () => {
    const { id, duty } = await disputed();
    await core.newStaff('刘洋', 'supervisor');
    const { question, hops } = await viewOf(id);
    expect(hops).toBe(2);
    expect(question).toMatchObject({ because: 'arbitration', admins: false });
    expect(question!.claims).toMatchObject([
      {
        department: { zh: '城市管理局' },
        words: '井盖是排水设施',
        duty: duty.texts,
        suggested: { zh: '水务局' },
        at: new Date('2026-11-24T03:00:03Z'),
      },
      {
        department: { zh: '水务局' },
        words: '在公园里面，不是市政管网',
        duty: null,
        suggested: { zh: '城市管理局' },
        at: new Date('2026-11-24T05:00:03Z'),
      },
    ]);
    expect(question!.parties.map(({ category }) => category.code)).toEqual([parks.category, drains.category]);
  });

  test('was anybody’s of the staff to decide after the first', async () => {
    const { ticket } = await core.inReview('公园门口的井盖碎了');
    const wang = await core.newStaff('王强', 'reviewer');
    await decide(ticket.id, wang.id, parks.category);
    await arrives(ticket.id, 'dispatched');
    await sendsBack(ticket.id, parks, drains, '井盖是排水设施');
    expect(await viewOf(ticket.id)).toMatchObject({ question: null, returned: { words: '井盖是排水设施' } });
    expect(await decide(ticket.id, wang.id, drains.category)).toMatchObject({ kind: 'confirmed' });
  });

  test('is no reviewer’s to decide, in whatever way', async () => {
    const { id, wang } = await disputed();
    await core.newStaff('刘洋', 'supervisor');
    const refused = { kind: 'for-supervisors', admins: false };
    expect(await decide(id, wang.id, parks.category)).toEqual(refused);
    const { version } = await ticketOf(id);
    const rejecting = rejectTicket(core.deps, { ticketId: id, version, by: wang.id, reason: 'unclear' });
    expect(await rejecting).toEqual(refused);
    expect((await ticketOf(id)).status).toBe('in_review');
  });

  test('is an admin’s only where the town has no supervisor, and the card says so', async () => {
    const { id } = await disputed();
    const admin = await core.newStaff('周岚', 'admin');
    const liu = await core.newStaff('刘洋', 'supervisor');
    expect(await decide(id, admin.id, parks.category)).toEqual({ kind: 'for-supervisors', admins: false });
    await revokeRoles(core.deps, { personId: liu.id, by: admin.id });
    expect((await viewOf(id)).question).toMatchObject({ admins: true });
    expect(await decide(id, admin.id, parks.category)).toMatchObject({ kind: 'confirmed' });
  });

  test('goes by the supervisor’s ruling, on the duty that the other department named', async () => {
    const { id, duty } = await disputed();
    const liu = await core.newStaff('刘洋', 'supervisor');
    await decide(id, liu.id, drains.category);
    expect(await ticketOf(id)).toMatchObject({ departmentCode: drains.code, dutyCode: duty.code });
    const event = await core.db.event.findFirstOrThrow({ where: { ticketId: id }, orderBy: { id: 'desc' } });
    expect(event).toMatchObject({ type: 'ruled', actorId: liu.id, data: { category: drains.category } });
    expect((await viewOf(id)).decision).toMatchObject({ ruling: true, by: '刘洋' });
  });
});

describe('a ruling', () => {
  async function ruled(party: Party = drains) {
    const seen = await disputed();
    const liu = await core.newStaff('刘洋', 'supervisor');
    await decide(seen.id, liu.id, party.category);
    const at = core.deps.now();
    await arrives(seen.id, 'dispatched');
    return { ...seen, liu, at };
  }

  test('binds: the department can’t send the ticket back, and is told who ruled and when', async () => {
    const { id, at } = await ruled();
    const { rounds } = await ticketOf(id);
    const card = await departmentView(core.deps, { ticketId: id, round: rounds, language: 'zh' });
    expect(card.ruled).toEqual({ by: '刘洋', at });
    core.pass(hour);
    const { outcome } = await sendsBack(id, drains, parks, '还是不归我们');
    expect(outcome).toEqual({ kind: 'ruled', by: '刘洋', at });
    expect(await ticketOf(id)).toMatchObject({ status: 'dispatched', hops: 2 });
  });

  test('binds also whoever was ruled to have it without ever having claimed anything', async () => {
    const { id } = await ruled({ code: 'transport', category: 'roads-transport' });
    const back = returnTicket(core.deps, {
      ticketId: id,
      by: { kind: 'department', departmentCode: 'transport', personId: null },
      reason: '不归我们',
      dutyCode: null,
      departmentCode: null,
    });
    expect(await back).toMatchObject({ kind: 'ruled', by: '刘洋' });
  });

  test('that was taken back within the minute binds nobody, and is to be made anew', async () => {
    const { id, liu } = await ruled();
    await takeBack(core.deps, { ticketId: id, by: liu.id });
    expect((await viewOf(id)).question).toMatchObject({ because: 'arbitration' });
    await decide(id, liu.id, parks.category);
    await arrives(id, 'dispatched');
    const card = await departmentView(core.deps, {
      ticketId: id,
      round: (await ticketOf(id)).rounds,
      language: 'zh',
    });
    expect(card).toMatchObject({ ruled: { by: '刘洋' }, wentTo: null });
  });

  test('is a review that says so, and the last word that triage learns from', async () => {
    const { id } = await ruled();
    const reviews = await core.db.review.findMany({ where: { ticketId: id }, orderBy: { id: 'asc' } });
    expect(reviews.map(({ ruling, categoryCode }) => [categoryCode, ruling])).toEqual([
      [parks.category, false],
      [drains.category, false],
      [drains.category, true],
    ]);
  });
});

describe('a ticket that is handed over', () => {
  test('brings the next department all that the one before said, and tells the one before where it went', async () => {
    const { ticket } = await core.inReview('公园门口的井盖碎了');
    const wang = await core.newStaff('王强', 'reviewer');
    await decide(ticket.id, wang.id, parks.category);
    await arrives(ticket.id, 'dispatched');
    await sendsBack(ticket.id, parks, drains, '井盖是排水设施');
    await decide(ticket.id, wang.id, drains.category);
    await arrives(ticket.id, 'dispatched');
    const cardOf = (round: number) =>
      departmentView(core.deps, { ticketId: ticket.id, round, language: 'zh' });
    expect((await cardOf(2)).thread.at(-1)).toMatchObject({
      department: { zh: '城市管理局' },
      purpose: 'return_reason',
      text: '井盖是排水设施',
    });
    const about = { ticketId: ticket.id, departmentCode: drains.code, round: 2, kind: 'ticket' } as const;
    const { service_request } = serviceRequest(await packParcel(core.deps, about), { language: 'zh' });
    expect(service_request.extended_attributes.thread.at(-1)).toMatchObject({
      department: { zh: '城市管理局' },
      text: '井盖是排水设施',
    });
    expect(await cardOf(1)).toMatchObject({ over: 'elsewhere', wentTo: { zh: '水务局' } });
    const by = { kind: 'department', departmentCode: parks.code, personId: null } as const;
    const late = answerTicket(core.deps, { ticketId: ticket.id, by, text: '已换井盖', media: [] });
    expect(await late).toEqual({ kind: 'not-theirs' });
  });

  test('hands on the photos that the one before had answered with, but to itself its own', async () => {
    const { ticket, complaintId } = await core.inReview('公园门口的井盖碎了');
    const liu = await core.newStaff('刘洋', 'supervisor');
    await decide(ticket.id, liu.id, parks.category);
    await arrives(ticket.id, 'dispatched');
    const by = { kind: 'department', departmentCode: parks.code, personId: null } as const;
    const photo = { kind: 'photo', fileId: 'mended', uniqueId: 'mended', mime: null, size: null } as const;
    await answerTicket(core.deps, { ticketId: ticket.id, by, text: '井盖已换', media: [photo] });
    await core.db.ticket.update({ where: { id: ticket.id }, data: { status: 'in_review' } });
    const besideOf = async (category: string) => {
      await decide(ticket.id, liu.id, category);
      const { rounds: round } = await ticketOf(ticket.id);
      const about = { kind: 'department_media', complaintId, ticketId: ticket.id, round } as const;
      await commit(core.deps, (unit) => wantMediaCard(unit, { ...about, chatId: -100n }));
      await core.db.ticket.update({ where: { id: ticket.id }, data: { status: 'in_review' } });
      const card = await core.db.card.findFirst({ where: about });
      return card && (await mediaView(core.deps, { ...card, complaintId }, 'zh')).media;
    };
    expect(await besideOf(parks.category)).toBeNull();
    expect(await besideOf(drains.category)).toEqual([{ kind: 'photo', fileId: 'mended' }]);
  });
});
