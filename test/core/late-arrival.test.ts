import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Board, Shown } from '../../core/cards/board.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import { dispatchDelivery } from '../../core/dispatch/dispatch-delivery.ts';
import { resolveDelivery } from '../../core/dispatch/resolve-delivery.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import { type Core, openCore } from '../support/core.ts';

describe('a delivery that is still on its way when the ticket is decided anew', () => {
  let core: Core;
  beforeEach(async () => {
    core = await openCore();
  });
  afterEach(() => core.close());

  /** A chat that answers only when the test lets it. */
  function slowBoard() {
    const waiting: ((shown: Shown) => void)[] = [];
    const board: Board = {
      show: () => new Promise((answer) => waiting.push(answer)),
      wait: async () => null,
      remove: async () => undefined,
    };
    return { board, waiting };
  }
  const courier = { bring: async () => ({ kind: 'delivered' }) as const };
  const shown: Shown = { kind: 'shown', messageId: 7, companions: [], digest: 'x' };

  async function onItsWay() {
    const { ticket } = await core.inReview('小区门口的路灯坏了三天了');
    const wang = await core.newStaff('王强', 'reviewer');
    const by = wang.id;
    const seats = ['urban-management', 'health'].map((departmentCode, index) =>
      bindGroup(core.deps, {
        seat: { purpose: 'department', departmentCode },
        chatId: BigInt(-100 - index),
        by,
      }),
    );
    await Promise.all(seats);
    const { board, waiting } = slowBoard();
    const deps = { ...core.deps, board, courier };
    const decide = async (categoryCode: string) => {
      const { version } = await core.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
      await confirmTicket(core.deps, { ticketId: ticket.id, version, by, categoryCode });
      return core.db.delivery.findFirstOrThrow({ where: { kind: 'ticket' }, orderBy: { id: 'desc' } });
    };
    const first = await decide('public-facilities');
    const carrying = dispatchDelivery(deps, first.id);
    await expect.poll(() => waiting.length).toBe(1);
    expect(await takeBack(core.deps, { ticketId: ticket.id, by })).toMatchObject({ kind: 'taken-back' });
    const second = await decide('health');
    return { ticketId: ticket.id, by, deps, waiting, carrying, first, second };
  }

  const stateOf = async (id: number) => (await core.db.delivery.findUniqueOrThrow({ where: { id } })).state;
  const ticketOf = (id: number) => core.db.ticket.findUniqueOrThrow({ where: { id } });

  test('arrives late and does not stand for the new one, which goes out all the same', async () => {
    const { ticketId, deps, waiting, carrying, first, second } = await onItsWay();
    waiting[0]!(shown);
    await carrying;
    expect(await stateOf(first.id)).toBe('delivered');
    expect(await ticketOf(ticketId)).toMatchObject({ status: 'confirmed', departmentCode: 'health' });
    const carryingSecond = dispatchDelivery(deps, second.id);
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]!(shown);
    await carryingSecond;
    expect(await ticketOf(ticketId)).toMatchObject({ status: 'dispatched', departmentCode: 'health' });
  });

  test.each([true, false])(
    'is no longer anybody’s to settle when it stays unclear (arrived: %s)',
    async (arrived) => {
      const { ticketId, by, deps, waiting, carrying, first } = await onItsWay();
      waiting[0]!({ kind: 'unclear', failure: 'ECONNRESET', companions: [] });
      await carrying;
      expect(await resolveDelivery(core.deps, { deliveryId: first.id, by, arrived })).toEqual({
        kind: 'settled-already',
      });
      expect(await ticketOf(ticketId)).toMatchObject({ status: 'confirmed' });
      await dispatchDelivery(deps, first.id);
      expect(waiting).toHaveLength(1);
    },
  );

  test('that waits to be tried again is not brought any more', async () => {
    const { deps, waiting, carrying, first } = await onItsWay();
    waiting[0]!({ kind: 'wait', milliseconds: 0, failure: '429', companions: [] });
    await carrying;
    await dispatchDelivery(deps, first.id);
    expect(waiting).toHaveLength(1);
    expect(await stateOf(first.id)).toBe('cancelled');
  });
});
