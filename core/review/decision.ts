import type { Review, Ticket } from '../../prisma/generated/client.ts';
import { hasSupervisor, may, mayRule } from '../people/roles.ts';
import type { Unit } from '../unit.ts';
import { supervised } from './supervised.ts';

/** What a reviewer's tap comes to, when it does not come to what they wanted. */
export type NotDecided =
  | { kind: 'not-allowed' }
  /** It is the supervisors', or the admins' where the town has none. */
  | { kind: 'for-supervisors'; admins: boolean }
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
  const merger = ticket.status === 'merged' ? await whoMerged(tx, ticket.id) : null;
  return { kind: 'already', ticket, by: merger ?? review?.reviewer.name ?? null, review };
}

/** A merge is no review: of what category a ticket is it says nothing. */
async function whoMerged(tx: Unit['tx'], ticketId: number): Promise<string | null> {
  const event = await tx.event.findFirst({ where: { ticketId, type: 'merged' }, orderBy: { id: 'desc' } });
  const person = event?.actorId ? await tx.person.findUnique({ where: { id: event.actorId } }) : null;
  return person?.name ?? null;
}

/** Every tap is checked anew: null where this person may decide on this ticket, as it stands now. */
export async function refuseUnlessDecider(
  { tx }: Unit,
  { ticketId, by }: Decision,
): Promise<NotDecided | null> {
  if (!(await may(tx, by, 'review'))) return { kind: 'not-allowed' };
  const ticket = await tx.ticket.findUnique({ where: { id: ticketId } });
  if (ticket?.status !== 'in_review' || !(await supervised(tx, ticket)) || (await mayRule(tx, by)))
    return null;
  return { kind: 'for-supervisors', admins: !(await hasSupervisor(tx)) };
}

/** Keeps what a person decided beside what the machine had suggested last. */
export async function keepReview(
  { tx, at }: Unit,
  ticket: Ticket,
  review: { by: number; categoryCode: string | null; rejected?: boolean; ruling?: boolean },
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
      ruling: review.ruling ?? false,
      createdAt: at,
    },
  });
}
