import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispute } from '../../core/complaints/dispute.ts';
import { editMessage } from '../../core/complaints/edit-message.ts';
import { mine } from '../../core/complaints/mine.ts';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { type Core, openCore } from '../support/core.ts';

describe('what a resident sends', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  const photo = { kind: 'photo', fileId: 'f', uniqueId: 'u', mime: 'image/jpeg', size: 1000 } as const;
  const triage = (id: number) => triageComplaint({ ...core.deps, model: null }, id);

  async function newComplaint(text: string) {
    const person = await core.newPerson('李梅');
    const incoming = core.message(person, text);
    const received = await receive(core.deps, { person, incoming });
    if (received.kind !== 'opened') throw new Error(received.kind);
    return { person, incoming, complaintId: received.complaintId };
  }

  it('has a reference at once, before anything is understood of it', async () => {
    const person = await core.newPerson('李梅');
    const received = await receive(core.deps, { person, incoming: core.message(person, '路灯坏了') });
    expect(received).toMatchObject({
      kind: 'opened',
      reference: expect.stringMatching(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/),
    });
    expect(core.rings.map(({ at }) => at).sort()).toEqual(['notify', 'triage']);
  });

  it('twice changes nothing the second time', async () => {
    const { person, incoming, complaintId } = await newComplaint('路灯坏了');
    const again = await receive(core.deps, { person, incoming });
    expect(again).toMatchObject({ kind: 'repeated', complaintId });
    expect(await core.db.message.count()).toBe(1);
  });

  it('within the quiet spell is one complaint; after it, without a reply, another', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了');
    core.pass(2500);
    const second = await receive(core.deps, { person, incoming: core.message(person, '就在南门') });
    expect(second).toMatchObject({ kind: 'joined', complaintId, later: false });
    core.pass(60_000);
    const third = await receive(core.deps, { person, incoming: core.message(person, '楼上漏水') });
    expect(third.kind).toBe('opened');
  });

  it('from a backlog is parted by when it was written, not by when it came', async () => {
    const person = await core.newPerson('李梅');
    const yesterday = new Date(core.deps.now().getTime() - 86_400_000);
    const earlier = core.message(person, '楼上漏水', { sentAt: yesterday });
    await receive(core.deps, { person, incoming: earlier });
    const other = await receive(core.deps, { person, incoming: core.message(person, '路灯坏了') });
    expect(other.kind).toBe('opened');
  });

  it('as an album is one complaint, however slowly its pictures come', async () => {
    const person = await core.newPerson('李梅');
    const received = [];
    for (let index = 0; index < 10; index += 1) {
      const more = { media: [photo], mediaGroupId: 'album', ...(index === 4 && { text: '垃圾没人清' }) };
      received.push(await receive(core.deps, { person, incoming: core.message(person, null, more) }));
      core.pass(4000);
      await triage((await core.db.complaint.findFirstOrThrow()).id);
    }
    expect(received.map(({ kind }) => kind)).toEqual(['opened', ...Array(9).fill('joined')]);
    // None of them is a later word, which would be answered.
    expect(received.filter((one) => one.kind === 'joined' && one.later)).toEqual([]);
    expect(await core.db.complaint.count()).toBe(1);
    expect(await core.db.ticket.findMany()).toMatchObject([{ title: expect.stringContaining('垃圾') }]);
  });

  it('as an album stays one complaint when its parts come out of order, and another thing in between', async () => {
    const person = await core.newPerson('李梅');
    const part = (text: string | null = null) =>
      core.message(person, text, { media: [photo], mediaGroupId: 'a' });
    const parts = [part('垃圾没人清'), part(), part()];
    const first = await receive(core.deps, { person, incoming: parts[2]! });
    core.pass(30_000);
    await receive(core.deps, { person, incoming: core.message(person, null, { media: [photo] }) });
    await receive(core.deps, { person, incoming: parts[0]! });
    core.pass(30_000);
    const last = await receive(core.deps, { person, incoming: parts[1]! });
    expect(last).toMatchObject({ kind: 'joined', complaintId: 'complaintId' in first && first.complaintId });
    expect(await core.db.complaint.count()).toBe(1);
  });

  it('as a place goes to the complaint that was asked for one, though another was written since', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了三天');
    core.pass(3000);
    await triage(complaintId);
    core.pass(600_000);
    const other = core.message(person, '幸福里3号楼楼上漏水两天了');
    await receive(core.deps, { person, incoming: other });
    core.pass(3_600_000);
    const place = { latitude: 41.8, longitude: 123.4, name: null };
    const joined = await receive(core.deps, { person, incoming: core.message(person, null, { place }) });
    expect(joined).toMatchObject({ kind: 'joined', complaintId });
  });

  it('as a lone photo joins what was just said, and words join a lone photo', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了');
    core.pass(120_000);
    const joined = await receive(core.deps, {
      person,
      incoming: core.message(person, null, { media: [photo] }),
    });
    expect(joined).toMatchObject({ kind: 'joined', complaintId });

    const other = await core.newPerson('赵玉兰');
    const alone = await receive(core.deps, {
      person: other,
      incoming: core.message(other, null, { media: [photo] }),
    });
    core.pass(60_000);
    const words = await receive(core.deps, { person: other, incoming: core.message(other, '垃圾没人清') });
    expect(words).toMatchObject({ kind: 'joined', complaintId: 'complaintId' in alone && alone.complaintId });
  });

  it('as a place that was asked for belongs to its complaint for a day', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了三天');
    core.pass(3000);
    await triage(complaintId);
    expect((await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } })).asked).toContain(
      'place',
    );
    core.pass(3_600_000 * 20);
    const place = { latitude: 41.8, longitude: 123.4, name: null };
    const joined = await receive(core.deps, { person, incoming: core.message(person, null, { place }) });
    expect(joined).toMatchObject({ kind: 'joined', complaintId, later: true });
    expect(await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } })).toMatchObject({
      latitude: 41.8,
      longitude: 123.4,
    });
  });

  it('with two problems becomes two tickets of one complaint', async () => {
    const { complaintId } = await newComplaint('菜市场后面垃圾堆成山没人清。另外楼下路面有个大坑，车过不去');
    core.pass(3000);
    expect(await triage(complaintId)).toEqual({ kind: 'drafted' });
    const tickets = await core.db.ticket.findMany({
      orderBy: { ordinal: 'asc' },
      include: { suggestions: true },
    });
    expect(tickets.map(({ suggestions }) => suggestions[0]?.categoryCode)).toEqual([
      'environment',
      'roads-transport',
    ]);
  });

  it('is drafted once, however often the bell rings', async () => {
    const { complaintId } = await newComplaint('路灯坏了三天');
    core.pass(3000);
    const outcomes = await Promise.all([triage(complaintId), triage(complaintId), triage(complaintId)]);
    expect(outcomes.filter(({ kind }) => kind === 'drafted')).toHaveLength(1);
    expect(await core.db.ticket.count()).toBe(1);
  });

  it('too early for triage is told when to come again', async () => {
    const { complaintId } = await newComplaint('路灯坏了三天');
    core.pass(1000);
    expect(await triage(complaintId)).toEqual({ kind: 'again', in: 2000 });
  });

  it('edited is a new version with the old kept, and an undecided draft is made anew', async () => {
    const { person, incoming, complaintId } = await newComplaint('路灯坏了三天');
    core.pass(3000);
    await triage(complaintId);
    const edited = { ...incoming, text: '家里暖气不热，才14度' };
    expect(await editMessage(core.deps, { personId: person.id, incoming: edited })).toMatchObject({
      kind: 'edited',
    });
    core.pass(3000);
    expect(await triage(complaintId)).toEqual({ kind: 'redrafted' });
    const versions = await core.db.message.findMany({ orderBy: { version: 'asc' } });
    expect(versions.map(({ text, supersededAt }) => [text, supersededAt !== null])).toEqual([
      ['路灯坏了三天', true],
      ['家里暖气不热，才14度', false],
    ]);
    const suggestion = await core.db.suggestion.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(suggestion.categoryCode).toBe('utilities');
    expect(await editMessage(core.deps, { personId: person.id, incoming: edited })).toEqual({
      kind: 'unchanged',
    });
  });

  it('edited by somebody else changes nothing', async () => {
    const { incoming } = await newComplaint('路灯坏了三天');
    const other = await core.newPerson('别人');
    const edited = await editMessage(core.deps, {
      personId: other.id,
      incoming: { ...incoming, text: '改了' },
    });
    expect(edited).toEqual({ kind: 'unknown' });
  });

  it('of gas or fire marks the complaint at once, and no draft is less than an emergency', async () => {
    const { complaintId } = await newComplaint('楼道里有很浓的煤气味，头晕');
    const word = await core.db.card.findFirst({ where: { complaintId, kind: 'word', subject: 0 } });
    expect(word).toMatchObject({ urgent: true });
    core.pass(3000);
    await triage(complaintId);
    expect(await core.db.ticket.findFirstOrThrow()).toMatchObject({ urgency: 'emergency' });
  });

  it('beyond so many an hour is told once, and what was taken stays', async () => {
    const person = await core.newPerson('李梅');
    const kinds = [];
    for (let index = 0; index < 23; index += 1) {
      core.pass(20_000);
      const received = await receive(core.deps, {
        person,
        incoming: core.message(person, `第${index}个问题：路灯坏了`),
      });
      kinds.push(received.kind === 'flood' ? received.tell : received.kind);
    }
    expect(kinds).toEqual([...Array(20).fill('opened'), true, false, false]);
    expect(await core.db.complaint.count()).toBe(20);
  });

  it('to one complaint is too much after sixty messages, which is told once and is no flood', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了三天');
    const said = [];
    for (let index = 1; index < 63; index += 1)
      said.push(await receive(core.deps, { person, incoming: core.message(person, `第${index}句`) }));
    expect(said.slice(0, 59).every(({ kind }) => kind === 'joined')).toBe(true);
    expect(said.slice(59)).toMatchObject([
      { kind: 'full', tell: true },
      { kind: 'full', tell: false },
      { kind: 'full', tell: false },
    ]);
    expect(await core.db.message.count({ where: { complaintId } })).toBe(60);
  });

  it('disputed shows on the ticket, and only to whom it belongs', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了三天');
    core.pass(3000);
    await triage(complaintId);
    const other = await core.newPerson('别人');
    expect(await dispute(core.deps, { complaintId, personId: other.id })).toEqual({ kind: 'not-yours' });
    expect(await dispute(core.deps, { complaintId, personId: person.id })).toMatchObject({
      kind: 'disputed',
    });
    expect(await core.db.ticket.findFirstOrThrow()).toMatchObject({ disputed: true });
  });

  it('is erased with the person, and the numbers stay', async () => {
    const { person, complaintId } = await newComplaint('路灯坏了三天，我叫李梅，电话13900001111');
    core.pass(3000);
    await triage(complaintId);
    expect(await forget(core.deps, { personId: person.id })).toEqual({ complaints: 1 });
    const tables = ['person', 'complaint', 'message', 'media', 'ticket', 'suggestion', 'event', 'card'];
    for (const table of tables) {
      const rows = await core.db.$queryRawUnsafe<{ row: string }[]>(`select t::text as row from ${table} t`);
      expect(rows.filter(({ row }) => /路灯|李梅|13900001111/.test(row))).toEqual([]);
    }
    expect(await core.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'withdrawn' });
    expect(await core.db.event.count({ where: { complaintId } })).toBeGreaterThan(2);
    expect(await mine(core.deps, { personId: person.id, page: 0 })).toMatchObject({ total: 0 });
  });
});
