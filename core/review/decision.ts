import type { Review, Ticket } from '../../prisma/generated/client.ts';
import { may } from '../people/roles.ts';
import type { Unit } from '../unit.ts';

/** What a reviewer's tap comes to, when it does not come to what they wanted. */
export type NotDecided =
  | { kind: 'not-allowed' }
  | { kind: 'gone' }
  /** Somebody was first: who, and what the ticket became. */
  | { kind: 'already'; ticket: Ticket; by: string | null; review: Review | null }
  /** The draft changed since the card was shown: look again. */
  | { kind: 'stale' };

export interface Decision {
  ticketId: number;
  /** The version on the card that was tapped. */
  version: number;
  /** The person who decides. */
  by: number;
}

/** Why a step was refused, for the person who tried: it is read after the compare-and-set has failed. */
export async function whyNot({ tx }: Unit, decision: Decision): Promise<NotDecided> {
  const ticket = await tx.ticket.findUnique({ where: { id: decision.ticketId } });
  if (!ticket) return { kind: 'gone' };
  if (ticket.status === 'in_review') return { kind: 'stale' };
  const review = await tx.review.findFirst({
    where: { ticketId: ticket.id, undoneAt: null },
    orderBy: { id: 'desc' },
    include: { reviewer: true },
  });
  return { kind: 'already', ticket, by: review?.reviewer.name ?? null, review };
}

/** Every tap is checked anew: null where this person may review. */
export async function refuseUnlessReviewer({ tx }: Unit, by: number): Promise<NotDecided | null> {
  return (await may(tx, by, 'review')) ? null : { kind: 'not-allowed' };
}

/** Keeps what a person decided beside what the machine had suggested last. */
export async function keepReview(
  { tx, at }: Unit,
  ticket: Ticket,
  review: { by: number; categoryCode: string | null; rejected?: boolean },
): Promise<void> {
  const suggestion = await tx.suggestion.findFirstOrThrow({
    where: { ticketId: ticket.id },
    orderBy: { id: 'desc' },
  });
  const agreed = suggestion.categoryCode === review.categoryCode;
  await tx.review.create({
    data: {
      ticketId: ticket.id,
      suggestionId: suggestion.id,
      reviewerId: review.by,
      verdict: review.rejected ? 'rejected' : agreed ? 'confirmed' : 'corrected',
      categoryCode: review.categoryCode,
      createdAt: at,
    },
  });
}
