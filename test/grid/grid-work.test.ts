import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { departmentView } from '../../core/cards/department-view.ts';
import { reminderView } from '../../core/cards/reminder-view.ts';
import { residentView } from '../../core/cards/resident-view.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { receive } from '../../core/complaints/receive.ts';
import { setArea } from '../../core/grid/area.ts';
import { reportFromSpot, type SpotReport } from '../../core/grid/spot-report.ts';
import { revokeRoles } from '../../core/people/roles.ts';
import { gatherReminders } from '../../core/reminders/gather.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import type { Person } from '../../prisma/generated/client.ts';
import { type Core, openCore } from '../support/core.ts';

const drain = '三号楼门口的下水道堵了，污水往外冒';
const photo = { kind: 'photo', fileId: 'photo-1', uniqueId: 'p1', mime: 'image/jpeg', size: 1000 } as const;

let core: Core;
let fang: Person;
beforeEach(async () => {
  core = await openCore();
  fang = await core.newStaff('王芳', 'grid_worker');
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: -1001n, by: null });
});
afterEach(() => core.close());

const report = (
  reference: string,
  text: string | null,
  {
    what = 'feedback',
    by = fang,
    media = [],
  }: { what?: SpotReport; by?: Person; media?: [typeof photo] | [] } = {},
) =>
  reportFromSpot(core.deps, {
    reference,
    by: by.id,
    what,
    incoming: core.message(by, text, { media: [...media] }),
  });

describe('what a grid worker reports from the spot', () => {
  it('stands on the reviewers’ and the department’s card with its photo, and not on the resident’s', async () => {
    const { ticket, complaintId } = await core.inReview(drain);
    expect(await report(ticket.reference, '已放警示牌，等疏通车', { media: [photo] })).toMatchObject({
      kind: 'reported',
    });
    const at = { ticketId: ticket.id, round: 0, language: 'zh' } as const;
    const said = { who: 'grid_worker', purpose: 'feedback', text: '已放警示牌，等疏通车', media: ['photo'] };
    expect((await reviewView(core.deps, at)).thread.at(-1)).toMatchObject(said);
    expect((await departmentView(core.deps, at)).thread.at(-1)).toMatchObject(said);
    expect(JSON.stringify(await residentView(core.deps, { complaintId }))).not.toContain('警示牌');
    expect(await core.db.card.findFirst({ where: { kind: 'review_media' } })).toMatchObject({
      ticketId: ticket.id,
    });
  });

  it('is kept once, however often it comes', async () => {
    const { ticket } = await core.inReview(drain);
    const incoming = core.message(fang, '已放警示牌');
    const same = { reference: ticket.reference, by: fang.id, what: 'feedback', incoming } as const;
    await reportFromSpot(core.deps, same);
    expect(await reportFromSpot(core.deps, same)).toEqual({ kind: 'repeated' });
    expect(await core.db.event.count({ where: { type: 'spot_report' } })).toBe(1);
  });

  it('does not change what the machine reads: it is not the resident who says it', async () => {
    const { ticket, complaintId } = await core.inReview(drain);
    await report(ticket.reference, '旁边的煤气管在漏气');
    const { status, emergency } = await core.db.complaint.findUniqueOrThrow({ where: { id: complaintId } });
    expect({ status, emergency }).toEqual({ status: 'triaged', emergency: null });
  });

  it('is refused from who is no grid worker any more, of no such ticket, and of what is over', async () => {
    const { ticket } = await core.inReview(drain);
    const [wang, admin] = [await core.newStaff('王强', 'reviewer'), await core.newStaff('周岚', 'admin')];
    expect(await report('7K4-2QD', '没有这一件')).toEqual({ kind: 'unknown' });
    const reject = { ticketId: ticket.id, version: ticket.version, by: wang.id, reason: 'unclear' } as const;
    await rejectTicket(core.deps, reject);
    expect(await report(ticket.reference, '又冒水了')).toEqual({ kind: 'ended' });
    await revokeRoles(core.deps, { personId: fang.id, by: admin.id });
    expect(await report(ticket.reference, '又冒水了')).toEqual({ kind: 'not-allowed' });
    expect(await report(ticket.reference, '我看看', { by: await core.newPerson('李梅') })).toEqual({
      kind: 'not-allowed',
    });
  });
});

describe('what goes upward', () => {
  const reminded = async () => {
    const cards = await core.db.card.findMany({ where: { kind: 'reminder' }, orderBy: { id: 'asc' } });
    return Promise.all(
      cards.map(async (card) => ({
        chatId: card.chatId,
        view: await reminderView(core.deps, card),
        wanted: card.wanted,
      })),
    );
  };

  it('rings every supervisor, in their own chat, and is struck out when the ticket is over', async () => {
    const [one, two] = [await core.newStaff('周岚', 'supervisor'), await core.newStaff('吴昊', 'supervisor')];
    const { ticket } = await core.inReview(drain);
    await report(ticket.reference, '第三次返水，要换管', { what: 'escalation' });
    const rung = await reminded();
    expect(rung.map(({ chatId }) => chatId)).toEqual([one.telegramId, two.telegramId]);
    expect(rung[0]?.view?.lines).toMatchObject([
      { reference: ticket.reference, limit: 'escalated', words: '第三次返水，要换管', done: false },
    ]);
    await core.db.card.updateMany({
      where: { kind: 'reminder' },
      data: { state: 'shown', shown: 1, telegramMessageId: 5 },
    });
    await gatherReminders(core.deps);
    expect((await reminded()).map(({ wanted }) => wanted)).toEqual([1, 1]);
    const { version } = await core.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    await rejectTicket(core.deps, { ticketId: ticket.id, version, by: one.id, reason: 'unclear' });
    await gatherReminders(core.deps);
    const over = await reminded();
    expect(over.map(({ wanted }) => wanted)).toEqual([2, 2]);
    expect(over[0]?.view?.lines).toMatchObject([{ done: true }]);
  });

  it('goes to the reviewers where nobody supervises', async () => {
    const { ticket } = await core.inReview(drain);
    await report(ticket.reference, '要换管', { what: 'escalation' });
    expect((await reminded()).map(({ chatId }) => chatId)).toEqual([-1001n]);
  });
});

describe('what a grid worker sees on their round', () => {
  it('is a complaint of its own, whatever they wrote just before, and says who saw it and in which area', async () => {
    await setArea(core.deps, { personId: fang.id, area: '幸福里 1–6 号楼' });
    const first = await receive(core.deps, {
      person: fang,
      incoming: core.message(fang, '我家门口的路灯坏了'),
    });
    const seen = await receive(core.deps, {
      person: fang,
      incoming: core.message(fang, drain),
      origin: 'round',
    });
    expect([first.kind, seen.kind]).toEqual(['opened', 'opened']);
    if (seen.kind !== 'opened') return;
    core.pass(core.deps.settings.quietSpell);
    await triageComplaint({ ...core.deps, model: null }, seen.complaintId);
    const ticket = await core.db.ticket.findFirstOrThrow({ where: { complaintId: seen.complaintId } });
    const at = { ticketId: ticket.id, round: 0, language: 'zh' } as const;
    expect((await reviewView(core.deps, at)).seenBy).toEqual({ name: '王芳', area: '幸福里 1–6 号楼' });
  });

  it('while a resident’s complaint tells no department who wrote it', async () => {
    const { ticket } = await core.inReview(drain);
    expect(
      (await departmentView(core.deps, { ticketId: ticket.id, round: 0, language: 'zh' })).seenBy,
    ).toBeNull();
  });

  it('has an area only for who is a grid worker', async () => {
    const resident = await core.newPerson('李梅');
    expect(await setArea(core.deps, { personId: resident.id, area: '全区' })).toBe(false);
  });
});
