import type { Ticket } from '../../prisma/generated/client.ts';
import { wantCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { type Actor, record } from '../events.ts';
import { type NotDecided, refuseUnlessDecider, whyNot } from '../review/decision.ts';
import { heldByStaff } from '../tickets/hold.ts';
import { endedStates } from '../tickets/life.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import { lockTickets, membersOf, showLead } from './group.ts';

export type Unmerged =
  | { kind: 'unmerged'; ticket: Ticket }
  | { kind: 'not-merged' | 'too-late' }
  | NotDecided;

/** A reviewer takes a ticket out of its group again, to decide on it by itself, as long as the group is not over. */
export async function unmergeTicket(
  deps: Deps,
  decision: { ticketId: number; version: number; by: number },
): Promise<Unmerged> {
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessDecider(unit, decision);
    if (refused) return refused;
    const before = await unit.tx.ticket.findUnique({ where: { id: decision.ticketId } });
    if (!before?.leadId) return { kind: 'not-merged' } as const;
    await lockTickets(unit, [before.id, before.leadId]);
    const lead = await unit.tx.ticket.findUniqueOrThrow({ where: { id: before.leadId } });
    if (endedStates.includes(lead.status)) return { kind: 'too-late' } as const;
    const by = { kind: 'staff', personId: decision.by } as const;
    const ticket = await moveTicket(unit, {
      ...{ step: 'unmerge', ticketId: before.id, version: decision.version, by },
      change: { ...alone, ...(await heldByStaff(unit, before)) },
      data: { lead: lead.reference },
    });
    if (!ticket) return whyNot(unit, decision);
    await leave(unit, ticket, lead.id, by);
    return { kind: 'unmerged', ticket } as const;
  });
}

/** What a ticket loses that is merged into none any more. */
export const alone = { leadId: null, outcome: null, decidedAt: null, closedAt: null } as const;

/** The lead counts one fewer, and says so. Whoever calls this has locked it, or moves the ticket out of the way for good. */
export async function leave(unit: Unit, ticket: Ticket, leadId: number, by: Actor): Promise<void> {
  const lead = await unit.tx.ticket.update({ where: { id: leadId }, data: { joined: { decrement: 1 } } });
  await record(unit, {
    ...{ complaintId: lead.complaintId, ticketId: leadId, type: 'merged_out', by },
    data: { ticket: ticket.reference, joined: lead.joined },
  });
  await showLead(unit, leadId);
}

/**
 * The lead is withdrawn, was ended by staff, or is erased: it can speak for nobody any more. What was merged into it goes back to the
 * reviewers, each on a new card.
 */
export async function giveBack(unit: Unit, lead: Pick<Ticket, 'id' | 'joined' | 'reference'>): Promise<void> {
  if (lead.joined === 0) return;
  for (const member of await membersOf(unit, lead.id)) {
    const { id: ticketId, complaintId } = member;
    const ticket = await moveTicket(unit, {
      ...{ step: 'give_back', ticketId, by: { kind: 'system' } },
      change: { ...alone, rounds: { increment: 1 }, ...(await heldByStaff(unit, member)) },
      data: { lead: lead.reference },
    });
    if (!ticket) continue;
    const urgent = ticket.urgency === 'emergency';
    await wantCard(unit, { kind: 'review', complaintId, ticketId, round: ticket.rounds, urgent });
  }
  await unit.tx.ticket.update({ where: { id: lead.id }, data: { joined: 0 } });
}
