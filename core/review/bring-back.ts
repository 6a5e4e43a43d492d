import type { Ticket } from '../../prisma/generated/client.ts';
import { wantCard, wantMediaCard } from '../cards/touch-cards.ts';
import type { Unit } from '../unit.ts';

/** A ticket that has been with a department comes back to the reviewers: on a new card, with its photos. */
export async function bringBack(
  unit: Unit,
  { id, complaintId, rounds, urgency }: Pick<Ticket, 'id' | 'complaintId' | 'rounds' | 'urgency'>,
): Promise<void> {
  const fresh = { complaintId, ticketId: id, round: rounds, urgent: urgency === 'emergency' };
  await wantCard(unit, { ...fresh, kind: 'review' });
  await wantMediaCard(unit, { ...fresh, kind: 'review_media' });
}
