import type { Suggestion, Ticket } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { type CatalogCategory, type CatalogInForce, findCategory } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { dueBy } from '../tickets/due.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { dutyFor } from '../triage/local/duty.ts';
import { commit, type Unit } from '../unit.ts';
import { type Decision, keepReview, type NotDecided, refuseUnlessDecider, whyNot } from './decision.ts';
import { supervised } from './supervised.ts';

export type Confirmed =
  | { kind: 'confirmed'; ticket: Ticket; departmentCode: string }
  | { kind: 'no-such-category' }
  | NotDecided;

/**
 * A reviewer says which category a ticket is: the suggested one or another. The catalogue, never the machine, says whose job that
 * is; the delivery to that department is written with the decision. The first tap wins. A supervisor who decides between departments
 * rules: that binds, and triage goes by it.
 */
export async function confirmTicket(
  deps: Deps,
  decision: Decision & { categoryCode: string },
): Promise<Confirmed> {
  const catalog = await catalogInForce(deps);
  const category = findCategory(catalog!, decision.categoryCode);
  if (!catalog || !category) return { kind: 'no-such-category' };
  return commit(deps, async (unit) => {
    const refused = await refuseUnlessDecider(unit, decision);
    if (refused) return refused;
    const before = await unit.tx.ticket.findUnique({
      where: { id: decision.ticketId },
      include: { complaint: true, suggestions: { orderBy: { id: 'desc' }, take: 1 } },
    });
    if (!before) return { kind: 'gone' } as const;
    const suggested = before.suggestions[0];
    const dutyCode =
      (await dutyClaimed(unit, before, category)) ??
      dutyOf(catalog, decision.categoryCode, before, suggested);
    const ruling = (await supervised(unit.tx, before)) === 'arbitration';
    const ticket = await moveTicket(unit, {
      step: ruling ? 'rule' : 'confirm',
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
    await keepReview(unit, ticket, { by: decision.by, categoryCode: category.code, ruling });
    await wantDelivery(unit, ticket, 'ticket');
    await nameAtOthers(unit, ticket);
    return { kind: 'confirmed', ticket, departmentCode: category.department } as const;
  });
}

/** Where another department has a part of the complaint, its card says now that this one has another. */
async function nameAtOthers(unit: Unit, { id, complaintId }: Ticket): Promise<void> {
  const others = await unit.tx.ticket.findMany({
    where: { complaintId, id: { not: id }, departmentCode: { not: null } },
    select: { id: true },
  });
  for (const other of others) await touchCards(unit, { complaintId, id: other.id });
}

/** The duty of this category by which a department, or its system, last said that it is another's. */
async function dutyClaimed(
  { tx }: Unit,
  { id }: Ticket,
  { duties }: CatalogCategory,
): Promise<string | null> {
  const returns = await tx.event.findMany({
    where: { ticketId: id, type: 'returned' },
    orderBy: { id: 'desc' },
  });
  const claimed = returns.map(({ data }) => (data as { duty: string | null }).duty);
  return claimed.find((duty) => duties.some(({ code }) => code === duty)) ?? null;
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
