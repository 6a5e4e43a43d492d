import type { Suggestion, Ticket } from '../../prisma/generated/client.ts';
import { type CatalogInForce, findCategory } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { dueBy } from '../tickets/due.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { dutyFor } from '../triage/local/duty.ts';
import { commit } from '../unit.ts';
import { type Decision, keepReview, type NotDecided, refuseUnlessReviewer, whyNot } from './decision.ts';

export type Confirmed =
  | { kind: 'confirmed'; ticket: Ticket; departmentCode: string }
  | { kind: 'no-such-category' }
  | NotDecided;

/**
 * A reviewer says which category a ticket is: the suggested one or another. The catalogue, never the machine, says whose job that
 * is; the delivery to that department is written with the decision. The first tap wins.
 */
export async function confirmTicket(
  deps: Deps,
  decision: Decision & { categoryCode: string },
): Promise<Confirmed> {
  const catalog = await catalogInForce(deps);
  const category = findCategory(catalog!, decision.categoryCode);
  if (!catalog || !category) return { kind: 'no-such-category' };
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessReviewer(unit, decision.by);
    if (refused) return refused;
    const before = await unit.tx.ticket.findUnique({
      where: { id: decision.ticketId },
      include: { complaint: true, suggestions: { orderBy: { id: 'desc' }, take: 1 } },
    });
    if (!before) return { kind: 'gone' } as const;
    const suggested = before.suggestions[0];
    const dutyCode = dutyOf(catalog, decision.categoryCode, before, suggested);
    const ticket = await moveTicket(unit, {
      step: 'confirm',
      ticketId: decision.ticketId,
      version: decision.version,
      by: { kind: 'staff', personId: decision.by },
      change: {
        categoryCode: category.code,
        departmentCode: category.department,
        dutyCode,
        disputed: false,
        decidedAt: unit.at,
        dueAt: dueBy(catalog, deps.settings.timeZone, category, {
          urgency: before.urgency,
          writtenAt: before.complaint.writtenAt,
        }),
        rounds: { increment: 1 },
      },
      data: { category: category.code, department: category.department },
    });
    if (!ticket) return whyNot(unit, decision);
    await keepReview(unit, ticket, { by: decision.by, categoryCode: category.code });
    await wantDelivery(unit, ticket, 'ticket');
    return { kind: 'confirmed', ticket, departmentCode: category.department } as const;
  });
}

/**
 * The duty that the suggestion rested on, where its category was chosen; in another category, the one that the draft's words rest on. None
 * where none was found: the department's card says so, and nobody guesses.
 */
function dutyOf(
  catalog: CatalogInForce,
  chosen: string,
  { title, description }: Ticket,
  suggested: Suggestion | undefined,
): string | null {
  if (suggested?.categoryCode !== chosen) return dutyFor(catalog, chosen, `${title}\n${description}`);
  const inForce = findCategory(catalog, chosen)?.duties.some(({ code }) => code === suggested.dutyCode);
  return inForce ? suggested.dutyCode : null;
}
