import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps, Texts } from '../deps.ts';
import { learnedFrom } from '../triage/local/learned.ts';
import { readComplaint } from '../triage/read-complaint.ts';

/** All categories in force, the likeliest for this ticket first, so that the right one is near the thumb. */
export async function rankCategories(deps: Deps, ticketId: number): Promise<{ code: string; name: Texts }[]> {
  const catalog = await catalogInForce(deps);
  const ticket = await deps.db.ticket.findUnique({ where: { id: ticketId }, include: { complaint: true } });
  if (!catalog || !ticket) return [];
  const words = ticket.ordinal === 1 ? (await readComplaint(deps.db, ticket.complaint)).text : '';
  const { classifier } = await learnedFrom(deps, catalog);
  const { ranked } = classifier.rank([ticket.title, ticket.description, words].join('\n'));
  const place = new Map(ranked.map(({ code }, index) => [code, index]));
  return catalog.categories
    .map(({ code, name }) => ({ code, name }))
    .sort((a, b) => (place.get(a.code) ?? ranked.length) - (place.get(b.code) ?? ranked.length));
}
