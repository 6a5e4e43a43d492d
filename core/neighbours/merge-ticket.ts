import type { Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { type Decision, type NotDecided, refuseUnlessDecider, whyNot } from '../review/decision.ts';
import { endedStates } from '../tickets/life.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import { lockTickets, showLead, tellMembers } from './group.ts';
import { hurryLead } from './hurry-lead.ts';

export type Merged =
  | { kind: 'merged'; ticket: Ticket; lead: Ticket }
  /** What it was to go into has come to its end meanwhile, or is gone. */
  | { kind: 'lead-ended'; lead: Pick<Ticket, 'reference' | 'status'> | null }
  | { kind: 'itself' }
  | NotDecided;

/**
 * A reviewer says that a ticket tells of the same problem as another: it is merged into that one, or into what that one is merged into
 * itself, and brings along all that was merged into it. So every group has one lead. The first tap wins.
 */
export async function mergeTicket(deps: Deps, decision: Decision & { into: number }): Promise<Merged> {
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessDecider(unit, decision);
    if (refused) return refused;
    const lead = await lockLead(unit, decision);
    if (lead?.id === decision.ticketId) return { kind: 'itself' } as const;
    if (!lead || endedStates.includes(lead.status)) return { kind: 'lead-ended', lead } as const;
    const by = { kind: 'staff', personId: decision.by } as const;
    const ticket = await moveTicket(unit, {
      step: 'merge',
      ticketId: decision.ticketId,
      version: decision.version,
      by,
      change: {
        ...{ leadId: lead.id, joined: 0, disputed: false },
        ...{ decidedAt: unit.at, closedAt: unit.at },
      },
      data: { lead: lead.reference },
    });
    if (!ticket) return whyNot(unit, decision);
    const followers = await repoint(unit, ticket, lead, decision.by);
    const grown = await unit.tx.ticket.update({
      where: { id: lead.id },
      data: { joined: { increment: 1 + followers } },
    });
    await record(unit, {
      complaintId: lead.complaintId,
      ticketId: lead.id,
      type: 'merged_in',
      by,
      data: { ticket: ticket.reference, joined: grown.joined },
    });
    await hurryLead(unit, lead, ticket);
    await showLead(unit, lead.id);
    await tellMembers(unit, grown);
    return { kind: 'merged', ticket, lead: grown } as const;
  });
}

/** The ticket that would be the lead, locked together with the one to be merged, so that neither comes to an end meanwhile. */
async function lockLead(unit: Unit, { ticketId, into }: { ticketId: number; into: number }) {
  const meant = await unit.tx.ticket.findUnique({ where: { id: into }, select: { leadId: true } });
  const leadId = meant?.leadId ?? into;
  await lockTickets(unit, [ticketId, leadId]);
  // Where it was merged itself before it could be locked, its status says that it is no lead any more.
  return unit.tx.ticket.findUnique({ where: { id: leadId } });
}

/** Those that were merged into what is merged now go along. */
async function repoint(unit: Unit, from: Ticket, lead: Ticket, by: number): Promise<number> {
  const moved = await unit.tx.ticket.updateManyAndReturn({
    where: { leadId: from.id },
    data: { leadId: lead.id, version: { increment: 1 } },
    select: { id: true, complaintId: true },
  });
  for (const { id, complaintId } of moved)
    await record(unit, {
      complaintId,
      ticketId: id,
      type: 'merged',
      by: { kind: 'staff', personId: by },
      data: { lead: lead.reference },
    });
  return moved.length;
}
