import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { residentView } from '../../core/cards/resident-view.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import { answered, nextQuestion } from '../../core/proxy/interview.ts';
import { filedFor, joinProxy } from '../../core/proxy/join.ts';
import { makeLink } from '../../core/proxy/link.ts';
import { readBack } from '../../core/proxy/read-back.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';

const zhang = { name: '三号楼张奶奶', reach: '三号楼 101', consent: 'spoken' } as const;

let core: Core;
let writer: Person;
beforeEach(async () => {
  core = await openCore();
  writer = await core.newPerson('王芳');
});
afterEach(() => core.close());

/** Filed by the writer, and understood. */
async function filed(proxy: Parameters<typeof receive>[1]['proxy'] = zhang) {
  const incoming = core.message(writer, '家里的暖气不热，老人冻得睡不着');
  const received = await receive(core.deps, { person: writer, incoming, proxy: proxy! });
  if (received.kind !== 'opened') throw new Error(`not opened but ${received.kind}`);
  core.pass(core.deps.settings.quietSpell);
  await triageComplaint({ ...core.deps, model: null }, received.complaintId);
  const { complaintId } = received;
  return { complaintId, ticket: await core.db.ticket.findFirstOrThrow({ where: { complaintId } }) };
}

async function joined(complaintId: number, agrees = true) {
  const { token } = (await makeLink(core.deps, { complaintId, writerId: writer.id }))!;
  const zhangHerself = await core.newPerson('张秀英');
  const input = { token, personId: zhangHerself.id, chatId: zhangHerself.telegramId!, agrees };
  return { zhangHerself, input, outcome: await joinProxy(core.deps, input) };
}

describe('what has to be known of somebody for whom another files', () => {
  it('is asked one by one: who, how reached, whether they agree, and why not where they cannot', () => {
    const [who, reach] = [answered({}, ' 张奶奶 '), answered({ name: '张奶奶' }, '三号楼')];
    expect([nextQuestion({}), nextQuestion(who!), nextQuestion(reach!)]).toEqual([
      'name',
      'reach',
      'consent',
    ]);
    expect(nextQuestion({ ...reach, consent: 'spoken' })).toBe('words');
    expect(nextQuestion({ ...reach, consent: 'none' })).toBe('whyNot');
    expect(nextQuestion(answered({ ...reach, consent: 'none' }, '病重')!)).toBe('words');
  });

  it('is not taken from what holds no words, and consent is not taken from words', () => {
    expect(answered({}, null)).toBeNull();
    expect(answered({}, '  ')).toBeNull();
    expect(answered({ name: '张奶奶', reach: '三号楼' }, '同意')).toBeNull();
  });
});

describe('a complaint for somebody else', () => {
  it('says for whom, how they are reached and that they agree, to staff and to the department', async () => {
    const { ticket } = await filed();
    const at = { ticketId: ticket.id, round: 0, language: 'zh' } as const;
    const proxy = { ...zhang, writer: '王芳', whyNot: null, readBack: false, joined: false };
    expect((await reviewView(core.deps, at)).proxy).toEqual(proxy);
    expect((await departmentView(core.deps, at)).proxy).toEqual(proxy);
  });

  it('says why they could not agree', async () => {
    const { ticket } = await filed({ ...zhang, consent: 'none', whyNot: '住院了，说不了话' });
    const { proxy } = await reviewView(core.deps, { ticketId: ticket.id, round: 0, language: 'zh' });
    expect(proxy).toMatchObject({ consent: 'none', whyNot: '住院了，说不了话' });
  });

  it('does not join what the writer wrote for themselves a moment ago', async () => {
    await receive(core.deps, { person: writer, incoming: core.message(writer, '我家门口的路灯坏了') });
    await filed();
    expect(await core.db.complaint.count()).toBe(2);
    expect(await core.db.proxy.count()).toBe(1);
  });

  it('was read back once the writer says so, and nobody else can say so', async () => {
    const { complaintId } = await filed();
    const other = await core.newPerson('李梅');
    expect(await readBack(core.deps, { complaintId, writerId: other.id })).toBe(false);
    expect(await readBack(core.deps, { complaintId, writerId: writer.id })).toBe(true);
    expect(await readBack(core.deps, { complaintId, writerId: writer.id })).toBe(false);
    expect((await residentView(core.deps, { complaintId })).proxy).toMatchObject({ readBack: true });
    expect(await core.db.event.count({ where: { type: 'read_back' } })).toBe(1);
  });

  it('tells nothing of them any more once the writer has had everything erased', async () => {
    const { complaintId } = await filed();
    await forget(core.deps, { personId: writer.id });
    const proxy = await core.db.proxy.findUniqueOrThrow({ where: { complaintId } });
    expect(proxy).toMatchObject({ name: null, reach: null, whyNot: null, linkHash: null });
  });
});

describe('the person concerned', () => {
  it('reads what was filed, agrees, and has it from then on: they are asked, and it is theirs to erase', async () => {
    const { complaintId } = await filed();
    const { token } = (await makeLink(core.deps, { complaintId, writerId: writer.id }))!;
    const offered = await filedFor(core.deps, token);
    expect(offered).toMatchObject({ writer: { name: '王芳' }, words: ['家里的暖气不热，老人冻得睡不着'] });
    const { zhangHerself, outcome } = await joined(complaintId);
    expect(outcome).toMatchObject({ kind: 'joined' });
    const complaint = await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } });
    expect(complaint).toMatchObject({ personId: zhangHerself.id, chatId: zhangHerself.telegramId });
    expect((await residentView(core.deps, { complaintId, subject: 1 })).forConcerned).toBe(true);
    const cards = await core.db.card.findMany({ where: { complaintId, kind: 'resident' } });
    expect(cards.map(({ chatId }) => chatId).sort()).toEqual(
      [writer.telegramId, zhangHerself.telegramId].sort(),
    );
    expect(await core.db.proxy.findUnique({ where: { complaintId } })).toMatchObject({ consent: 'tapped' });
    await forget(core.deps, { personId: zhangHerself.id });
    expect(await core.db.proxy.findUnique({ where: { complaintId } })).toMatchObject({ name: null });
  });

  it('may say no, and what nobody has in hand yet is withdrawn', async () => {
    const { complaintId } = await filed();
    expect((await joined(complaintId, false)).outcome).toMatchObject({ kind: 'withdrawn' });
    const { status } = await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } });
    expect(status).toBe('withdrawn');
  });

  it('is whoever comes first by the link: it is good once, a newer one in place of the older, and not for the writer', async () => {
    const { complaintId } = await filed();
    const older = (await makeLink(core.deps, { complaintId, writerId: writer.id }))!;
    const newer = (await makeLink(core.deps, { complaintId, writerId: writer.id }))!;
    const self = { token: newer.token, personId: writer.id, chatId: writer.telegramId!, agrees: true };
    expect(await joinProxy(core.deps, self)).toEqual({ kind: 'own' });
    const [one, two] = [await core.newPerson('张秀英'), await core.newPerson('陌生人')];
    const as = (person: Person, token: string) => ({
      token,
      personId: person.id,
      chatId: person.telegramId!,
      agrees: true,
    });
    expect(await joinProxy(core.deps, as(one, older.token))).toEqual({ kind: 'unknown' });
    const both = await Promise.all([
      joinProxy(core.deps, as(one, newer.token)),
      joinProxy(core.deps, as(two, newer.token)),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['joined', 'unknown']);
    expect(await filedFor(core.deps, newer.token)).toBeNull();
  });

  it('is given a link by nobody but who wrote for them, and by nobody once they have joined', async () => {
    const { complaintId } = await filed();
    const other = await core.newPerson('李梅');
    expect(await makeLink(core.deps, { complaintId, writerId: other.id })).toBeNull();
    await joined(complaintId);
    expect(await makeLink(core.deps, { complaintId, writerId: writer.id })).toBeNull();
  });
});
