import type { Unit } from '../unit.ts';
import { arrive } from './settle-delivery.ts';

/**
 * A department that acts on a ticket has it: a delivery of which we do not know, or do not know yet, is settled by that. It takes
 * part in the transaction of the department's own step.
 */
export async function proveArrival(
  unit: Unit,
  { ticketId, card }: { ticketId: number; card?: { chatId: bigint; messageId: number } },
): Promise<void> {
  const { tx, at } = unit;
  const ticket = await tx.ticket.findUnique({ where: { id: ticketId } });
  if (!ticket || !['confirmed', 'reopened'].includes(ticket.status)) return;
  const [delivery] = await tx.delivery.updateManyAndReturn({
    where: { ticketId, round: ticket.rounds, kind: 'ticket', state: { in: ['sending', 'unknown'] } },
    data: { state: 'delivered', settledAt: at, failure: null },
  });
  if (delivery) await arrive(unit, delivery, ticket, card);
}
