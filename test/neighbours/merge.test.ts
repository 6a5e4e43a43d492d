import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { residentView } from '../../core/cards/resident-view.ts';
import { aboutOf } from '../../core/complaints/about.ts';
import { receive } from '../../core/complaints/receive.ts';
import { withdraw } from '../../core/complaints/withdraw.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { saySolved } from '../../core/follow/say-solved.ts';
import { findNeighbours } from '../../core/neighbours/find-neighbours.ts';
import { unmergeTicket } from '../../core/neighbours/leave-group.ts';
import { keepFindable, makeFindable } from '../../core/neighbours/make-findable.ts';
import { mergeTicket } from '../../core/neighbours/merge-ticket.ts';
import { forget } from '../../core/people/forget.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { moveTicket } from '../../core/tickets/move-ticket.ts';
import { commit } from '../../core/unit.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';

let core: Core;
let wang: Person;
beforeEach(async () => {
  core = await openCore();
  wang = await core.newStaff('王强', 'reviewer');
});
afterEach(() => core.close());

const told = '柳荫路12号门口的路灯坏了，晚上漆黑一片';
const alike = '柳荫路十二号院前路灯不亮，走夜路害怕';
const third = '12号柳荫路这边路灯一直没修，老人不敢出门';

const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });
const eventsOf = async (ticketId: number) =>
  (await core.db.event.findMany({ where: { ticketId }, orderBy: { id: 'asc' } })).map(({ type }) => type);

async function merge(id: number, into: number, by = wang.id) {
  const { version } = await ticketOf(id);
  return mergeTicket(core.deps, { ticketId: id, version, into, by });
}

/** The lead with its department, which has taken it in. */
async function dispatched(id: number) {
  const { version } = await ticketOf(id);
  await confirmTicket(core.deps, {
    ...{ ticketId: id, version, by: wang.id },
    categoryCode: 'public-facilities',
  });
  await commit(core.deps, (unit) =>
    moveTicket(unit, { step: 'dispatch', ticketId: id, by: { kind: 'system' } }),
  );
}

async function answered(id: number) {
  const by = { kind: 'department', departmentCode: 'urban-management', personId: null } as const;
  const text = '柳荫路12号门口的路灯已经换了新灯泡，今晚起恢复照明。';
  const { kind } = await answerTicket(core.deps, { ticketId: id, by, text, media: [], anyway: true });
  expect(kind).toBe('taken');
}

const wordsTo = (complaintId: number) =>
  core.db.card.findMany({ where: { kind: 'word', complaintId, subject: { gt: 0 } } });

describe('neighbours are found', () => {
  test('as soon as the ticket is drafted, with score, state and words, and not its own complaint’s', async () => {
    const first = await core.inReview(told);
    const second = await core.inReview(alike);
    const [found, ...others] = await findNeighbours(core.deps, second.ticket.id);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ ticketId: first.ticket.id, status: 'in_review', open: true });
    expect(found!.score).toBeGreaterThan(0.5);
    expect(found!.text).toContain('柳荫路12号');
  });

  test('though they wrote in another language', async () => {
    const first = await core.inReview(told);
    const second = await core.inReview(
      'The street lamp outside 12 Liuyin Road is out and it is dark at night',
    );
    expect(await findNeighbours(core.deps, second.ticket.id)).toMatchObject([{ ticketId: first.ticket.id }]);
  });

  test('for a month after they are over, and no longer; what was withdrawn is nobody’s neighbour', async () => {
    const first = await core.inReview(told);
    await core.db.ticket.update({
      where: { id: first.ticket.id },
      data: { status: 'closed', closedAt: core.deps.now() },
    });
    const second = await core.inReview(alike);
    expect(await findNeighbours(core.deps, second.ticket.id)).toMatchObject([
      { ticketId: first.ticket.id, open: false },
    ]);
    core.pass(31 * 24 * 3_600_000);
    expect(await findNeighbours(core.deps, second.ticket.id)).toEqual([]);
    await keepFindable(core.deps);
    expect(await core.db.trait.count({ where: { ticketId: first.ticket.id } })).toBe(0);
    expect(await core.db.trait.count({ where: { ticketId: second.ticket.id } })).toBeGreaterThan(0);
  });

  test('that are older than the traits, once the sweep has seen them', async () => {
    const first = await core.inReview(told);
    await core.db.trait.deleteMany();
    await core.db.ticket.updateMany({ data: { findable: false } });
    const second = await core.inReview(alike);
    expect(await findNeighbours(core.deps, second.ticket.id)).toEqual([]);
    await keepFindable(core.deps);
    expect(await findNeighbours(core.deps, second.ticket.id)).toMatchObject([{ ticketId: first.ticket.id }]);
  });

  test('by nothing that is left of somebody who was erased', async () => {
    const first = await core.inReview(told);
    await forget(core.deps, { personId: first.person.id });
    expect(await core.db.trait.count()).toBe(0);
    const second = await core.inReview(alike);
    expect(await findNeighbours(core.deps, second.ticket.id)).toEqual([]);
  });
});

describe('a merge', () => {
  test('is one tap: the ticket says into which, the lead how many, and both stories tell of it', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    expect((await merge(other.ticket.id, lead.ticket.id)).kind).toBe('merged');
    expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'merged', leadId: lead.ticket.id });
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ joined: 1, status: 'in_review' });
    const event = await core.db.event.findFirstOrThrow({ where: { type: 'merged' } });
    expect(event).toMatchObject({ ticketId: other.ticket.id, data: { lead: lead.ticket.reference } });
    expect(await eventsOf(lead.ticket.id)).toContain('merged_in');
  });

  test('of two reviewers at once happens once, and the other hears who was first', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    const chen = await core.newStaff('陈静', 'reviewer');
    const outcomes = await Promise.all([
      merge(other.ticket.id, lead.ticket.id),
      merge(other.ticket.id, lead.ticket.id, chen.id),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'merged']);
    const late = outcomes.find(({ kind }) => kind === 'already');
    const first = outcomes.findIndex(({ kind }) => kind === 'merged') === 0 ? '王强' : '陈静';
    expect(late).toMatchObject({ by: first });
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ joined: 1 });
  });

  test('into what has ended meanwhile is refused, and changes nothing', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    const { version } = lead.ticket;
    await rejectTicket(core.deps, { ticketId: lead.ticket.id, version, by: wang.id, reason: 'unclear' });
    expect(await merge(other.ticket.id, lead.ticket.id)).toMatchObject({
      kind: 'lead-ended',
      lead: { reference: lead.ticket.reference, status: 'rejected' },
    });
    expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'in_review', leadId: null });
  });

  test('into what comes to its end at this very moment waits for that, and is refused', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    const { id } = lead.ticket;
    const merging = await core.db.$transaction(async (tx) => {
      await tx.$executeRaw`select 1 from ticket where id = ${id} for update`;
      const outcome = merge(other.ticket.id, id);
      const waiting = () => core.db.$queryRaw<unknown[]>`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await waiting()).length).toBe(1);
      await tx.ticket.update({ where: { id }, data: { status: 'withdrawn', closedAt: core.deps.now() } });
      return { outcome };
    });
    expect(await merging.outcome).toMatchObject({ kind: 'lead-ended', lead: { status: 'withdrawn' } });
    expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'in_review' });
  });

  test('of a lead, or into what is merged itself, leaves one lead for all', async () => {
    const [a, b, c] = [await core.inReview(told), await core.inReview(alike), await core.inReview(third)];
    await merge(b.ticket.id, a.ticket.id);
    expect(await merge(c.ticket.id, b.ticket.id)).toMatchObject({ lead: { id: a.ticket.id, joined: 2 } });
    const d = await core.inReview(told);
    await merge(a.ticket.id, d.ticket.id);
    for (const { ticket } of [a, b, c])
      expect(await ticketOf(ticket.id)).toMatchObject({ status: 'merged', leadId: d.ticket.id, joined: 0 });
    expect(await ticketOf(d.ticket.id)).toMatchObject({ joined: 3 });
    expect(await merge(d.ticket.id, b.ticket.id)).toEqual({ kind: 'itself' });
  });

  test('of two into each other at once leaves one of them standing', async () => {
    const [a, b] = [await core.inReview(told), await core.inReview(alike)];
    const outcomes = await Promise.all([merge(a.ticket.id, b.ticket.id), merge(b.ticket.id, a.ticket.id)]);
    expect(outcomes.filter(({ kind }) => kind === 'merged')).toHaveLength(1);
    const statuses = [await ticketOf(a.ticket.id), await ticketOf(b.ticket.id)].map(({ status }) => status);
    expect(statuses.sort()).toEqual(['in_review', 'merged']);
  });

  test('is undone in one tap, and only once', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    await merge(other.ticket.id, lead.ticket.id);
    const at = { ticketId: other.ticket.id, version: (await ticketOf(other.ticket.id)).version, by: wang.id };
    expect((await unmergeTicket(core.deps, at)).kind).toBe('unmerged');
    expect(await ticketOf(other.ticket.id)).toMatchObject({
      ...{ status: 'in_review', leadId: null, closedAt: null, decidedAt: null },
    });
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ joined: 0 });
    expect((await unmergeTicket(core.deps, at)).kind).toBe('not-merged');
    expect(await eventsOf(lead.ticket.id)).toContain('merged_out');
  });

  test('of something more urgent makes the lead as urgent', async () => {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    await core.db.ticket.update({ where: { id: lead.ticket.id }, data: { urgency: 'normal' } });
    await core.db.ticket.update({ where: { id: other.ticket.id }, data: { urgency: 'urgent' } });
    await merge(other.ticket.id, lead.ticket.id);
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ urgency: 'urgent' });
  });
});

describe('when the lead is over without an answer', () => {
  test.each(['rejected', 'withdrawn', 'erased'] as const)(
    '(%s), what was merged goes back to the reviewers, on a new card',
    async (how) => {
      const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
      await merge(other.ticket.id, lead.ticket.id);
      if (how === 'erased') {
        await dispatched(lead.ticket.id);
        await forget(core.deps, { personId: lead.person.id });
      } else if (how === 'withdrawn')
        await withdraw(core.deps, { complaintId: lead.complaintId, personId: lead.person.id });
      else {
        const { version } = await ticketOf(lead.ticket.id);
        await rejectTicket(core.deps, { ticketId: lead.ticket.id, version, by: wang.id, reason: 'unclear' });
      }
      const back = await ticketOf(other.ticket.id);
      expect(back).toMatchObject({ status: 'drafted', leadId: null, closedAt: null });
      expect(await ticketOf(lead.ticket.id)).toMatchObject({ joined: 0 });
      const cards = await core.db.card.findMany({ where: { ticketId: back.id, kind: 'review' } });
      expect(cards.map(({ round }) => round).sort()).toEqual([0, back.rounds]);
      expect(await eventsOf(back.id)).toContain('given_back');
    },
  );

  test.each(['withdraws', 'is erased'] as const)(
    'whose ticket is merged %s, and the lead goes on untouched but for the number',
    async (how) => {
      const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
      await dispatched(lead.ticket.id);
      await merge(other.ticket.id, lead.ticket.id);
      const before = await ticketOf(lead.ticket.id);
      if (how === 'withdraws') {
        const { kind } = await withdraw(core.deps, {
          ...{ complaintId: other.complaintId, personId: other.person.id },
        });
        expect(kind).toBe('withdrawn');
      } else await forget(core.deps, { personId: other.person.id });
      expect(await ticketOf(lead.ticket.id)).toEqual({ ...before, joined: 0 });
      expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'withdrawn', leadId: null });
    },
  );
});

describe('the end', () => {
  async function group() {
    const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
    await dispatched(lead.ticket.id);
    await merge(other.ticket.id, lead.ticket.id);
    return { lead, other };
  }

  test('rings everybody of the group once, also those who are merged after the answer', async () => {
    const { lead, other } = await group();
    await answered(lead.ticket.id);
    const late = await core.inReview(third);
    await merge(late.ticket.id, lead.ticket.id);
    for (const { complaintId } of [lead, other, late]) expect(await wordsTo(complaintId)).toHaveLength(1);
  });

  test('is told once to somebody who told of the same twice', async () => {
    const { lead, other } = await group();
    await core.db.complaint.update({ where: { id: other.complaintId }, data: { personId: lead.person.id } });
    await answered(lead.ticket.id);
    expect(await wordsTo(lead.complaintId)).toHaveLength(1);
    expect(await wordsTo(other.complaintId)).toHaveLength(0);
  });

  test('one of the group says that it is not solved: the lead is open again, once, with their words expected', async () => {
    const { lead, other } = await group();
    await answered(lead.ticket.id);
    const { version } = await ticketOf(other.ticket.id);
    const say = { ticketId: other.ticket.id, version, personId: other.person.id, solved: false };
    expect(await saySolved(core.deps, say)).toMatchObject({
      kind: 'reopened',
      reference: other.ticket.reference,
    });
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ status: 'reopened', rounds: 2 });
    expect((await saySolved(core.deps, say)).kind).toBe('already');
    const { expecting } = await core.db.person.findUniqueOrThrow({ where: { id: other.person.id } });
    expect(expecting).toMatchObject({ what: 'not_solved', ticketId: other.ticket.id });
  });

  test('one of the group says that it is solved: that is kept with their ticket, and the lead waits for its own resident', async () => {
    const { lead, other } = await group();
    await answered(lead.ticket.id);
    const { version } = await ticketOf(other.ticket.id);
    const say = { ticketId: other.ticket.id, version, personId: other.person.id, solved: true };
    expect(await saySolved(core.deps, say)).toMatchObject({ kind: 'closed' });
    expect(await saySolved(core.deps, say)).toMatchObject({ kind: 'already' });
    expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'merged', outcome: 'solved' });
    expect(await ticketOf(lead.ticket.id)).toMatchObject({ status: 'answered' });
  });

  test('words that sound like a verdict are about the merged ticket, without a reply', async () => {
    const { lead, other } = await group();
    await answered(lead.ticket.id);
    const incoming = core.message(other.person, '还是没修好');
    const person = await core.db.person.findUniqueOrThrow({ where: { id: other.person.id } });
    expect(await aboutOf(core.deps, person, incoming)).toMatchObject({
      about: { complaintId: other.complaintId },
    });
  });

  test('what the group said of one answer is not taken for its word on the next', async () => {
    const { lead, other } = await group();
    await answered(lead.ticket.id);
    const { version } = await ticketOf(other.ticket.id);
    await saySolved(core.deps, {
      ticketId: other.ticket.id,
      version,
      personId: other.person.id,
      solved: true,
    });
    const now = await ticketOf(lead.ticket.id);
    await saySolved(core.deps, {
      ...{ ticketId: lead.ticket.id, version: now.version, personId: lead.person.id, solved: false },
    });
    expect(await ticketOf(other.ticket.id)).toMatchObject({ status: 'merged', outcome: null });
  });
});

test('what is added to a merged complaint joins it, and its words and photos reach whoever has the lead', async () => {
  const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
  await dispatched(lead.ticket.id);
  await merge(other.ticket.id, lead.ticket.id);
  const at = { ticketId: lead.ticket.id, complaintId: lead.complaintId };
  const card = await core.db.card.create({
    data: {
      ...{ kind: 'department', round: 1, chatId: -100n, telegramMessageId: 5, state: 'shown', shown: 1 },
      ...{ ...at, dueAt: core.deps.now(), createdAt: core.deps.now() },
    },
  });
  core.pass(60_000);
  const media = [{ kind: 'photo' as const, fileId: 'f', uniqueId: 'u', mime: null, size: null }];
  const incoming = core.message(other.person, null, { media });
  const received = await receive(core.deps, { person: other.person, incoming });
  expect(received).toMatchObject({ kind: 'joined', complaintId: other.complaintId });
  const [photos] = await core.db.card.findMany({ where: { kind: 'department_media' } });
  expect(photos).toMatchObject({ ticketId: lead.ticket.id, complaintId: other.complaintId, chatId: -100n });
  const touched = await core.db.card.findUniqueOrThrow({ where: { id: card.id } });
  expect(touched.wanted).toBeGreaterThan(card.wanted);
});

test('no resident’s card holds a word of another’s', async () => {
  const [lead, other] = [await core.inReview(told), await core.inReview(alike)];
  await dispatched(lead.ticket.id);
  await merge(other.ticket.id, lead.ticket.id);
  const card = JSON.stringify(await residentView(core.deps, { complaintId: other.complaintId }));
  for (const secret of [lead.ticket.reference, lead.ticket.title, '漆黑', `"${lead.ticket.place}"`])
    expect(card).not.toContain(secret);
  expect(card).toContain('"others":1');
});

test('what cannot be read for its neighbours reaches the reviewers all the same', async () => {
  const { ticket } = await core.inReview(told);
  const reported: unknown[] = [];
  const unreadable = { categories: null } as never;
  await makeFindable({ tx: core.db, deps: { report: (error) => reported.push(error) } }, unreadable, {
    id: ticket.id,
  });
  expect(reported).toHaveLength(1);
  expect(await core.db.trait.count()).toBe(0);
  expect(await ticketOf(ticket.id)).toMatchObject({ findable: true });
});
