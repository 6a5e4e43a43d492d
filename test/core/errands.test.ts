import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { residentView } from '../../core/cards/resident-view.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { withdraw } from '../../core/complaints/withdraw.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { saySolved } from '../../core/follow/say-solved.ts';
import { forget } from '../../core/people/forget.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { passOnThanks } from '../../core/review/pass-on-thanks.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import { endingOf } from '../../core/tickets/errand.ts';
import { type Core, openCore } from '../support/core.ts';
import { defaultCatalog } from '../support/default-catalog.ts';

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });

describe('what is missing', () => {
  it.each([
    ['公园里的长椅坏了', ['place', 'photo']],
    // Of a bench that does not stand there yet nobody has a photo.
    ['建议加几张长椅', ['place']],
    ['请问公园几点开门', []],
    ['电费账单算错了，多收了我两百块', []],
  ])('is asked for by what was sent: %s', async (text, missing) => {
    const { ticket, complaintId } = await core.inReview(text);
    expect(ticket.missing).toEqual(missing);
    expect(await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } })).toMatchObject({
      asked: missing,
    });
  });
});

describe('thanks that are passed on', () => {
  async function passedOn() {
    const seen = await core.inReview('谢谢你们，路灯修好了');
    const wang = await core.newStaff('王强', 'reviewer');
    const decision = { ticketId: seen.ticket.id, version: seen.ticket.version, by: wang.id };
    const outcome = await passOnThanks(core.deps, { ...decision, categoryCode: 'public-facilities' });
    return { ...seen, wang, outcome };
  }

  it('are over at once, with the department of the category, by an event of their own', async () => {
    const { outcome, ticket, complaintId } = await passedOn();
    expect(outcome).toMatchObject({ kind: 'passed-on', departmentCode: 'urban-management' });
    const now = await ticketOf(ticket.id);
    expect(endingOf(now)).toBe('passed_on');
    const events = await core.db.event.findMany({ where: { complaintId }, orderBy: { id: 'desc' } });
    expect(events[0]).toMatchObject({ type: 'passed_on', data: { category: 'public-facilities' } });
    expect(await core.db.delivery.count({ where: { ticketId: ticket.id } })).toBe(1);
  });

  it('are nobody’s to answer, to call solved or to withdraw', async () => {
    const { ticket, person, complaintId } = await passedOn();
    const member = await core.newStaff('周岚', 'department_member', 'urban-management');
    const by = { kind: 'department', departmentCode: 'urban-management', personId: member.id } as const;
    expect(
      await answerTicket(core.deps, { ticketId: ticket.id, by, text: '不客气', media: [] }),
    ).toMatchObject({
      kind: 'already',
    });
    for (const solved of [true, false]) {
      const { version } = await ticketOf(ticket.id);
      const said = await saySolved(core.deps, { ticketId: ticket.id, version, personId: person.id, solved });
      expect(said).toEqual({ kind: 'already' });
    }
    expect(await withdraw(core.deps, { complaintId, personId: person.id })).toMatchObject({
      kind: 'already',
    });
    expect(endingOf(await ticketOf(ticket.id))).toBe('passed_on');
  });

  it('can be taken back within the minute, and not later', async () => {
    const { ticket, wang } = await passedOn();
    core.pass(61_000);
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: wang.id })).toEqual({ kind: 'too-late' });
    core.pass(-30_000);
    expect(await takeBack(core.deps, { ticketId: ticket.id, by: wang.id })).toMatchObject({
      kind: 'taken-back',
    });
    expect(await core.db.delivery.findMany()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('are passed on by reviewers only, to a category that there is', async () => {
    const { ticket } = await core.inReview('谢谢你们，路灯修好了');
    const [wang, zhou] = [await core.newStaff('王强', 'reviewer'), await core.newPerson('周岚')];
    const at = { ticketId: ticket.id, version: ticket.version };
    const to = (by: number, categoryCode: string) => passOnThanks(core.deps, { ...at, by, categoryCode });
    expect(await to(zhou.id, 'public-facilities')).toEqual({ kind: 'not-allowed' });
    expect(await to(wang.id, 'no-such')).toEqual({ kind: 'no-such-category' });
    expect((await ticketOf(ticket.id)).status).toBe('in_review');
  });
});

describe('a matter of somebody else’s', () => {
  async function told(elsewhere: string) {
    const seen = await core.inReview('判决下来一年了，执行局不管');
    const wang = await core.newStaff('王强', 'reviewer');
    const decision = { ticketId: seen.ticket.id, version: seen.ticket.version, by: wang.id };
    return { ...seen, outcome: await rejectTicket(core.deps, { ...decision, reason: { elsewhere } }) };
  }

  it('is told as the catalogue put it when a person said so', async () => {
    const { complaintId } = await told('court');
    await importCatalog(core.deps, { catalog: { ...(await defaultCatalog()), elsewhere: [] } });
    const { tickets } = await residentView(core.deps, { complaintId });
    expect(tickets[0]!.rejection).toMatchObject({
      others: { reach: { zh: expect.stringContaining('12368') } },
    });
  });

  it('that the catalogue does not name ends nothing', async () => {
    const { outcome, ticket } = await told('the-king');
    expect(outcome).toEqual({ kind: 'no-such-others' });
    expect((await ticketOf(ticket.id)).status).toBe('in_review');
  });

  it('stays a reviewer’s own words where they only begin alike', async () => {
    const { ticket } = await core.inReview('判决下来一年了，执行局不管');
    const wang = await core.newStaff('王强', 'reviewer');
    const at = { ticketId: ticket.id, version: ticket.version, by: wang.id };
    await rejectTicket(core.deps, { ...at, reason: { text: '@elsewhere {' } });
    const view = await reviewView(core.deps, { ticketId: ticket.id, round: 0, language: 'zh' });
    expect(view.decision!.rejection).toEqual({ text: '@elsewhere {' });
  });
});

describe('a question', () => {
  async function withDepartment(text: string) {
    const seen = await core.inReview(text);
    const wang = await core.newStaff('王强', 'reviewer');
    await confirmTicket(core.deps, {
      ticketId: seen.ticket.id,
      version: seen.ticket.version,
      by: wang.id,
      categoryCode: 'other',
    });
    await core.db.ticket.update({ where: { id: seen.ticket.id }, data: { status: 'dispatched' } });
    const member = await core.newStaff('周岚', 'department_member', 'resident-services');
    const by = { kind: 'department', departmentCode: 'resident-services', personId: member.id } as const;
    const answer = (words = '带身份证') =>
      answerTicket(core.deps, { ticketId: seen.ticket.id, by, text: words, media: [] });
    return { ...seen, answer };
  }

  it('is over with the answer; a job waits for the resident’s word', async () => {
    const question = await withDepartment('请问居住证在哪里办理？');
    await question.answer();
    expect(endingOf(await ticketOf(question.ticket.id))).toBe('explained');
    const job = await withDepartment('门牌号掉了没人换');
    await job.answer();
    expect((await ticketOf(job.ticket.id)).status).toBe('answered');
  });

  it('that was explained is not solved by a tap, and is reopened by one', async () => {
    const { answer, ticket, person } = await withDepartment('请问居住证在哪里办理？');
    await answer();
    const { version } = await ticketOf(ticket.id);
    const say = (solved: boolean) =>
      saySolved(core.deps, { ticketId: ticket.id, version, personId: person.id, solved });
    expect(await say(true)).toEqual({ kind: 'already' });
    expect(await say(false)).toMatchObject({ kind: 'reopened', errand: 'question' });
    expect(await ticketOf(ticket.id)).toMatchObject({ status: 'reopened', closedAt: null });
  });

  it('of somebody who was erased since ends as erased', async () => {
    const { answer, ticket, person } = await withDepartment('请问居住证在哪里办理？');
    await forget(core.deps, { personId: person.id });
    await answer();
    expect(endingOf(await ticketOf(ticket.id))).toBe('erased');
  });

  it('in an emergency is a job', async () => {
    const { answer, ticket } = await withDepartment('请问家里煤气味很重，闻着头晕怎么办？');
    await answer('已到场关阀通风');
    expect((await ticketOf(ticket.id)).status).toBe('answered');
  });
});
