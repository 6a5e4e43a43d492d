import type { Channel, Delivery, Ticket } from '../../prisma/generated/client.ts';
import type { Board } from '../cards/board.ts';
import { longestInLine, waitBehind } from '../cards/line.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { openChannel } from '../channels/channels.ts';
import type { Deps } from '../deps.ts';
import { endingOf } from '../tickets/errand.ts';
import { commit } from '../unit.ts';
import { bringByPost, bringToGroup } from './carry.ts';
import type { Courier } from './courier.ts';
import { settleDelivery } from './settle-delivery.ts';

export type Dispatched = { kind: 'settled' | 'nothing-to-do' } | { kind: 'again'; in: number };

export type DispatchDeps = Deps & { board: Board; courier: Courier };

/** How long a delivery waits where a department has no channel; binding one sends it at once. */
const withoutChannel = 10 * 60_000;
/** How long a delivery waits at least for the one that goes ahead of it. */
const behind = 1000;

/**
 * Brings a ticket to its department, or the news that it was taken back. The row is claimed before anything is sent, and the
 * claim is fenced by its number of attempts: whoever sends alone may settle.
 */
export async function dispatchDelivery(deps: DispatchDeps, deliveryId: number): Promise<Dispatched> {
  const delivery = await deps.db.delivery.findUnique({
    where: { id: deliveryId },
    include: { ticket: true },
  });
  if (delivery?.state !== 'due') return { kind: 'nothing-to-do' };
  const wait = delivery.dueAt.getTime() - deps.now().getTime();
  if (wait > 0) return { kind: 'again', in: wait };
  const hindrance = await whatHinders(deps, delivery, delivery.ticket);
  if (hindrance === 'cancel') return cancel(deps, delivery);
  if (hindrance) return stayBehind(deps, delivery, hindrance);

  const channel = await openChannel(deps.db, {
    purpose: 'department',
    departmentCode: delivery.departmentCode,
  });
  if (!channel) return holdBack(deps, delivery);
  const inLine = await waitInLine(deps, delivery, channel);
  if (inLine > 0) return putOff(deps, delivery, inLine);
  const claimed = await claim(deps, delivery, channel.id);
  if (!claimed) return { kind: 'nothing-to-do' };
  const carried =
    channel.medium === 'webhook'
      ? await bringByPost(deps, claimed, channel)
      : await bringToGroup(deps, { ...claimed, ticket: delivery.ticket }, channel);
  return settleDelivery(deps, claimed, carried);
}

/**
 * A recall follows its ticket, and the next round follows the recall: nothing overtakes what goes ahead of it to the same department. A
 * ticket that was taken back, withdrawn or decided anew stays here.
 */
async function whatHinders({ db }: Deps, delivery: Delivery, ticket: Ticket) {
  const { status, rounds } = ticket;
  const { ticketId, round, kind, departmentCode } = delivery;
  const isOnItsWay = ['confirmed', 'reopened'].includes(status) || endingOf(ticket) === 'passed_on';
  const isWanted = round === rounds && isOnItsWay;
  if (kind === 'ticket' && !isWanted) return 'cancel';
  const before = await db.delivery.findMany({
    where:
      kind === 'recall'
        ? { ticketId, round, kind: 'ticket' }
        : { ticketId, round: { lt: round }, kind: 'recall', departmentCode },
  });
  const ahead = before.find(({ state }) => state === 'sending' || state === 'due');
  if (ahead) return ahead;
  return kind === 'ticket' || before.some(mayBeThere) ? null : 'cancel';
}

/** Whether the department may have what was to be brought. Of a single attempt that failed for good it is sure that it has not. */
function mayBeThere({ state, attempts }: Delivery): boolean {
  return attempts > (state === 'failed' ? 1 : 0);
}

async function stayBehind(deps: Deps, delivery: Delivery, ahead: Delivery): Promise<Dispatched> {
  return putOff(deps, delivery, Math.max(ahead.dueAt.getTime() - deps.now().getTime(), behind));
}

/**
 * How long a group keeps a delivery waiting, which takes only so much; 0: it may go. Emergencies come first, then the oldest. What is put
 * off here was not tried, so it counts as no attempt.
 */
async function waitInLine(
  { db, now, board }: DispatchDeps,
  { id, kind, departmentCode, ticket }: Delivery & { ticket: Ticket },
  { chatId }: Channel,
): Promise<number> {
  if (chatId === null || kind === 'recall') return 0;
  const urgent = ticket.urgency === 'emergency';
  const wait = await board.wait({ chatId, urgent });
  if (!wait?.first) return 0;
  const ahead = await db.delivery.count({
    where: {
      state: 'due',
      kind: 'ticket',
      departmentCode,
      dueAt: { lt: new Date(now().getTime() + longestInLine) },
      OR: urgent
        ? [{ id: { lt: id }, ticket: { urgency: 'emergency' } }]
        : [{ id: { lt: id } }, { ticket: { urgency: 'emergency' } }],
    },
  });
  return waitBehind(ahead, wait);
}

async function putOff({ db, now }: Deps, { id }: Delivery, wait: number): Promise<Dispatched> {
  const dueAt = new Date(now().getTime() + wait);
  await db.delivery.updateMany({ where: { id, state: 'due' }, data: { dueAt } });
  return { kind: 'again', in: wait };
}

async function cancel({ db, now }: Deps, { id }: Delivery): Promise<Dispatched> {
  await db.delivery.updateMany({
    where: { id, state: 'due' },
    data: { state: 'cancelled', settledAt: now() },
  });
  return { kind: 'settled' };
}

async function holdBack(
  deps: Deps,
  delivery: Delivery & { ticket: { complaintId: number } },
): Promise<Dispatched> {
  return commit(deps, async (unit) => {
    await unit.tx.delivery.updateMany({
      where: { id: delivery.id, state: 'due' },
      data: { failure: 'no-channel', dueAt: new Date(unit.at.getTime() + withoutChannel) },
    });
    if (delivery.failure !== 'no-channel') {
      await touchCards(unit, { complaintId: delivery.ticket.complaintId, id: delivery.ticketId });
    }
    return { kind: 'again', in: withoutChannel } as const;
  });
}

async function claim(
  { db, now }: Deps,
  { id, attempts }: Delivery,
  channelId: number,
): Promise<Delivery | null> {
  const [claimed] = await db.delivery.updateManyAndReturn({
    where: { id, state: 'due', attempts },
    data: { state: 'sending', attempts: { increment: 1 }, claimedAt: now(), channelId },
  });
  return claimed ?? null;
}
