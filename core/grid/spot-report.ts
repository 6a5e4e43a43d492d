import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantMediaCard } from '../cards/touch-cards.ts';
import { findKept, type Incoming, keepMessage } from '../complaints/incoming.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { may } from '../people/roles.ts';
import { remindSupervisors } from '../reminders/remind-supervisors.ts';
import { endedStates } from '../tickets/life.ts';
import { wantMediaAtDepartments } from '../tickets/redraft-ticket.ts';
import { commit, type Unit } from '../unit.ts';

/** What somebody on the spot tells of a ticket: how it looks there, or that it is beyond them and has to go upward. */
export type SpotReport = 'feedback' | 'escalation';

export type Reported =
  | { kind: 'reported'; ticket: Ticket }
  | { kind: 'repeated' }
  | { kind: 'not-allowed' | 'unknown' | 'ended' };

/**
 * A grid worker reports from the spot. Words and pictures stand on the cards of the reviewers and of the department that has the ticket; what
 * goes upward also rings the supervisors. Nothing of it reaches the resident: that is the department's answer to give.
 */
export async function reportFromSpot(
  deps: Deps,
  { reference, by, what, incoming }: { reference: string; by: number; what: SpotReport; incoming: Incoming },
): Promise<Reported> {
  if (await findKept(deps.db, incoming.chatId, incoming.messageId)) return { kind: 'repeated' };
  return commit(deps, async (unit) => {
    if (!(await may(unit.tx, by, 'round'))) return { kind: 'not-allowed' } as const;
    const ticket = await unit.tx.ticket.findUnique({ where: { reference }, include: { complaint: true } });
    if (!ticket || ticket.complaint.erasedAt) return { kind: 'unknown' } as const;
    if (endedStates.includes(ticket.status)) return { kind: 'ended' } as const;
    await keep(unit, ticket, { by, what, incoming });
    return { kind: 'reported', ticket } as const;
  });
}

async function keep(
  unit: Unit,
  ticket: Ticket,
  { by, what, incoming }: { by: number; what: SpotReport; incoming: Incoming },
): Promise<void> {
  const ids = { complaintId: ticket.complaintId, ticketId: ticket.id };
  // The place of a photo is where the grid worker stands, and not the resident's.
  const messageId = await keepMessage(
    unit,
    { ...ids, authorId: by, purpose: what },
    { ...incoming, place: null },
  );
  await record(unit, {
    ...ids,
    type: what === 'feedback' ? 'spot_report' : 'escalated',
    by: { kind: 'staff', personId: by },
    messageId,
  });
  if (incoming.media.length > 0) {
    await wantMediaCard(unit, { kind: 'review_media', ...ids });
    await wantMediaAtDepartments(unit, ticket.complaintId);
  }
  await touchCards(unit, { complaintId: ticket.complaintId, id: ticket.id });
  if (what === 'escalation') await remindSupervisors(unit, ticket);
}

/** The ticket of which an album's first picture told: those that follow it carry no words. */
export async function ticketOfAlbum(
  { db }: Pick<Deps, 'db'>,
  { mediaGroupId, chatId }: Incoming,
): Promise<{ reference: string; what: SpotReport } | null> {
  if (!mediaGroupId) return null;
  const first = await db.message.findFirst({
    where: { mediaGroupId, chatId, purpose: { in: ['feedback', 'escalation'] } },
    include: { ticket: { select: { reference: true } } },
  });
  return first?.ticket ? { reference: first.ticket.reference, what: first.purpose as SpotReport } : null;
}
