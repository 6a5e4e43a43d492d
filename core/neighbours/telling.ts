import type { Prisma } from '../../prisma/generated/client.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Sketch, sketchOf } from './sketch.ts';

/** All of a ticket that is compared. */
export const compared = {
  complaint: { select: { latitude: true, longitude: true, writtenAt: true } },
  suggestions: {
    orderBy: { id: 'desc' },
    take: 1,
    select: { categoryCode: true, runnerUpCode: true, evidence: true },
  },
} as const satisfies Prisma.TicketInclude;

type Compared = Prisma.TicketGetPayload<{ include: typeof compared }>;

/** A ticket's problem as its row tells it: by the category that a person chose, else by the suggested one. */
export function sketchOfTicket(catalog: Pick<Catalog, 'categories'>, ticket: Compared): Sketch {
  const { title, description, place, complaint } = ticket;
  const suggested = ticket.suggestions[0];
  const { latitude, longitude, writtenAt } = complaint;
  return sketchOf(catalog, {
    ...{ title, description, place },
    evidence: suggested?.evidence ?? [],
    category: ticket.categoryCode ?? suggested?.categoryCode ?? null,
    runnerUp: suggested?.runnerUpCode ?? null,
    point: latitude === null || longitude === null ? null : { latitude, longitude },
    at: writtenAt,
  });
}
