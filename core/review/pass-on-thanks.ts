import type { Ticket } from '../../prisma/generated/client.ts';
import { findCategory } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import { type Decision, keepReview, type NotDecided, refuseUnlessDecider, whyNot } from './decision.ts';

export type PassedOn =
  | { kind: 'passed-on'; ticket: Ticket; departmentCode: string }
  | { kind: 'no-such-category' }
  | NotDecided;

/**
 * A reviewer passes a resident's thanks on to those who earned them: the department of a category. Nothing is asked of it and nothing is
 * due, so the ticket is over at once; the resident's card says whom the thanks went to.
 */
export async function passOnThanks(
  deps: Deps,
  decision: Decision & { categoryCode: string },
): Promise<PassedOn> {
  const catalog = await catalogInForce(deps);
  const category = catalog && findCategory(catalog, decision.categoryCode);
  if (!category) return { kind: 'no-such-category' };
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessDecider(unit, decision);
    if (refused) return refused;
    const ticket = await moveTicket(unit, {
      step: 'pass_on',
      ticketId: decision.ticketId,
      version: decision.version,
      by: { kind: 'staff', personId: decision.by },
      change: {
        categoryCode: category.code,
        departmentCode: category.department,
        dutyCode: null,
        dueAt: null,
        outcome: null,
        disputed: false,
        decidedAt: unit.at,
        closedAt: unit.at,
        rounds: { increment: 1 },
      },
      data: { category: category.code, department: category.department },
    });
    if (!ticket) return whyNot(unit, decision);
    await keepReview(unit, ticket, { by: decision.by, categoryCode: category.code });
    await wantDelivery(unit, ticket, 'ticket');
    return { kind: 'passed-on', ticket, departmentCode: category.department } as const;
  });
}
