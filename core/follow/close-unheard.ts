import type { Deps } from '../deps.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';

const day = 24 * 3_600_000;
/** How long a resident who was asked may say nothing. */
export const patience = 7 * day;
/** So long after that they can still say that it is not solved. */
export const secondThoughts = 30 * day;
const atOnce = 500;

/**
 * Closes what residents were asked about a week ago and have not said a word about since: as not heard of, never as solved. Nobody's
 * phone rings for it. What they have not been shown yet waits, and so does what they have written about.
 */
export async function closeUnheard(deps: Deps): Promise<number> {
  const before = new Date(deps.now().getTime() - patience);
  const unheard = await deps.db.$queryRaw<{ id: number; version: number }[]>`
    select ticket.id, ticket.version from ticket
    where status = 'answered' and asked_at < ${before}
      and not exists (
        select from card where card.ticket_id = ticket.id and kind = 'word' and state in ('due', 'sending') and shown = 0)
      and not exists (
        select from message join complaint on complaint.id = message.complaint_id
        where message.complaint_id = ticket.complaint_id and author_id = complaint.person_id and sent_at >= ${before})
    order by asked_at limit ${atOnce}`;
  for (const { id: ticketId, version } of unheard)
    await commit(deps, (unit) =>
      moveTicket(unit, {
        step: 'close',
        ticketId,
        version,
        by: { kind: 'system' },
        change: { outcome: 'no_answer', closedAt: unit.at },
        data: { unheard: true },
      }),
    );
  return unheard.length;
}
