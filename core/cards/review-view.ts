import type { Prisma } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Language } from '../deps.ts';
import { findNeighbours, type Neighbour } from '../neighbours/find-neighbours.ts';
import { proxyOnCard, withProxy } from '../proxy/proxy-on-card.ts';
import { wordsOf } from '../review/reasons.ts';
import { endingOf } from '../tickets/errand.ts';
import { claimsIn, questionFor } from './claims.ts';
import { groupForStaff, groupWords, inOrder } from './group-view.ts';
import { seenBy } from './seen-by.ts';
import { suggestionOnCard } from './suggestion-on-card.ts';
import { readThread } from './thread.ts';
import type { ReviewView } from './views.ts';

const whole = {
  complaint: { include: { tickets: { select: { id: true } }, proxy: withProxy } },
  department: true,
  category: true,
  suggestions: { orderBy: { id: 'desc' }, take: 1 },
  reviews: { where: { undoneAt: null }, orderBy: { id: 'desc' }, take: 1, include: { reviewer: true } },
  deliveries: { orderBy: [{ round: 'desc' }, { id: 'asc' }], take: 2 },
  messages: { where: { purpose: { in: ['answer', 'rejection'] } }, orderBy: { id: 'desc' } },
  events: { where: { type: { in: ['returned', 'reopened'] } }, orderBy: { id: 'desc' }, take: 1 },
  cards: { where: { kind: 'review' }, orderBy: { round: 'desc' }, take: 1, select: { round: true } },
} as const satisfies Prisma.TicketInclude;

type Whole = Prisma.TicketGetPayload<{ include: typeof whole }>;

/** What the reviewers' card of a ticket says now. `round`: which of the ticket's cards, as a return makes a new one. */
export async function reviewView(
  deps: Pick<Deps, 'db' | 'now' | 'settings' | 'report'>,
  { ticketId, round, language }: { ticketId: number; round: number; language: Language },
): Promise<ReviewView> {
  const { db, now, settings } = deps;
  const ticket = await db.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: whole });
  const { complaint } = ticket;
  const age = ticket.decidedAt ? now().getTime() - ticket.decidedAt.getTime() : Number.POSITIVE_INFINITY;
  return {
    kind: 'review',
    language,
    timeZone: settings.timeZone,
    ticketId,
    complaintId: complaint.id,
    version: ticket.version,
    reference: ticket.reference,
    status: ticket.status,
    urgency: ticket.urgency,
    emergency: complaint.emergency,
    superseded: (ticket.cards[0]?.round ?? 0) > round,
    erased: complaint.erasedAt !== null,
    ordinal: ticket.ordinal,
    siblings: complaint.tickets.length,
    what: complaint.kind,
    ...draft(ticket),
    seenBy: await seenBy(db, complaint),
    proxy: proxyOnCard(complaint.proxy),
    disputed: ticket.disputed,
    wantsHuman: complaint.wantsHuman,
    thread: inOrder(await readThread(deps, { complaint, ticketId }), await groupWords(db, ticket)),
    neighbours: ticket.status === 'in_review' ? await neighboursOf(deps, ticketId) : [],
    group: await groupForStaff(db, ticket),
    suggestion: await suggestionOnCard(deps, ticket.suggestions[0]),
    decision: decisionOf(ticket),
    canTakeBack:
      age <= settings.takeBackWindow &&
      (['confirmed', 'dispatched', 'rejected'].includes(ticket.status) || endingOf(ticket) === 'passed_on'),
    assigned: assignedTo(ticket),
    delivery: deliveryOf(ticket, 'ticket'),
    failedRecall: failedRecall(ticket),
    returned: await returnedBy(db, ticket),
    promisedFor: ticket.promisedFor,
    canAmend: await canAmend(db, ticket),
    question: ticket.status === 'in_review' ? await questionFor(deps, ticket) : null,
    hops: ticket.hops,
    answer: lastWords(ticket, 'answer'),
    ending: endingOf(ticket),
  };
}

/** Without neighbours a card can be decided on as well; without the card nothing can. */
async function neighboursOf(
  deps: Pick<Deps, 'db' | 'now' | 'report'>,
  ticketId: number,
): Promise<Neighbour[]> {
  try {
    return await findNeighbours(deps, ticketId);
  } catch (error) {
    deps.report(error, { ticketId });
    return [];
  }
}

function draft({ complaint, title, description, place, since, wish, missing }: Whole) {
  const { latitude, longitude, placeName } = complaint;
  const point = latitude === null || longitude === null ? null : { latitude, longitude, name: placeName };
  return { title, description, place, since, wish, missing, point };
}

function decisionOf(ticket: Whole): ReviewView['decision'] {
  const review = ticket.reviews[0];
  // What came back from the department is open again, whatever was decided before.
  if (!review || !ticket.decidedAt || ticket.status === 'returned' || ticket.status === 'in_review')
    return null;
  const rejection = review.verdict === 'rejected' ? lastWords(ticket, 'rejection') : null;
  const { verdict, ruling } = review;
  return { verdict, ruling, by: review.reviewer.name, at: ticket.decidedAt, rejection };
}

/** A ruling shows that the catalogue did not say whose it is; its supervisor can make it say so, once. */
async function canAmend(db: Deps['db'], ticket: Whole): Promise<boolean> {
  if (!decisionOf(ticket)?.ruling) return false;
  return (await db.catalogAmendment.count({ where: { ticketId: ticket.id } })) === 0;
}

function assignedTo({ category, department, dueAt }: Whole): ReviewView['assigned'] {
  if (!category || !department) return null;
  return { category: textsOf(category.names), department: textsOf(department.names), dueAt };
}

function failedRecall(ticket: Whole): ReviewView['failedRecall'] {
  const recall = deliveryOf(ticket, 'recall');
  return recall?.state === 'failed' ? recall : null;
}

function deliveryOf(ticket: Whole, wanted: 'ticket' | 'recall'): ReviewView['delivery'] {
  const delivery = ticket.deliveries.find(({ kind, round }) => kind === wanted && round === ticket.rounds);
  return delivery ? { id: delivery.id, state: delivery.state, failure: delivery.failure } : null;
}

/** The department's "not ours", where that is what brought the ticket back. */
async function returnedBy(db: Deps['db'], { status, events }: Whole): Promise<ReviewView['returned']> {
  if (events[0]?.type !== 'returned' || !['returned', 'in_review'].includes(status)) return null;
  return (await claimsIn(db, events))[0]!;
}

function lastWords(ticket: Whole, purpose: 'answer' | 'rejection') {
  const message = ticket.messages.find((one) => one.purpose === purpose);
  return message ? wordsOf(message.text) : null;
}
