import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { record } from '../events.ts';
import { lockTickets } from '../neighbours/group.ts';
import { leave } from '../neighbours/leave-group.ts';
import { endedStates } from '../tickets/life.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';

export type Withdrawn =
  | { kind: 'withdrawn'; reference: string }
  /** Part of it, or all, is with a department already and goes on. */
  | { kind: 'too-late'; reference: string; stopped: number }
  | { kind: 'already'; reference: string }
  | { kind: 'not-yours' };

/** The resident takes a complaint back. What no department holds yet ends here; what one holds goes on. */
export async function withdraw(
  deps: Deps,
  { complaintId, personId }: { complaintId: number; personId: number },
): Promise<Withdrawn> {
  return commit(deps, async (unit) => {
    const complaint = await unit.tx.complaint.findUnique({ where: { id: complaintId } });
    if (!complaint || complaint.personId !== personId) return { kind: 'not-yours' } as const;
    const { reference } = complaint;
    if (complaint.status === 'withdrawn') return { kind: 'already', reference } as const;
    const { stopped, going, ended } = await stopTickets(unit, complaintId, personId);
    if (going > 0) return { kind: 'too-late', reference, stopped } as const;
    // What a part of it came to stays to be read.
    if (ended > 0) return { kind: stopped > 0 ? 'withdrawn' : 'already', reference } as const;
    if (stopped === 0 && complaint.status === 'triaged') return { kind: 'already', reference } as const;
    await unit.tx.complaint.update({ where: { id: complaintId }, data: { status: 'withdrawn' } });
    if (stopped === 0) {
      await record(unit, { complaintId, type: 'withdrawn', by: { kind: 'resident', personId } });
    }
    await touchCards(unit, { complaintId });
    return { kind: 'withdrawn', reference } as const;
  });
}

/** Withdraws what can be; counts that, what goes on, and what had come to an end. */
export async function stopTickets(unit: Unit, complaintId: number, personId: number) {
  const tickets = await unit.tx.ticket.findMany({ where: { complaintId } });
  let stopped = 0;
  let going = 0;
  let ended = 0;
  for (const ticket of tickets) {
    if (ticket.status === 'merged' && (await isOver(unit, ticket))) {
      ended += 1;
      continue;
    }
    const sending = await unit.tx.delivery.findFirst({
      where: { ticketId: ticket.id, kind: 'ticket', state: { in: ['sending', 'unknown'] } },
    });
    const moved = sending
      ? null
      : await moveTicket(unit, {
          step: 'withdraw',
          ticketId: ticket.id,
          by: { kind: 'resident', personId },
          change: { closedAt: unit.at, leadId: null },
        });
    if (moved && ticket.leadId !== null)
      await leave(unit, moved, ticket.leadId, { kind: 'resident', personId });
    if (moved) stopped += 1;
    else if (['closed', 'rejected', 'merged'].includes(ticket.status)) ended += 1;
    else if (ticket.status !== 'withdrawn') going += 1;
    if (moved) await stopDeliveries(unit, moved);
  }
  return { stopped, going, ended };
}

/** Whether what a ticket is merged into has come to its end, and this one with it. If not, it does not meanwhile. */
async function isOver(unit: Unit, { id, leadId }: Ticket): Promise<boolean> {
  if (leadId === null) return true;
  await lockTickets(unit, [id, leadId]);
  const lead = await unit.tx.ticket.findUniqueOrThrow({ where: { id: leadId } });
  return endedStates.includes(lead.status);
}

/** A delivery that waits to be sent is cancelled with its ticket; one that an attempt may have brought is followed by a recall. */
async function stopDeliveries(unit: Unit, ticket: Ticket): Promise<void> {
  const { tx, at } = unit;
  await tx.delivery.updateMany({
    where: { ticketId: ticket.id, kind: 'ticket', state: 'due' },
    data: { state: 'cancelled', settledAt: at },
  });
  const perhapsThere = await tx.delivery.findFirst({
    where: {
      ticketId: ticket.id,
      round: ticket.rounds,
      kind: 'ticket',
      attempts: { gt: 0 },
      state: { not: 'delivered' },
    },
  });
  if (perhapsThere) await wantDelivery(unit, ticket, 'recall');
}
