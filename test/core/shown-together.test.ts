import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Board } from '../../core/cards/board.ts';
import { showCard } from '../../core/cards/show-card.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { receive } from '../../core/complaints/receive.ts';
import { settleDelivery } from '../../core/dispatch/settle-delivery.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import type { Step } from '../../core/tickets/life.ts';
import { moveTicket } from '../../core/tickets/move-ticket.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { commit } from '../../core/unit.ts';
import type { CardKind } from '../../prisma/generated/enums.ts';
import { type Core, openCore } from '../support/core.ts';

describe('the cards of a ticket', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
    await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: -100n, by: null });
  });
  afterEach(() => core.close());

  const board: Board = {
    show: async () => ({ kind: 'shown', messageId: 7, companions: [], digest: 'as it looks' }),
    wait: async () => null,
    remove: async () => undefined,
  };

  const cardOf = (kind: CardKind) => core.db.card.findFirstOrThrow({ where: { kind } });
  const show = async (kind: CardKind) => showCard({ ...core.deps, board }, (await cardOf(kind)).id);
  const ringsFor = ({ id }: { id: number }) =>
    core.rings.filter((ring) => ring.at === 'notify' && ring.id === id);

  async function drafted() {
    const person = await core.newPerson('李梅');
    const incoming = core.message(person, '小区门口的路灯坏了三天了');
    const received = await receive(core.deps, { person, incoming });
    if (received.kind !== 'opened') throw new Error(`not opened but ${received.kind}`);
    core.pass(3000);
    await triageComplaint({ ...core.deps, model: null }, received.complaintId);
    await show('resident');
    return core.db.ticket.findFirstOrThrow();
  }

  test('of which a draft goes to the reviewers: the resident’s says the same as before, and is not shown anew', async () => {
    const { id } = await drafted();
    core.rings.length = 0;
    expect(await show('review')).toEqual({ kind: 'shown' });
    expect(await core.db.ticket.findUnique({ where: { id } })).toMatchObject({ status: 'in_review' });
    expect(core.rings).toEqual([]);
    const { shown, wanted } = await cardOf('resident');
    expect(shown).toBe(wanted);
  });

  test('that came back from its department tell the resident that staff look at it again', async () => {
    const { id } = await drafted();
    await show('review');
    const move = (step: Step, change = {}) =>
      commit(core.deps, (unit) => moveTicket(unit, { step, ticketId: id, change, by: { kind: 'system' } }));
    await move('confirm', { rounds: { increment: 1 } });
    await move('dispatch');
    await move('return');
    await show('resident');
    core.rings.length = 0;
    await core.db.card.updateMany({ where: { kind: 'review' }, data: { state: 'due' } });
    await show('review');
    expect(ringsFor(await cardOf('resident'))).toHaveLength(1);
  });

  test('that is confirmed wait a moment for its delivery, and are shown at once when that is through', async () => {
    const { id } = await drafted();
    await show('review');
    const { version } = await core.db.ticket.findUniqueOrThrow({ where: { id } });
    const { id: by } = await core.newStaff('王强', 'reviewer');
    core.rings.length = 0;
    await confirmTicket(core.deps, { ticketId: id, version, by, categoryCode: 'public-facilities' });
    const resident = await cardOf('resident');
    expect(ringsFor(resident)).toMatchObject([{ delay: expect.any(Number) }]);
    expect(resident.shown).toBeLessThan(resident.wanted);

    core.rings.length = 0;
    const [claimed] = await core.db.delivery.updateManyAndReturn({ data: { state: 'sending', attempts: 1 } });
    await settleDelivery(core.deps, claimed!, { kind: 'delivered' });
    expect(ringsFor(resident)).toEqual([{ at: 'notify', id: resident.id, urgent: resident.urgent }]);
  });
});
