import type { Prisma } from '../../prisma/generated/client.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { commit, type Unit } from '../unit.ts';
import { compared, sketchOfTicket } from './telling.ts';
import { traitsOf } from './traits.ts';

/** Writes down by what others like them find these tickets, in place of what was written before. */
export async function makeFindable(
  { tx, deps }: { tx: Unit['tx']; deps: Pick<Deps, 'report'> },
  catalog: Pick<Catalog, 'categories'>,
  which: Prisma.TicketWhereInput,
): Promise<void> {
  const tickets = await tx.ticket.findMany({
    where: { ...which, complaint: { erasedAt: null } },
    include: compared,
  });
  const ticketId = { in: tickets.map(({ id }) => id) };
  if (tickets.some(({ findable }) => findable)) await tx.trait.deleteMany({ where: { ticketId } });
  await tx.trait.createMany({
    data: tickets.flatMap((ticket) =>
      traitsIn(deps, catalog, ticket).map((key) => ({ key, ticketId: ticket.id })),
    ),
    skipDuplicates: true,
  });
  await tx.ticket.updateMany({ where: { id: ticketId, findable: false }, data: { findable: true } });
}

/** Words that cannot be read here must not keep a ticket from the reviewers: it is found by nothing then. */
function traitsIn(
  deps: Pick<Deps, 'report'>,
  catalog: Pick<Catalog, 'categories'>,
  ticket: Parameters<typeof sketchOfTicket>[1] & { id: number },
): number[] {
  try {
    return traitsOf(sketchOfTicket(catalog, ticket));
  } catch (error) {
    deps.report(error, { ticketId: ticket.id });
    return [];
  }
}

/** How long after its end a ticket is still found, in days: for what was closed and is there again. */
export const foundFor = 30;
const day = 24 * 3_600_000;
const atOnce = 200;

/** What has been over for long is found no more; what is open and was never made findable (it is older than the traits, or was reopened late) is. */
export async function keepFindable(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - foundFor * day);
  await deps.db.$executeRaw`
    with over as (
      update ticket set findable = false where id in (
        select id from ticket where findable and closed_at is not null and closed_at < ${before} limit ${atOnce} for update skip locked
      ) returning id)
    delete from trait using over where trait.ticket_id = over.id`;
  const left = await deps.db.$queryRaw<{ id: number }[]>`
    select id from ticket where not findable and closed_at is null order by id limit ${atOnce}`;
  const catalog = left.length > 0 ? await catalogInForce(deps) : null;
  if (!catalog) return;
  await commit(deps, (unit) => makeFindable(unit, catalog, { id: { in: left.map(({ id }) => id) } }));
}
