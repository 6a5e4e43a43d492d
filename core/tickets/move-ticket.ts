import type { Prisma, Ticket } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { type Actor, type EventType, record } from '../events.ts';
import type { Unit } from '../unit.ts';
import { life, type Step } from './life.ts';

export interface Move {
  step: Step;
  ticketId: number;
  /** The version that the mover saw. Left out where the mover saw none (a call-back over HTTP, the sweep). */
  version?: number;
  change?: Prisma.TicketUncheckedUpdateManyInput;
  by: Actor;
  messageId?: number | null;
  data?: Prisma.InputJsonObject;
}

/**
 * Takes a ticket one step on, or does nothing and returns null. The step is a compare-and-set on status and version in
 * one statement, so of two that race exactly one moves it. Event and cards follow in the same transaction.
 */
export async function moveTicket(unit: Unit, move: Move): Promise<Ticket | null> {
  const { from, to } = life[move.step];
  const [ticket] = await unit.tx.ticket.updateManyAndReturn({
    where: { id: move.ticketId, status: { in: [...from] }, ...(move.version && { version: move.version }) },
    data: { ...move.change, status: to, version: { increment: 1 } },
  });
  if (!ticket) return null;
  await record(unit, {
    complaintId: ticket.complaintId,
    ticketId: ticket.id,
    type: eventOf[move.step],
    by: move.by,
    messageId: move.messageId,
    data: move.data,
  });
  await touchCards(unit, ticket);
  return ticket;
}

const eventOf: Record<Step, EventType> = {
  present: 'presented',
  confirm: 'confirmed',
  reject: 'rejected',
  merge: 'merged',
  take_back: 'taken_back',
  dispatch: 'dispatched',
  accept: 'accepted',
  return: 'returned',
  answer: 'answered',
  close: 'closed',
  reopen: 'reopened',
  withdraw: 'withdrawn',
};
