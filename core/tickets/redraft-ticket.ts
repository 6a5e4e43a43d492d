import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantMediaCard } from '../cards/touch-cards.ts';
import { record } from '../events.ts';
import type { Unit } from '../unit.ts';
import { type Draft, draftOf, raised, suggestionOf } from './draft-tickets.ts';
import { hurried } from './hold.ts';
import { undecidedStates } from './life.ts';

/**
 * More words came to a complaint that has its ticket: where there is one, and nobody has decided yet, it is drafted anew under a
 * new version (a tap on the old card is then told to look again). Where staff have decided, or there are several, the draft is
 * theirs: the words are shown beside it. Returns whether it drafted.
 */
export async function redraftTicket(
  unit: Unit,
  { complaint, catalog, proposal }: Draft & { complaint: { tickets: Ticket[] } },
): Promise<boolean> {
  const [ticket, ...others] = complaint.tickets;
  const card = { complaintId: complaint.id, ticketId: ticket!.id };
  await wantMediaCard(unit, { kind: 'review_media', ...card });
  await wantMediaAtDepartments(unit, complaint.id);
  await raise(unit, complaint);
  await touchCards(unit, { complaintId: complaint.id });
  // Splitting a second problem off by machine would take a card from under a reviewer's thumb: they split, if need be.
  const [problem] = raised({ complaint, catalog, proposal });
  if (!ticket || !problem || others.length > 0) return false;
  const { count } = await unit.tx.ticket.updateMany({
    where: { id: ticket.id, status: { in: [...undecidedStates] } },
    data: { ...draftOf(problem, complaint), version: { increment: 1 } },
  });
  if (count === 0) return false;
  await unit.tx.suggestion.create({
    data: suggestionOf(proposal, problem, {
      complaintId: complaint.id,
      ticketId: ticket.id,
      catalogVersionId: catalog.version,
      createdAt: unit.at,
    }),
  });
  await record(unit, {
    ...card,
    type: 'redrafted',
    by: { kind: 'system' },
    data: { source: proposal.source },
  });
  return true;
}

/** Photos that come after a ticket went out follow it into the department's group, below the card of its last round. */
export async function wantMediaAtDepartments(unit: Unit, complaintId: number): Promise<void> {
  const cards = await unit.tx.card.findMany({
    where: {
      complaintId,
      kind: 'department',
      state: { not: 'gone' },
      ticket: { status: { in: ['dispatched', 'accepted', 'answered'] } },
    },
    orderBy: { round: 'desc' },
    distinct: ['ticketId'],
  });
  for (const { ticketId, round, chatId } of cards) {
    if (chatId !== null)
      await wantMediaCard(unit, { kind: 'department_media', complaintId, ticketId, round, chatId });
  }
}

/** An emergency that shows only in later words raises every ticket that is still open: nobody knows yet which of them is meant. */
async function raise(unit: Unit, complaint: Draft['complaint'] & { tickets: Ticket[] }): Promise<void> {
  const { tx, at } = unit;
  if (!complaint.emergency || complaint.tickets.some(({ urgency }) => urgency === 'emergency')) return;
  const raised = await tx.ticket.updateManyAndReturn({
    where: { complaintId: complaint.id, urgency: { not: 'emergency' }, closedAt: null },
    data: { urgency: 'emergency', version: { increment: 1 } },
  });
  for (const ticket of raised)
    await tx.ticket.update({ where: { id: ticket.id }, data: await hurried(unit, ticket) });
  // Those who stand in a line step out of it.
  await tx.card.updateMany({ where: { complaintId: complaint.id }, data: { urgent: true, dueAt: at } });
}
