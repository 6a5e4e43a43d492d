import type { Complaint, Ticket } from '../../prisma/generated/client.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import type { Unit } from '../unit.ts';

type Member = Ticket & { complaint: Complaint };

/** The lead of a merged ticket, with its complaint; null where the ticket is not merged. */
export async function leadOf({ tx }: Unit, { status, leadId }: Ticket): Promise<Member | null> {
  if (status !== 'merged' || leadId === null) return null;
  return tx.ticket.findUnique({ where: { id: leadId }, include: { complaint: true } });
}

/** One of a group says that it is solved: their word is kept with their own ticket. The lead's resident says whether the lead is closed. */
export async function agree(unit: Unit, member: Ticket, input: { version: number; personId: number }) {
  return moveTicket(unit, {
    ...{ step: 'agree', ticketId: member.id, version: input.version },
    by: { kind: 'resident', personId: input.personId },
    change: { outcome: 'solved' },
  });
}

/** The lead goes on: what its group said of an answer is said of no other. */
export async function askGroupAgain({ tx }: Unit, lead: Pick<Ticket, 'id' | 'joined'>): Promise<void> {
  if (lead.joined === 0) return;
  await tx.ticket.updateMany({
    where: { leadId: lead.id, status: 'merged', outcome: { not: null } },
    data: { outcome: null, version: { increment: 1 } },
  });
}
