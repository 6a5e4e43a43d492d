import type { Ticket } from '../../prisma/generated/client.ts';
import { wantCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import { type Decision, keepReview, type NotDecided, refuseUnlessReviewer, whyNot } from './decision.ts';
import { type Reason, readyWords } from './reasons.ts';

export type Rejected = { kind: 'rejected'; ticket: Ticket } | NotDecided;

/**
 * A reviewer ends a ticket without a department, always with a reason that the resident reads: one of the ready ones,
 * or their own words.
 */
export async function rejectTicket(
  deps: Deps,
  decision: Decision & { reason: Reason | { text: string } },
): Promise<Rejected> {
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessReviewer(unit, decision.by);
    if (refused) return refused;
    const ready = typeof decision.reason === 'string' ? decision.reason : null;
    const ticket = await moveTicket(unit, {
      step: 'reject',
      ticketId: decision.ticketId,
      version: decision.version,
      by: { kind: 'staff', personId: decision.by },
      change: { decidedAt: unit.at, closedAt: unit.at, disputed: false },
      say: {
        purpose: 'rejection',
        text: typeof decision.reason === 'string' ? readyWords(decision.reason) : decision.reason.text,
      },
      data: ready ? { reason: ready } : {},
    });
    if (!ticket) return whyNot(unit, decision);
    await keepReview(unit, ticket, { by: decision.by, categoryCode: null, rejected: true });
    const complaint = await unit.tx.complaint.findUniqueOrThrow({ where: { id: ticket.complaintId } });
    // A thank-you needs no ringing phone: the card says it.
    if (ready !== 'thanks' && !complaint.erasedAt) {
      await wantCard(unit, {
        kind: 'word',
        complaintId: ticket.complaintId,
        ticketId: ticket.id,
        subject: ticket.messageId!,
        chatId: complaint.chatId,
      });
    }
    return { kind: 'rejected', ticket } as const;
  });
}
