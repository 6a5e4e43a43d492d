import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { may } from '../people/roles.ts';
import { endingOf } from '../tickets/errand.ts';
import { heldByStaff } from '../tickets/hold.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';

export type TakenBack =
  | { kind: 'taken-back'; ticket: Ticket }
  | { kind: 'not-allowed' | 'gone' | 'too-late' | 'nothing-to-take-back' };

/**
 * A decision is taken back within the minute, by whoever made it or a supervisor. If the department holds the ticket already, and has
 * not begun, it is told; if it has begun, it is too late.
 */
export async function takeBack(
  deps: Deps,
  { ticketId, by }: { ticketId: number; by: number },
): Promise<TakenBack> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    // It may arrive at this very moment, which is no reason to be too late.
    await tx.$executeRaw`select 1 from ticket where id = ${ticketId} for update`;
    const before = await tx.ticket.findUnique({
      where: { id: ticketId },
      include: { reviews: { where: { undoneAt: null }, orderBy: { id: 'desc' }, take: 1 } },
    });
    if (!before) return { kind: 'gone' } as const;
    const review = before.reviews[0];
    if (!review || !before.decidedAt) return { kind: 'nothing-to-take-back' } as const;
    const theirs = review.reviewerId === by && (await may(tx, by, 'review'));
    if (!theirs && !(await may(tx, by, 'supervise'))) return { kind: 'not-allowed' } as const;
    if (at.getTime() - before.decidedAt.getTime() > deps.settings.takeBackWindow)
      return { kind: 'too-late' } as const;
    const ticket = await moveTicket(unit, {
      step: endingOf(before) === 'passed_on' ? 'take_back_thanks' : 'take_back',
      ticketId,
      by: { kind: 'staff', personId: by },
      change: { decidedAt: null, closedAt: null, dueAt: null, ...(await heldByStaff(unit, before)) },
    });
    if (!ticket) return { kind: 'too-late' } as const;
    await tx.review.update({ where: { id: review.id }, data: { undoneAt: at } });
    await recall(unit, before, ticket);
    return { kind: 'taken-back', ticket } as const;
  });
}

/** What waits is cancelled; what is out, or may be out by an attempt before, is followed by a recall of the same round. */
async function recall(unit: Unit, before: Ticket, ticket: Ticket): Promise<void> {
  const { tx, at } = unit;
  if (before.status === 'rejected') return;
  const cancelled = await tx.delivery.updateManyAndReturn({
    where: { ticketId: ticket.id, round: before.rounds, kind: 'ticket', state: 'due' },
    data: { state: 'cancelled', settledAt: at },
  });
  if (cancelled.every(({ attempts }) => attempts > 0)) await wantDelivery(unit, before, 'recall');
  await touchCards(unit, { complaintId: ticket.complaintId, id: ticket.id });
}
