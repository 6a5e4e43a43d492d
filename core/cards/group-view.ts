import type { Ticket } from '../../prisma/generated/client.ts';
import type { TicketStatus } from '../../prisma/generated/enums.ts';
import type { Point } from '../complaints/incoming.ts';
import type { Deps } from '../deps.ts';
import { endedStates } from '../tickets/life.ts';
import type { Said } from './thread.ts';

type Db = Pick<Deps, 'db'>['db'];

/** What a resident is told of those who told of the same problem: how many, and never who. */
export interface GroupForResident {
  /** Their ticket is merged into another's. */
  merged: boolean;
  /** How many others there are. */
  others: number;
  /** They said themselves that the answer solved it. */
  saidSolved: boolean;
  /** That it was not solved has been said by another. */
  reopenedByOther: boolean;
}

type InGroup = Pick<Ticket, 'id' | 'status' | 'joined' | 'leadId' | 'outcome'>;

/** The ticket that stands for this one: its lead while it is merged, else itself. */
export function leadIdOf({ id, status, leadId }: Pick<Ticket, 'id' | 'status' | 'leadId'>): number {
  return status === 'merged' && leadId !== null ? leadId : id;
}

/** Null for a ticket that is told of by one alone. */
export async function groupForResident(
  db: Db,
  ticket: InGroup,
  personId: number,
): Promise<GroupForResident | null> {
  const leadId = leadIdOf(ticket);
  const merged = leadId !== ticket.id;
  if (!merged && ticket.joined === 0) return null;
  const all = await db.ticket.findMany({
    where: { OR: [{ id: leadId }, { leadId }], complaint: { erasedAt: null } },
    select: { complaint: { select: { personId: true } } },
  });
  const people = new Set(all.map(({ complaint }) => complaint.personId));
  people.delete(personId);
  return {
    merged,
    others: people.size,
    saidSolved: merged ? ticket.outcome === 'solved' : false,
    reopenedByOther: await wasReopenedByOther(db, leadId, personId),
  };
}

/** Whether it was another of the group who said last that it is not solved; since an event, if one is given. */
export async function wasReopenedByOther(
  db: Db,
  leadId: number,
  personId: number,
  since = 0,
): Promise<boolean> {
  const last = await db.event.findFirst({
    where: { ticketId: leadId, type: 'reopened', id: { gt: since } },
    orderBy: { id: 'desc' },
  });
  return last !== null && last.actorId !== personId;
}

/** What staff and departments see of a group on a ticket's card. */
export interface GroupForStaff {
  /** How many are merged into this ticket. */
  joined: number;
  /** Where the others told it to be, if elsewhere or nearer. */
  places: { place: string | null; point: Point | null }[];
  /** What this ticket is merged into. */
  lead: { reference: string; status: TicketStatus } | null;
  /** It can be taken out of the group again. */
  canUnmerge: boolean;
}

const mostPlaces = 5;

/** Null for a ticket that is told of by one alone. */
export async function groupForStaff(
  db: Db,
  ticket: Pick<Ticket, 'id' | 'status' | 'joined' | 'leadId' | 'place'>,
): Promise<GroupForStaff | null> {
  const leadId = leadIdOf(ticket);
  const lead = leadId === ticket.id ? null : await db.ticket.findUnique({ where: { id: leadId } });
  if (!lead && ticket.joined === 0) return null;
  return {
    joined: ticket.joined,
    places: ticket.joined > 0 ? await placesOf(db, ticket) : [],
    lead: lead && { reference: lead.reference, status: lead.status },
    canUnmerge: lead !== null && !endedStates.includes(lead.status),
  };
}

async function placesOf(db: Db, lead: Pick<Ticket, 'id' | 'place'>): Promise<GroupForStaff['places']> {
  const members = await db.ticket.findMany({
    where: { leadId: lead.id, complaint: { erasedAt: null } },
    select: { place: true, complaint: { select: { latitude: true, longitude: true, placeName: true } } },
    orderBy: { id: 'asc' },
  });
  const told = [lead.place, ...members.map(({ place }) => place)];
  return members
    .map(({ place, complaint: { latitude, longitude, placeName } }, at) => ({
      // The lead stands first in the list.
      place: told.indexOf(place) === at + 1 ? place : null,
      point: latitude === null || longitude === null ? null : { latitude, longitude, name: placeName },
    }))
    .filter(({ place, point }) => place !== null || point !== null)
    .slice(0, mostPlaces);
}

/** What others of the group said of an answer that did not solve it, for the thread of the ticket that stands for them. */
export async function groupWords(db: Db, lead: Pick<Ticket, 'id' | 'joined'>): Promise<Said[]> {
  if (lead.joined === 0) return [];
  const messages = await db.message.findMany({
    where: { purpose: 'not_solved', supersededAt: null, ticket: { leadId: lead.id } },
    include: { media: { select: { kind: true } } },
    orderBy: { id: 'asc' },
  });
  return messages.map(({ text, media, version, forwarded, sentAt }) => ({
    who: 'resident' as const,
    purpose: 'not_solved' as const,
    department: null,
    ...{ text, forwarded, at: sentAt, edited: version > 1 },
    ...{ media: media.map(({ kind }) => kind), heard: [], unheard: false },
  }));
}

/** A thread with what others of the group said, in order. */
export function inOrder(thread: Said[], others: Said[]): Said[] {
  return others.length === 0 ? thread : [...thread, ...others].sort((a, b) => Number(a.at) - Number(b.at));
}
