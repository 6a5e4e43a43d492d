import type { Complaint, Delivery, Ticket } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Language } from '../deps.ts';
import { proxyOnCard, withProxy } from '../proxy/proxy-on-card.ts';
import { wordsOf } from '../review/reasons.ts';
import { rulingOn } from '../review/supervised.ts';
import { endingOf, errandOf } from '../tickets/errand.ts';
import { heldByDepartment } from '../tickets/hold.ts';
import { dutyOnCard } from './duty-on-card.ts';
import { groupForStaff, groupWords, inOrder } from './group-view.ts';
import { seenBy } from './seen-by.ts';
import { readThread } from './thread.ts';
import { togetherOn } from './together.ts';
import type { DepartmentView } from './views.ts';

export interface DepartmentCard {
  ticketId: number;
  /** Which time it came to a department: each has a card of its own. */
  round: number;
  language: Language;
  /** The card is about to arrive, and is written as it will stand then: from this moment on the department has it. */
  arriving?: Date;
}

/** What a department's card of a ticket says now. */
export async function departmentView(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  { ticketId, round, language, arriving }: DepartmentCard,
): Promise<DepartmentView> {
  const ticket = await db.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    include: {
      complaint: { include: { proxy: withProxy, tickets: { include: { department: true } } } },
      department: true,
      category: true,
      messages: { orderBy: { id: 'desc' } },
      deliveries: { where: { kind: 'ticket', round: { gte: round } } },
    },
  });
  const { complaint } = ticket;
  const errand = errandOf(ticket, complaint);
  const accepter = await accepterOf(db, ticketId);
  const words = (purpose: string) => ticket.messages.find((message) => message.purpose === purpose);
  const answer = words('answer');
  const back = arriving ? null : await whatBroughtBack(db, ticket, round);
  // Thanks are over before they arrive, and arriving moves them nowhere.
  const moves = arriving && errand !== 'thanks';
  const status = moves ? 'dispatched' : back === 'returned' ? 'returned' : ticket.status;
  return {
    kind: 'department',
    language,
    timeZone: settings.timeZone,
    ticketId,
    version: moves ? ticket.version + 1 : ticket.version,
    reference: ticket.reference,
    over: arriving || back === 'returned' ? null : overBecause(ticket, { round, back }),
    wentTo: ticket.rounds > round && ticket.department ? textsOf(ticket.department.names) : null,
    ruled: await rulingOn(db, ticketId),
    together: togetherOn(complaint.tickets),
    erased: complaint.erasedAt !== null,
    status,
    urgency: ticket.urgency,
    emergency: complaint.emergency,
    category: textsOf(ticket.category?.names ?? {}),
    errand,
    ...(await dutyOnCard(db, ticket.categoryCode, ticket.dutyCode)),
    ...factsOf(ticket, complaint),
    thread: inOrder(
      await readThread({ db, settings }, { complaint, ticketId }),
      await groupWords(db, ticket),
    ),
    group: await groupForStaff(db, ticket),
    seenBy: await seenBy(db, complaint),
    proxy: proxyOnCard(complaint.proxy),
    dueAt: ticket.dueAt,
    ...(await clockOf(db, settings, ticket, moves ? arriving : undefined)),
    round,
    promisedFor: ticket.promisedFor,
    acceptedBy: ['accepted', 'answered', 'closed'].includes(status) ? (accepter?.name ?? null) : null,
    answer: answer && ['answered', 'closed'].includes(status) ? wordsOf(answer.text) : null,
    ending: endingOf(ticket),
    returned: status === 'returned' ? { words: words('return_reason')?.text ?? '' } : null,
  };
}

function factsOf({ title, description, place, since, wish }: Ticket, complaint: Complaint) {
  const { latitude, longitude, placeName } = complaint;
  const point = latitude === null || longitude === null ? null : { latitude, longitude, name: placeName };
  return { title, description, place, point, since, wish };
}

async function accepterOf(db: Deps['db'], ticketId: number) {
  const acceptance = await db.event.findFirst({
    where: { ticketId, type: 'accepted' },
    orderBy: { id: 'desc' },
  });
  return acceptance?.actorId ? db.person.findUnique({ where: { id: acceptance.actorId } }) : null;
}

async function clockOf(
  db: Deps['db'],
  settings: Deps['settings'],
  { acceptBy, answerBy, pausedAt, ...ticket }: Ticket,
  from: Date | undefined,
) {
  if (!from) return { acceptBy, answerBy, pausedAt };
  const held = await heldByDepartment({ tx: db, at: from, deps: { db, settings } }, ticket);
  return { acceptBy: held.acceptBy, answerBy: held.answerBy, pausedAt: null };
}

/** What brought the ticket back to the reviewers from here, however far they have come since: the department's own "not ours", or the resident. */
async function whatBroughtBack(
  db: Deps['db'],
  { id, status, rounds }: Ticket,
  round: number,
): Promise<'returned' | 'reopened' | null> {
  if (rounds !== round || !['returned', 'in_review', 'rejected', 'merged'].includes(status)) return null;
  const last = await db.event.findFirst({
    where: { ticketId: id, type: { in: ['returned', 'taken_back', 'reopened'] } },
    orderBy: { id: 'desc' },
  });
  return last?.type === 'returned' || last?.type === 'reopened' ? last.type : null;
}

function overBecause(
  { status, rounds, deliveries }: Ticket & { deliveries: Delivery[] },
  { round, back }: { round: number; back: 'returned' | 'reopened' | null },
): DepartmentView['over'] {
  const holder = (of: number) => deliveries.find((delivery) => delivery.round === of)?.departmentCode;
  if (rounds > round) return holder(rounds) === holder(round) ? 'superseded' : 'elsewhere';
  if (status === 'withdrawn') return 'withdrawn';
  if (back === 'reopened' && ['returned', 'in_review'].includes(status)) return 'escalated';
  return ['in_review', 'confirmed', 'rejected', 'merged'].includes(status) ? 'recalled' : null;
}
