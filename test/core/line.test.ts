import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Board, Wait } from '../../core/cards/board.ts';
import { showCard } from '../../core/cards/show-card.ts';
import { touchCards } from '../../core/cards/touch-cards.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { receive } from '../../core/complaints/receive.ts';
import { dispatchDelivery } from '../../core/dispatch/dispatch-delivery.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { sweep } from '../../core/sweep.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { commit } from '../../core/unit.ts';
import { type Core, openCore } from '../support/core.ts';

const reviewers = -100n;

describe('in a chat that takes only so much', () => {
  let core: Core;
  let wait: Wait | null;
  /** What was shown, in order. */
  let shown: { chatId: bigint; urgent: boolean | undefined; status: unknown }[];
  const board: Board = {
    wait: async () => wait,
    show: async (view, { chatId, urgent }) => {
      shown.push({ chatId, urgent, status: 'status' in view ? view.status : null });
      return { kind: 'shown', messageId: shown.length, companions: [], digest: String(shown.length) };
    },
    remove: async () => undefined,
  };
  const courier = { bring: async () => ({ kind: 'delivered' }) as const };
  const deps = () => ({ ...core.deps, board, courier });

  beforeEach(async () => {
    core = await openCore();
    shown = [];
    wait = { first: 0, apart: 1000 };
    await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: reviewers, by: null });
  });
  afterEach(() => core.close());

  const reviewCard = async () => {
    const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
    return core.db.card.findFirstOrThrow({ where: { ticketId: ticket.id, kind: 'review' } });
  };
  const show = ({ id }: { id: number }) => showCard(deps(), id);

  test('a card waits as long as the chat says, and longer the more are ahead of it', async () => {
    const [first, second, third] = [await reviewCard(), await reviewCard(), await reviewCard()];
    wait = { first: 700, apart: 1000 };
    expect(await show(third)).toEqual({ kind: 'again', in: 2700 });
    expect(await show(second)).toEqual({ kind: 'again', in: 1700 });
    expect(await show(first)).toEqual({ kind: 'again', in: 700 });
    expect(shown).toEqual([]);
  });

  test('a card that finds the chat free lets those ahead go first, and rings for them', async () => {
    const [first, second] = [await reviewCard(), await reviewCard()];
    core.rings.length = 0;
    expect(await show(second)).toEqual({ kind: 'again', in: 1000 });
    expect(core.rings).toEqual([{ at: 'notify', id: first.id, urgent: true }]);
    expect(await show(first)).toEqual({ kind: 'shown' });
    core.pass(1000);
    expect(await show(second)).toEqual({ kind: 'shown' });
  });

  test('what is urgent goes ahead of what came earlier', async () => {
    const [first, second] = [await reviewCard(), await reviewCard()];
    await core.db.card.update({ where: { id: second.id }, data: { urgent: true } });
    expect(await show(first)).toMatchObject({ kind: 'again' });
    expect(await show(second)).toEqual({ kind: 'shown' });
    expect(shown).toMatchObject([{ urgent: true }]);
  });

  test('one chat does not wait for another', async () => {
    await reviewCard();
    const card = await core.db.card.findFirstOrThrow({ where: { kind: 'resident' } });
    expect(await show(card)).toEqual({ kind: 'shown' });
  });

  test('nobody waits where the chat takes everything', async () => {
    const [, second] = [await reviewCard(), await reviewCard()];
    wait = null;
    expect(await show(second)).toEqual({ kind: 'shown' });
  });

  test('an edit that is overtaken while it waits is sent once, as it is then', async () => {
    const card = await reviewCard();
    await show(card);
    const touch = () =>
      commit(core.deps, (unit) => touchCards(unit, { complaintId: card.complaintId!, id: card.ticketId! }));
    wait = { first: 5000, apart: 1000 };
    await touch();
    expect(await show(card)).toEqual({ kind: 'again', in: 5000 });
    core.pass(1000);
    await core.db.ticket.update({ where: { id: card.ticketId! }, data: { status: 'rejected' } });
    await touch();
    expect(await show(card)).toEqual({ kind: 'again', in: 4000 });
    core.pass(4000);
    wait = { first: 0, apart: 1000 };
    expect(await show(card)).toEqual({ kind: 'shown' });
    expect(await show(card)).toEqual({ kind: 'nothing-to-do' });
    expect(shown.slice(1)).toMatchObject([{ status: 'rejected' }]);
  });

  test('the sweep leaves those alone who wait in a line, and rings for those who were forgotten there', async () => {
    const card = await reviewCard();
    await show(card);
    await core.db.card.deleteMany({ where: { id: { not: card.id } } });
    await core.db.card.update({ where: { id: card.id }, data: { wanted: { increment: 1 } } });
    wait = { first: 40_000, apart: 1000 };
    await show(card);
    core.rings.length = 0;
    core.pass(39_000);
    await sweep(core.deps);
    expect(core.rings).toEqual([]);
    core.pass(30_000);
    await sweep(core.deps);
    expect(core.rings).toMatchObject([{ at: 'notify', id: card.id }]);
  });

  test('a ticket that waits for its department’s group was not tried, and emergencies go ahead of it', async () => {
    const by = (await core.newStaff('王强', 'reviewer')).id;
    const seat = { purpose: 'department', departmentCode: 'urban-management' } as const;
    await bindGroup(core.deps, { seat, chatId: -200n, by });
    const deliveries: { id: number }[] = [];
    for (const urgency of ['normal', 'normal', 'emergency'] as const) {
      const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
      await core.db.ticket.update({ where: { id: ticket.id }, data: { urgency } });
      await confirmTicket(core.deps, {
        ticketId: ticket.id,
        version: ticket.version,
        by,
        categoryCode: 'public-facilities',
      });
      deliveries.push(await core.db.delivery.findFirstOrThrow({ where: { ticketId: ticket.id } }));
    }
    const bring = (index: number) => dispatchDelivery(deps(), deliveries[index]!.id);
    core.pass(core.deps.settings.takeBackWindow);
    wait = { first: 500, apart: 1000 };
    expect(await bring(0)).toEqual({ kind: 'again', in: 1500 });
    expect(await bring(1)).toEqual({ kind: 'again', in: 2500 });
    expect(await bring(2)).toEqual({ kind: 'again', in: 500 });
    expect(shown).toEqual([]);
    expect(await core.db.delivery.count({ where: { attempts: 0, state: 'due' } })).toBe(3);
    core.pass(500);
    wait = { first: 0, apart: 1000 };
    expect(await bring(2)).toEqual({ kind: 'settled' });
    expect(shown).toMatchObject([{ chatId: -200n, urgent: true }]);
  });

  test('a card steps out of the line when its complaint turns out to be an emergency', async () => {
    const card = await reviewCard();
    wait = { first: 50_000, apart: 1000 };
    await show(card);
    const person = await core.db.person.findFirstOrThrow({ where: { name: '李梅' } });
    const incoming = core.message(person, '着火了，房子在冒烟');
    const about = { complaintId: card.complaintId!, purpose: 'addition' } as const;
    await receive(core.deps, { person, incoming, about });
    core.pass(core.deps.settings.quietSpell);
    await triageComplaint({ ...core.deps, model: null }, card.complaintId!);
    wait = { first: 0, apart: 1000 };
    expect(await show(card)).toEqual({ kind: 'shown' });
    expect(shown).toMatchObject([{ urgent: true }]);
  });
});
