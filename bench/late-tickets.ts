import { catalogInForce } from '../core/catalog/in-force.ts';
import type { Deps } from '../core/deps.ts';
import { foundFor, makeFindable } from '../core/neighbours/make-findable.ts';

const day = 24 * 3_600_000;
const atOnce = 500;

/** Makes those of the old tickets findable that are over of late: all that a town of their age would still find. Returns how many. */
export async function makeLateFindable(deps: Deps): Promise<number> {
  const catalog = (await catalogInForce(deps))!;
  const late = await deps.db.ticket.findMany({
    where: { closedAt: { gte: new Date(deps.now().getTime() - foundFor * day) } },
    select: { id: true },
  });
  const ids = late.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += atOnce)
    await makeFindable({ tx: deps.db, deps }, catalog, { id: { in: ids.slice(from, from + atOnce) } });
  await deps.db.$executeRawUnsafe('vacuum analyze trait');
  return ids.length;
}
