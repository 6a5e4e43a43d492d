import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { residentView } from '../../core/cards/resident-view.ts';
import { answerTicket, sendAnyway } from '../../core/dispatch/answer-ticket.ts';
import { joinAnswer } from '../../core/dispatch/join-answer.ts';
import { returnTicket } from '../../core/dispatch/return-ticket.ts';
import { saySolved } from '../../core/follow/say-solved.ts';
import { forget } from '../../core/people/forget.ts';
import { type Core, openCore } from '../support/core.ts';

const department = 'urban-management';
const template = '您好，您反映的问题已转相关部门处理，感谢支持。';
const better = '已更换灯头和线路，今晚恢复照明。';

let core: Core;
let messageId = 0;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

/** A complaint with its department. */
async function dispatched(text = '小区南门的路灯坏了三天了，晚上漆黑一片') {
  const seen = await core.inReview(text);
  await core.db.ticket.update({
    where: { id: seen.ticket.id },
    data: {
      status: 'dispatched',
      departmentCode: department,
      categoryCode: 'public-facilities',
      rounds: 1,
      dueAt: core.deps.now(),
    },
  });
  const member = await core.newStaff('吴刚', 'department_member', department);
  const by = { kind: 'department', departmentCode: department, personId: member.id } as const;
  return { ...seen, id: seen.ticket.id, member, by };
}

const source = () => ({ chatId: -100n, telegramMessageId: ++messageId, mediaGroupId: null });
const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });
const wordsTo = (ticketId: number) => core.db.card.count({ where: { ticketId, kind: 'word' } });
const eventsOf = async (ticketId: number, type: string) =>
  core.db.event.findMany({ where: { ticketId, type }, orderBy: { id: 'asc' } });

describe('an answer that does not meet the complaint', () => {
  test('goes nowhere: the ticket stays where it is, and the resident hears nothing of it', async () => {
    const { id, by, complaintId } = await dispatched();
    const outcome = await answerTicket(core.deps, {
      ticketId: id,
      by,
      text: template,
      media: [],
      source: source(),
    });
    expect(outcome).toMatchObject({ kind: 'stopped', shortcoming: { why: 'template' } });
    expect(await ticketOf(id)).toMatchObject({ status: 'dispatched', askedAt: null });
    expect(await wordsTo(id)).toBe(0);
    expect((await residentView(core.deps, { complaintId })).tickets[0]).toMatchObject({ answer: null });
    const card = await departmentView(core.deps, { ticketId: id, round: 1, language: 'zh' });
    expect(card.thread.map(({ purpose }) => purpose)).toEqual(['report']);
    expect(await eventsOf(id, 'answer_stopped')).toMatchObject([
      { actorId: by.personId, data: { why: 'template' } },
    ]);
  });

  test('is followed by a better one, which is taken as any', async () => {
    const { id, by } = await dispatched();
    await answerTicket(core.deps, { ticketId: id, by, text: template, media: [], source: source() });
    const outcome = await answerTicket(core.deps, {
      ticketId: id,
      by,
      text: better,
      media: [],
      source: source(),
    });
    expect(outcome).toMatchObject({ kind: 'taken', ticket: { status: 'answered' } });
    expect((await eventsOf(id, 'answered'))[0]!.data).toEqual({});
  });

  test('names the resident’s words that it leaves open', async () => {
    const { id, by } = await dispatched('楼道的灯不亮，楼梯扶手也松了');
    const text = '楼道灯已经换了新的。';
    const outcome = await answerTicket(core.deps, { ticketId: id, by, text, media: [], source: source() });
    expect(outcome).toMatchObject({ shortcoming: { why: 'incomplete', missing: ['楼梯扶手也松了'] } });
  });

  test('is kept once, though it comes twice, with the further photos of its album', async () => {
    const { id, by, member } = await dispatched();
    const from = { ...source(), mediaGroupId: 'album' };
    const once = { ticketId: id, by, text: template, media: [], source: from };
    const [first, second] = [await answerTicket(core.deps, once), await answerTicket(core.deps, once)];
    expect(second).toEqual(first);
    expect(await eventsOf(id, 'answer_stopped')).toHaveLength(1);
    const photo = { kind: 'photo', fileId: 'second', uniqueId: 'second', mime: null, size: null } as const;
    const next = { ...from, telegramMessageId: ++messageId };
    const more = { ticketId: id, personId: member.id, text: null, media: [photo], source: next };
    expect(await joinAnswer(core.deps, more)).toBe(true);
    const kept = await core.db.message.findMany({ where: { ticketId: id }, include: { media: true } });
    expect(kept).toMatchObject([{ purpose: 'stopped_answer', media: [{ fileId: 'second' }] }]);
  });

  test('is told nothing but why it is too late, where it is too late', async () => {
    const { id, by } = await dispatched();
    await returnTicket(core.deps, {
      ticketId: id,
      by,
      reason: '物业的灯',
      dutyCode: null,
      departmentCode: null,
    });
    const outcome = await answerTicket(core.deps, {
      ticketId: id,
      by,
      text: template,
      media: [],
      source: source(),
    });
    expect(outcome).toMatchObject({ kind: 'already' });
    expect(await eventsOf(id, 'answer_stopped')).toEqual([]);
  });
});

describe('a person sends a stopped answer all the same', () => {
  async function stopped() {
    const seen = await dispatched();
    const outcome = await answerTicket(core.deps, {
      ...{ ticketId: seen.id, by: seen.by, text: template, media: [] },
      source: source(),
    });
    if (outcome.kind !== 'stopped') throw new Error(outcome.kind);
    return { ...seen, messageId: outcome.messageId! };
  }

  test('under their name, and the resident reads it as it is', async () => {
    const { id, by, messageId, complaintId } = await stopped();
    core.pass(60_000);
    expect(await sendAnyway(core.deps, { ticketId: id, by, messageId })).toMatchObject({ kind: 'taken' });
    expect(await ticketOf(id)).toMatchObject({ status: 'answered' });
    expect((await residentView(core.deps, { complaintId })).tickets[0]!.answer).toEqual({ text: template });
    expect(await eventsOf(id, 'answered')).toMatchObject([
      { actorId: by.personId, messageId, data: { overruled: 'template' } },
    ]);
    expect(await wordsTo(id)).toBe(1);
  });

  test('once, however often they tap', async () => {
    const { id, by, messageId } = await stopped();
    const tap = () => sendAnyway(core.deps, { ticketId: id, by, messageId });
    const outcomes = await Promise.all([tap(), tap()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'taken']);
    expect(await wordsTo(id)).toBe(1);
  });

  test('only of that department, and not in place of what was answered since', async () => {
    const { id, by, messageId, person } = await stopped();
    const stranger = await core.newStaff('何涛', 'department_member', 'water');
    const theirs = { kind: 'department', departmentCode: 'water', personId: stranger.id } as const;
    expect(await sendAnyway(core.deps, { ticketId: id, by: theirs, messageId })).toEqual({
      kind: 'not-theirs',
    });
    await answerTicket(core.deps, { ticketId: id, by, text: better, media: [], source: source() });
    expect(await sendAnyway(core.deps, { ticketId: id, by, messageId })).toMatchObject({ kind: 'already' });
    const { version } = await ticketOf(id);
    await saySolved(core.deps, { ticketId: id, version, personId: person.id, solved: false });
    await core.db.ticket.update({ where: { id }, data: { status: 'dispatched' } });
    expect(await sendAnyway(core.deps, { ticketId: id, by, messageId })).toEqual({ kind: 'gone' });
  });

  test('as a system does by a field of its call', async () => {
    const { id } = await dispatched();
    const by = { kind: 'department', departmentCode: department, personId: null } as const;
    const call = { ticketId: id, by, text: template, media: [], call: 'a' };
    expect(await answerTicket(core.deps, call)).toMatchObject({ kind: 'stopped', messageId: null });
    expect(await answerTicket(core.deps, { ...call, anyway: true })).toMatchObject({ kind: 'taken' });
    expect((await eventsOf(id, 'answered'))[0]!.data).toEqual({ overruled: 'template', call: 'a' });
  });
});

describe('nothing is held back of', () => {
  test('photos without a word', async () => {
    const { id, by } = await dispatched();
    const photo = { kind: 'photo', fileId: 'after', uniqueId: 'after', mime: null, size: null } as const;
    const outcome = await answerTicket(core.deps, {
      ticketId: id,
      by,
      text: null,
      media: [photo],
      source: source(),
    });
    expect(outcome).toMatchObject({ kind: 'taken' });
  });

  test('an answer in the other language, or one that says no', async () => {
    const { id, by } = await dispatched('The street lamp at the south gate has been out for three days');
    const text = '该路灯属物业管理，已通知物业更换灯泡。';
    expect(await answerTicket(core.deps, { ticketId: id, by, text, media: [] })).toMatchObject({
      kind: 'taken',
    });
  });

  test('the last word on what a resident left behind who was erased', async () => {
    const { id, by, person } = await dispatched();
    await forget(core.deps, { personId: person.id });
    const outcome = await answerTicket(core.deps, { ticketId: id, by, text: template, media: [] });
    expect(outcome).toMatchObject({ kind: 'taken' });
    expect(await ticketOf(id)).toMatchObject({ status: 'closed', outcome: 'erased' });
  });
});
