import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantCard, wantMediaCard } from '../cards/touch-cards.ts';
import type { Unit } from '../unit.ts';

/** Locks tickets in the order of their ids, so that of two who want the same ones neither waits for the other for ever. */
export async function lockTickets({ tx }: Unit, ids: number[]): Promise<void> {
  await tx.$executeRaw`select 1 from ticket where id = any(${ids}) order by id for update`;
}

/** The lead's cards say how many speak with it: in the groups and to its resident. Its department gets to see what they sent. */
export async function showLead(unit: Unit, leadId: number): Promise<void> {
  const lead = await unit.tx.ticket.findUniqueOrThrow({ where: { id: leadId } });
  await touchCards(unit, lead);
  await showMembersMedia(unit, lead);
}

/** A step of the lead is a step of all that are merged into it: their residents' cards follow. */
export async function showMembers(unit: Unit, lead: Pick<Ticket, 'id' | 'joined'>): Promise<void> {
  if (lead.joined === 0) return;
  const members = await membersOf(unit, lead.id);
  for (const member of members) await touchCards(unit, member);
}

/** What was sent to any complaint of the group hangs below the lead's card in its department's group. */
export async function showMembersMedia(unit: Unit, lead: Pick<Ticket, 'id' | 'joined'>): Promise<void> {
  if (lead.joined === 0) return;
  const card = await unit.tx.card.findFirst({
    where: { ticketId: lead.id, kind: 'department', state: { not: 'gone' } },
    orderBy: { round: 'desc' },
  });
  if (!card?.chatId) return;
  const { round, chatId } = card;
  for (const { complaintId } of await membersOf(unit, lead.id))
    await wantMediaCard(unit, { kind: 'department_media', complaintId, ticketId: lead.id, round, chatId });
}

/**
 * The answer to the lead goes to everybody whose ticket is merged into it: once to each person, and not again to those who have had it
 * by their own. Asked twice it brings nothing twice.
 */
export async function tellMembers(
  unit: Unit,
  { id: leadId, joined }: Pick<Ticket, 'id' | 'joined'>,
  after = 0,
): Promise<void> {
  const { tx } = unit;
  if (joined === 0) return;
  const lead = await tx.ticket.findUniqueOrThrow({ where: { id: leadId }, include: { complaint: true } });
  const answered = lead.status === 'answered' || lead.status === 'closed';
  const answer =
    answered &&
    (await tx.message.findFirst({ where: { ticketId: leadId, purpose: 'answer' }, orderBy: { id: 'desc' } }));
  if (!answer) return;
  const told = new Set([lead.complaint.personId]);
  for (const { id: ticketId, complaint, urgency } of await membersOf(unit, leadId)) {
    if (told.has(complaint.personId)) continue;
    told.add(complaint.personId);
    await wantCard(unit, {
      ...{ kind: 'word', complaintId: complaint.id, ticketId, subject: answer.id, after },
      chatId: complaint.chatId,
      urgent: urgency === 'emergency',
    });
  }
}

/** What is merged into a ticket, the oldest first; who was erased is not among them. */
export function membersOf({ tx }: Pick<Unit, 'tx'>, leadId: number) {
  return tx.ticket.findMany({
    where: { leadId, status: 'merged', complaint: { erasedAt: null } },
    include: { complaint: true },
    orderBy: { id: 'asc' },
  });
}

/** Words, photos or a place came to a complaint whose tickets may be merged: whoever has the lead is to see them. */
export async function showAtLeads(unit: Unit, complaintId: number): Promise<void> {
  const merged = await unit.tx.ticket.findMany({ where: { complaintId, status: 'merged' } });
  for (const { leadId } of merged) if (leadId !== null) await showLead(unit, leadId);
}
