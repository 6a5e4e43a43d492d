import type { Ticket } from '../../prisma/generated/client.ts';
import type { Deps, Tx } from '../deps.ts';

/** Why a ticket in review is the supervisors': two returns need one who rules, and two answers that solved nothing one who looks closer. */
export type Supervised = 'arbitration' | 'not_solved';

/** So many returns, or words "not solved", a ticket is dealt with like any other; with one more it is the supervisors'. */
const mostByOthers = 1;

/** Why only supervisors decide on this ticket, where that is so: what brought it back last says which of the two it is. */
export async function supervised(
  db: Tx | Deps['db'],
  { id, hops, reopenings }: Pick<Ticket, 'id' | 'hops' | 'reopenings'>,
): Promise<Supervised | null> {
  const returned = hops > mostByOthers;
  const unsolved = reopenings > mostByOthers;
  if (!returned || !unsolved) return returned ? 'arbitration' : unsolved ? 'not_solved' : null;
  const last = await db.event.findFirst({
    where: { ticketId: id, type: { in: ['returned', 'reopened'] } },
    orderBy: { id: 'desc' },
  });
  return last?.type === 'returned' ? 'arbitration' : 'not_solved';
}

/** The words of a supervisor that stand: who ruled that the department which has the ticket has it to the end, and when. */
export async function rulingOn(
  db: Tx | Deps['db'],
  ticketId: number,
): Promise<{ by: string | null; at: Date } | null> {
  const review = await db.review.findFirst({
    where: { ticketId, undoneAt: null },
    orderBy: { id: 'desc' },
    include: { reviewer: true },
  });
  return review?.ruling ? { by: review.reviewer.name, at: review.createdAt } : null;
}
