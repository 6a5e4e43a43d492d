import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { commit, type Unit } from '../unit.ts';
import { arrive, keepCard } from './settle-delivery.ts';

interface Seen {
  ticketId: number;
  /** The card that somebody of the department tapped or replied to. */
  card?: { chatId: bigint; messageId: number };
}

/** Somebody of the department has the card before them, and is about to act on it. */
export async function noticeArrival(deps: Deps, seen: Seen): Promise<void> {
  await commit(deps, (unit) => proveArrival(unit, seen));
}

/**
 * A department that acts on a ticket has it: a delivery of which we do not know, or do not know yet, is settled by that, also one that
 * waits to be tried again or was given up; and the message that it acts on is the ticket's card from now on. It takes part in the
 * transaction of the department's own step.
 */
export async function proveArrival(unit: Unit, { ticketId, card }: Seen): Promise<void> {
  const { tx, at } = unit;
  const ticket = await tx.ticket.findUnique({ where: { id: ticketId } });
  const delivery = await tx.delivery.findFirst({
    where: { ticketId, round: ticket?.rounds ?? 0, kind: 'ticket', attempts: { gt: 0 } },
    include: { channel: true },
  });
  if (!ticket || !delivery) return;
  const isCard = card && delivery.channel?.chatId === card.chatId && (await isFree(unit, card));
  const post = isCard ? card : undefined;
  const isAwaited = ['confirmed', 'reopened'].includes(ticket.status);
  const [settled] = await tx.delivery.updateManyAndReturn({
    where: { id: delivery.id, state: { in: isAwaited ? ['sending', 'unknown', 'due', 'failed'] : [] } },
    data: { state: 'delivered', settledAt: at, failure: null },
  });
  if (settled) return arrive(unit, settled, ticket, post);
  // That it is there was known, or said by people; which message it is shows only now.
  if (!post || delivery.state === 'cancelled') return;
  await keepCard(unit, delivery, ticket, post);
  await touchCards(unit, { complaintId: ticket.complaintId, id: ticketId });
}

/** A forged tap may come from any message: what is a card already stays what it is. */
async function isFree({ tx }: Unit, { chatId, messageId }: NonNullable<Seen['card']>): Promise<boolean> {
  return (await tx.card.count({ where: { chatId, telegramMessageId: messageId } })) === 0;
}
