import type { Prisma, Ticket } from '../../prisma/generated/client.ts';
import { wantCard } from '../cards/touch-cards.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import { type Decision, keepReview, type NotDecided, refuseUnlessDecider, whyNot } from './decision.ts';
import { type Reason, readyWords, wordsOfOthers } from './reasons.ts';

export type Rejected = { kind: 'rejected'; ticket: Ticket } | { kind: 'no-such-others' } | NotDecided;

type Why = Reason | { elsewhere: string } | { text: string };

/**
 * A reviewer ends a ticket without a department, always with a reason that the resident reads: one of the ready ones, whose matter it is
 * by the catalogue, or the reviewer's own words.
 */
export async function rejectTicket(deps: Deps, decision: Decision & { reason: Why }): Promise<Rejected> {
  const text = await textOf(deps, decision.reason);
  if (text === null) return { kind: 'no-such-others' };
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessDecider(unit, decision);
    if (refused) return refused;
    const ticket = await moveTicket(unit, {
      step: 'reject',
      ticketId: decision.ticketId,
      version: decision.version,
      by: { kind: 'staff', personId: decision.by },
      change: { decidedAt: unit.at, closedAt: unit.at, disputed: false },
      say: { purpose: 'rejection', text },
      data: dataOf(decision.reason),
    });
    if (!ticket) return whyNot(unit, decision);
    await keepReview(unit, ticket, { by: decision.by, categoryCode: null, rejected: true });
    const complaint = await unit.tx.complaint.findUniqueOrThrow({ where: { id: ticket.complaintId } });
    // A thank-you needs no ringing phone: the card says it.
    if (decision.reason !== 'thanks' && !complaint.erasedAt) {
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

/** Null where the catalogue in force does not have those others any more. */
async function textOf(deps: Deps, reason: Why): Promise<string | null> {
  if (typeof reason === 'string') return readyWords(reason);
  if ('text' in reason) return reason.text;
  const others = (await catalogInForce(deps))?.elsewhere.find(({ code }) => code === reason.elsewhere);
  return others ? wordsOfOthers(others) : null;
}

/** Codes only: a reviewer's own words stand in the message. */
function dataOf(reason: Why): Prisma.InputJsonObject {
  if (typeof reason === 'string') return { reason };
  return 'elsewhere' in reason ? { elsewhere: reason.elsewhere } : {};
}
