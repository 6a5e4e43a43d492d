import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { residentView } from '../../core/cards/resident-view.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { wordView } from '../../core/cards/word-view.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { saySolved } from '../../core/follow/say-solved.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { sweep } from '../../core/sweep.ts';
import { type Core, openCore } from '../support/core.ts';

const hour = 3_600_000;
const day = 24 * hour;
const department = 'urban-management';

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const by = { kind: 'department', departmentCode: department, personId: null } as const;
const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });
const give = (ticketId: number, text = '已更换灯泡。') =>
  answerTicket(core.deps, { ticketId, by, text, media: [] });

async function dispatched(urgency: 'normal' | 'emergency' = 'normal') {
  const seen = await core.inReview('小区南门的路灯坏了三天了');
  const { id } = seen.ticket;
  const categoryCode = 'public-facilities';
  await core.db.ticket.update({
    where: { id },
    data: {
      ...{ status: 'dispatched', departmentCode: department, categoryCode, urgency, rounds: 1 },
      dueAt: core.deps.now(),
    },
  });
  await core.db.delivery.create({
    data: { ticketId: id, round: 1, departmentCode: department, state: 'delivered', dueAt: core.deps.now() },
  });
  return { ...seen, id };
}

/** Answered, and the resident has been shown the answer. */
async function answered() {
  const seen = await dispatched();
  await give(seen.id);
  await core.db.card.updateMany({
    where: { ticketId: seen.id, kind: 'word' },
    data: { state: 'shown', shown: 1 },
  });
  const say = async (solved: boolean) => {
    const { version } = await ticketOf(seen.id);
    return saySolved(core.deps, { ticketId: seen.id, version, personId: seen.person.id, solved });
  };
  return { ...seen, say };
}

/** Brought to its department once more, and answered there. */
async function answeredAgain(id: number) {
  await core.db.ticket.update({ where: { id }, data: { status: 'dispatched' } });
  await give(id, '线路已重新铺设，灯已更换。');
}

describe('an answer rings the resident’s phone', () => {
  const wordOf = (ticketId: number) => core.db.card.findFirstOrThrow({ where: { ticketId, kind: 'word' } });

  test('at once by day', async () => {
    const { id } = await dispatched();
    await give(id);
    expect((await wordOf(id)).dueAt).toEqual(core.deps.now());
    expect((await ticketOf(id)).askedAt).toEqual(core.deps.now());
  });

  test('in the morning, if it is given at night', async () => {
    const { id } = await dispatched();
    // Eleven at night in the town.
    core.pass(new Date('2026-11-24T15:00:00Z').getTime() - core.deps.now().getTime());
    await give(id);
    const morning = new Date('2026-11-25T00:00:00Z');
    expect((await wordOf(id)).dueAt).toEqual(morning);
    expect((await ticketOf(id)).askedAt).toEqual(morning);
    expect(core.rings.filter(({ at }) => at === 'notify').at(-1)).toMatchObject({ delay: 9 * hour });
  });

  test('at once also at night, where life was in danger', async () => {
    const { id } = await dispatched('emergency');
    core.pass(new Date('2026-11-24T15:00:00Z').getTime() - core.deps.now().getTime());
    await give(id);
    expect(await wordOf(id)).toMatchObject({ dueAt: core.deps.now(), urgent: true });
  });
});

describe('silence after an answer', () => {
  test('of a week closes the ticket as not heard of, and not as solved; nobody’s phone rings', async () => {
    const { id, complaintId } = await answered();
    core.pass(7 * day - hour);
    await sweep(core.deps);
    expect((await ticketOf(id)).status).toBe('answered');
    const words = () => core.db.card.count({ where: { kind: 'word' } });
    const before = await words();
    core.pass(2 * hour);
    await sweep(core.deps);
    expect(await ticketOf(id)).toMatchObject({
      status: 'closed',
      outcome: 'no_answer',
      closedAt: core.deps.now(),
    });
    expect(await words()).toBe(before);
    expect((await residentView(core.deps, { complaintId })).tickets[0]).toMatchObject({
      ending: 'no_answer',
    });
    const event = await core.db.event.findFirstOrThrow({ where: { ticketId: id }, orderBy: { id: 'desc' } });
    expect(event).toMatchObject({ type: 'closed', actorKind: 'system' });
  });

  test('is counted from the morning on which they were asked', async () => {
    const { id } = await dispatched();
    core.pass(new Date('2026-11-24T15:00:00Z').getTime() - core.deps.now().getTime());
    await give(id);
    await core.db.card.updateMany({
      where: { ticketId: id, kind: 'word' },
      data: { state: 'shown', shown: 1 },
    });
    core.pass(7 * day + hour);
    await sweep(core.deps);
    expect((await ticketOf(id)).status).toBe('answered');
  });

  test('is counted from the day that the answer promises', async () => {
    const { id } = await dispatched();
    await give(id, '灯泡已订货，12月5日前换好。');
    const word = { ticketId: id, kind: 'word' } as const;
    expect(await core.db.card.findFirstOrThrow({ where: word })).toMatchObject({ dueAt: core.deps.now() });
    await core.db.card.updateMany({ where: word, data: { state: 'shown', shown: 1 } });
    core.pass(17 * day);
    await sweep(core.deps);
    expect((await ticketOf(id)).status).toBe('answered');
    core.pass(2 * day);
    await sweep(core.deps);
    expect((await ticketOf(id)).status).toBe('closed');
  });

  test('is none while the answer has not been shown, or they have written about it', async () => {
    const unseen = await dispatched();
    await give(unseen.id);
    const { id, complaintId, person } = await answered();
    core.pass(6 * day);
    const said = { complaintId, authorId: person.id, purpose: 'addition', text: '还是黑的' } as const;
    await core.db.message.create({ data: { ...said, sentAt: core.deps.now() } });
    core.pass(2 * day);
    await sweep(core.deps);
    expect((await ticketOf(unseen.id)).status).toBe('answered');
    expect((await ticketOf(id)).status).toBe('answered');
  });

  test('can be broken for a month: "not solved" takes it up again', async () => {
    const { id, say } = await answered();
    core.pass(7 * day + hour);
    await sweep(core.deps);
    const subject = (await core.db.card.findFirstOrThrow({ where: { ticketId: id, kind: 'word' } })).subject;
    const word = await wordView(core.deps, {
      complaintId: (await ticketOf(id)).complaintId,
      ticketId: id,
      subject,
    });
    expect(word).toMatchObject({ verdict: 'unheard' });
    core.pass(29 * day);
    expect(await say(false)).toMatchObject({ kind: 'reopened', escalated: false });
    expect(await ticketOf(id)).toMatchObject({
      status: 'reopened',
      outcome: null,
      closedAt: null,
      reopenings: 1,
    });
  });

  test('is too long after a month more', async () => {
    const { id, say } = await answered();
    core.pass(7 * day + hour);
    await sweep(core.deps);
    core.pass(31 * day);
    expect(await say(false)).toMatchObject({ kind: 'too-late' });
    expect(await say(true)).toEqual({ kind: 'already' });
    expect(await ticketOf(id)).toMatchObject({ status: 'closed', outcome: 'no_answer' });
  });
});

describe('"not solved"', () => {
  test('goes back to the department the first time', async () => {
    const { id, say } = await answered();
    expect(await say(false)).toMatchObject({ kind: 'reopened', escalated: false });
    expect(await ticketOf(id)).toMatchObject({ status: 'reopened', rounds: 2, reopenings: 1 });
    expect(await core.db.delivery.count({ where: { ticketId: id, round: 2 } })).toBe(1);
  });

  async function twice() {
    const seen = await answered();
    await seen.say(false);
    await answeredAgain(seen.id);
    const outcome = await seen.say(false);
    return { ...seen, outcome };
  }

  test('brings it to the supervisors the second time, with all that was said, and not straight back', async () => {
    const { id, outcome, complaintId } = await twice();
    expect(outcome).toMatchObject({ kind: 'reopened', escalated: true });
    expect(await ticketOf(id)).toMatchObject({ status: 'returned', rounds: 2, reopenings: 2, hops: 0 });
    expect(await core.db.delivery.count({ where: { ticketId: id, state: 'due', round: { gt: 2 } } })).toBe(0);
    expect(await core.db.card.count({ where: { ticketId: id, kind: 'review', round: 2 } })).toBe(1);
    expect((await residentView(core.deps, { complaintId })).tickets[0]).toMatchObject({ escalated: true });
    const words = await core.db.card.findMany({
      where: { ticketId: id, kind: 'word' },
      orderBy: { id: 'asc' },
    });
    const verdicts = [];
    for (const { subject } of words)
      verdicts.push(await wordView(core.deps, { complaintId, ticketId: id, subject }));
    expect(verdicts).toMatchObject([{ verdict: 'not_solved' }, { verdict: 'escalated' }]);
    const card = await departmentView(core.deps, { ticketId: id, round: 2, language: 'zh' });
    expect(card.over).toBe('escalated');
  });

  test('is then a supervisor’s to decide: the same department or another, without a ruling', async () => {
    const { id } = await twice();
    await core.db.ticket.update({ where: { id }, data: { status: 'in_review' } });
    const [wang, liu] = [await core.newStaff('王强', 'reviewer'), await core.newStaff('刘洋', 'supervisor')];
    const view = await reviewView(core.deps, { ticketId: id, round: 2, language: 'zh' });
    expect(view.question).toMatchObject({
      because: 'not_solved',
      claims: [],
      parties: [{ category: { code: 'public-facilities' } }],
    });
    expect(view.thread.filter(({ purpose }) => purpose === 'answer')).toHaveLength(2);
    expect(view.returned).toBeNull();
    const decide = async (person: { id: number }) =>
      confirmTicket(core.deps, {
        ...{ ticketId: id, version: (await ticketOf(id)).version, by: person.id },
        categoryCode: 'utilities',
      });
    expect(await decide(wang)).toEqual({ kind: 'for-supervisors', admins: false });
    expect(await decide(liu)).toMatchObject({ kind: 'confirmed', departmentCode: 'public-utilities' });
    expect(await core.db.review.findFirstOrThrow({ where: { ticketId: id } })).toMatchObject({
      ruling: false,
    });
  });

  test('twice at once is said once', async () => {
    const { id, person } = await answered();
    const { version } = await ticketOf(id);
    const say = () => saySolved(core.deps, { ticketId: id, version, personId: person.id, solved: false });
    const outcomes = await Promise.all([say(), say(), say()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'reopened']);
    expect(await ticketOf(id)).toMatchObject({ reopenings: 1, rounds: 2 });
  });
});

describe('a day that an answer promises', () => {
  test('is kept with the ticket, told by an event, and stands on its cards', async () => {
    const { id, complaintId } = await dispatched();
    await give(id, '灯泡已订货，12月2日前换好。');
    const end = new Date('2026-12-02T15:59:59.999Z');
    expect(await ticketOf(id)).toMatchObject({ promisedFor: end });
    const event = await core.db.event.findFirstOrThrow({ where: { ticketId: id, type: 'promised' } });
    expect(event).toMatchObject({ departmentCode: department, data: { for: end.toISOString() } });
    expect((await residentView(core.deps, { complaintId })).tickets[0]).toMatchObject({ promisedFor: end });
  });

  test('stands until another is promised', async () => {
    const { id, say } = await answered();
    await say(false);
    await core.db.ticket.update({ where: { id }, data: { status: 'dispatched' } });
    await give(id, '灯泡已订货，12月2日前换好。');
    await core.db.ticket.update({ where: { id }, data: { status: 'dispatched' } });
    await give(id, '灯泡已换好。');
    expect((await ticketOf(id)).promisedFor).toEqual(new Date('2026-12-02T15:59:59.999Z'));
  });
});
