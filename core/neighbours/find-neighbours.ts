import type { Ticket } from '../../prisma/generated/client.ts';
import type { TicketStatus } from '../../prisma/generated/enums.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import { endedStates } from '../tickets/life.ts';
import { probabilityOf, signsOf, threshold } from './likeness.ts';
import { foundFor } from './make-findable.ts';
import { radiusOf } from './radius.ts';
import { compared, sketchOfTicket } from './telling.ts';
import { soughtTraits } from './traits.ts';

/** A ticket that may tell of the same problem. */
export interface Neighbour {
  ticketId: number;
  reference: string;
  /** How probable it is that both tell of one problem, 0 to 1. */
  score: number;
  writtenAt: Date;
  status: TicketStatus;
  department: Texts | null;
  title: string;
  place: string | null;
  /** The draft's words, as many as there are. */
  text: string;
  /** It is not over: another may be merged into it. */
  open: boolean;
  /** How many are merged into it already. */
  joined: number;
}

/** As many stand on a card. */
const mostNeighbours = 3;

/** The tickets, open or over of late, that most probably tell of the same problem as this one: the likeliest first, of a group its lead. */
export async function findNeighbours(deps: Pick<Deps, 'db' | 'now'>, ticketId: number): Promise<Neighbour[]> {
  const catalog = await catalogInForce(deps);
  const ticket = await deps.db.ticket.findUnique({ where: { id: ticketId }, include: compared });
  if (!catalog || !ticket) return [];
  const sketch = sketchOfTicket(catalog, ticket);
  const radius = radiusOf(catalog, sketch.category);
  const candidates = await candidatesFor(deps, ticket, soughtTraits(sketch));
  const scored = candidates
    .map((candidate) => ({
      candidate,
      score: probabilityOf(signsOf(sketch, sketchOfTicket(catalog, candidate), radius)),
    }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score);
  // Whoever was merged speaks for its lead.
  const best = new Map<number, Neighbour>();
  for (const { candidate, score } of scored) {
    const stands = candidate.lead ?? candidate;
    if (!best.has(stands.id)) best.set(stands.id, neighbourOf(stands, candidate.complaint.writtenAt, score));
  }
  return [...best.values()].slice(0, mostNeighbours);
}

/** Each trait brings the newest that have it, so that what many have costs no more than what few have, and tells less. */
const newestOfEach = 200;
const mostCompared = 60;
const day = 24 * 3_600_000;

async function candidatesFor({ db, now }: Pick<Deps, 'db' | 'now'>, ticket: Ticket, traits: number[]) {
  const found = await db.$queryRaw<{ id: number }[]>`
    select held.ticket_id as id from unnest(${traits}::int[]) as sought (key)
    cross join lateral (
      select ticket_id, count(*) over () as many from (
        select ticket_id from trait where trait.key = sought.key order by ticket_id desc limit ${newestOfEach}
      ) as newest
    ) as held
    where held.ticket_id <> ${ticket.id}
    group by held.ticket_id order by sum(1.0 / held.many) desc, held.ticket_id desc limit ${mostCompared}`;
  const since = new Date(now().getTime() - foundFor * day);
  return db.ticket.findMany({
    where: {
      id: { in: found.map(({ id }) => id) },
      complaintId: { not: ticket.complaintId },
      complaint: { erasedAt: null },
      status: { notIn: ['withdrawn', 'rejected'] },
      OR: [{ closedAt: null }, { closedAt: { gte: since } }],
      // One's own group is no news.
      ...(ticket.leadId && { leadId: { not: ticket.leadId } }),
    },
    include: { ...compared, department: true, lead: { include: { department: true } } },
  });
}

type Stands = Pick<Ticket, 'id' | 'reference' | 'status' | 'title' | 'description' | 'place' | 'joined'> & {
  department: { names: unknown } | null;
};

function neighbourOf(ticket: Stands, writtenAt: Date, score: number): Neighbour {
  const { id, reference, status, title, description, place, joined, department } = ticket;
  return {
    ticketId: id,
    ...{ reference, score, writtenAt, status, title, place, joined },
    department: department && textsOf(department.names as never),
    text: description,
    open: !endedStates.includes(status),
  };
}
