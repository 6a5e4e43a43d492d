import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOf } from '../../core/clocks/reckon.ts';
import { spanOf } from '../../core/clocks/span.ts';
import { calendarOf } from '../../core/clocks/written-calendar.ts';
import { withdraw } from '../../core/complaints/withdraw.ts';
import { revokeRoles } from '../../core/people/roles.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { splitTicket } from '../../core/review/split-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import { type Core, openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

describe('a review', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  const lamp = '小区门口的路灯坏了三天了，晚上老人摔倒';

  it('of two reviewers at once, one decides, and the other is told who was first and what they decided', async () => {
    const { ticket } = await core.inReview(lamp);
    const [wang, chen] = [await core.newStaff('王强', 'reviewer'), await core.newStaff('陈静', 'reviewer')];
    const at = { ticketId: ticket.id, version: ticket.version };
    const outcomes = await Promise.all([
      confirmTicket(core.deps, { ...at, by: wang.id, categoryCode: 'public-facilities' }),
      rejectTicket(core.deps, { ...at, by: chen.id, reason: 'unclear' }),
    ]);
    const first = outcomes.find(({ kind }) => kind !== 'already');
    const second = outcomes.find(({ kind }) => kind === 'already');
    expect(['confirmed', 'rejected']).toContain(first?.kind);
    expect(second).toMatchObject({
      by: first?.kind === 'confirmed' ? '王强' : '陈静',
      review: { undoneAt: null },
    });
    expect(await core.db.review.count()).toBe(1);
  });

  it('writes one delivery to the department that the catalogue names, and the deadline from when the resident wrote', async () => {
    const { ticket, complaintId } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const at = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    core.pass(3_600_000);
    await confirmTicket(core.deps, { ...at, categoryCode: 'utilities' });
    expect(await core.db.delivery.findMany()).toMatchObject([
      { ticketId: ticket.id, round: 1, departmentCode: 'public-utilities', state: 'due' },
    ]);
    const { writtenAt } = await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } });
    const { dueAt, urgency } = await core.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    const span = { normal: '3 working days', urgent: '1 working day', emergency: '2 h' }[urgency];
    const { calendar } = await defaultCatalog();
    expect(dueAt).toEqual(endOf(calendarOf(calendar, 'Asia/Shanghai'), writtenAt, spanOf(span)));
  });

  it('counts as a correction where it differs from the suggestion, and the suggestion stays as it was', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const suggested = await core.db.suggestion.findFirstOrThrow();
    await confirmTicket(core.deps, {
      ticketId: ticket.id,
      version: ticket.version,
      by: wang.id,
      categoryCode: 'health',
    });
    expect(await core.db.review.findFirstOrThrow()).toMatchObject({
      verdict: 'corrected',
      suggestionId: suggested.id,
    });
    expect(await core.db.suggestion.findFirstOrThrow()).toEqual(suggested);
  });

  it('needs the role at the moment of the tap, not when the card was shown', async () => {
    const { ticket } = await core.inReview(lamp);
    const [wang, admin] = [await core.newStaff('王强', 'reviewer'), await core.newStaff('周岚', 'admin')];
    await revokeRoles(core.deps, { personId: wang.id, by: admin.id });
    const at = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    expect(await confirmTicket(core.deps, { ...at, categoryCode: 'health' })).toEqual({
      kind: 'not-allowed',
    });
    expect(await rejectTicket(core.deps, { ...at, reason: 'unclear' })).toEqual({ kind: 'not-allowed' });
    expect(await splitTicket(core.deps, { ...at, text: '还有垃圾没人收' })).toEqual({ kind: 'not-allowed' });
    expect(await core.db.review.count()).toBe(0);
  });

  it('is refused on a draft that changed since the card was shown', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const at = { ticketId: ticket.id, version: ticket.version - 1, by: wang.id };
    expect(await confirmTicket(core.deps, { ...at, categoryCode: 'health' })).toEqual({ kind: 'stale' });
  });

  it('is refused for a category that the catalogue does not have', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const at = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    expect(await confirmTicket(core.deps, { ...at, categoryCode: 'space' })).toEqual({
      kind: 'no-such-category',
    });
  });

  it('can be taken back within the minute by whoever made it, and then nothing goes out', async () => {
    const { ticket } = await core.inReview(lamp);
    const [wang, chen] = [await core.newStaff('王强', 'reviewer'), await core.newStaff('陈静', 'reviewer')];
    await confirmTicket(core.deps, {
      ticketId: ticket.id,
      version: ticket.version,
      by: wang.id,
      categoryCode: 'health',
    });
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: chen.id })).toEqual({ kind: 'not-allowed' });
    core.pass(59_000);
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: wang.id })).toMatchObject({
      kind: 'taken-back',
    });
    expect(await core.db.delivery.findMany()).toMatchObject([{ state: 'cancelled' }]);
    expect(await core.db.review.findFirstOrThrow()).toMatchObject({ undoneAt: core.deps.now() });
  });

  it('can no longer be taken back after a minute, or once the department has begun', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    await confirmTicket(core.deps, {
      ticketId: ticket.id,
      version: ticket.version,
      by: wang.id,
      categoryCode: 'health',
    });
    await core.db.ticket.update({ where: { id: ticket.id }, data: { status: 'accepted' } });
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: wang.id })).toEqual({ kind: 'too-late' });
    await core.db.ticket.update({ where: { id: ticket.id }, data: { status: 'confirmed' } });
    core.pass(61_000);
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: wang.id })).toEqual({ kind: 'too-late' });
  });

  it('confirmed again after it was taken back goes out once, as a new round', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const by = wang.id;
    await confirmTicket(core.deps, {
      ticketId: ticket.id,
      version: ticket.version,
      by,
      categoryCode: 'health',
    });
    const back = await takeBack(core.deps, { ticketId: ticket.id, by });
    if (back.kind !== 'taken-back') throw new Error(back.kind);
    await confirmTicket(core.deps, {
      ticketId: ticket.id,
      version: back.ticket.version,
      by,
      categoryCode: 'utilities',
    });
    const deliveries = await core.db.delivery.findMany({ orderBy: { id: 'asc' } });
    expect(deliveries.map(({ round, state, departmentCode }) => [round, state, departmentCode])).toEqual([
      [1, 'cancelled', 'health'],
      [2, 'due', 'public-utilities'],
    ]);
  });

  it('splits a further problem off as a ticket of its own, under the next number', async () => {
    const { ticket } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    const split = await splitTicket(core.deps, {
      ticketId: ticket.id,
      by: wang.id,
      text: '垃圾桶满了没人清运',
    });
    expect(split).toEqual({ kind: 'split', reference: `${ticket.reference}-2` });
    expect(await core.db.ticket.findMany({ orderBy: { ordinal: 'asc' } })).toMatchObject([
      { ordinal: 1, title: ticket.title },
      { ordinal: 2, status: 'drafted', description: '垃圾桶满了没人清运' },
    ]);
  });

  it('that comes after the resident has withdrawn is told so', async () => {
    const { ticket, person, complaintId } = await core.inReview(lamp);
    const wang = await core.newStaff('王强', 'reviewer');
    expect(await withdraw(core.deps, { complaintId, personId: person.id })).toMatchObject({
      kind: 'withdrawn',
    });
    const at = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    expect(await confirmTicket(core.deps, { ...at, categoryCode: 'health' })).toMatchObject({
      kind: 'already',
      ticket: { status: 'withdrawn' },
    });
    expect(await core.db.delivery.count()).toBe(0);
  });
});
