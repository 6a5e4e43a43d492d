import type { Ticket } from '../../prisma/generated/client.ts';
import type { Urgency } from '../../prisma/generated/enums.ts';
import { type Catalog, type CatalogCategory, findCategory } from '../catalog/catalog.ts';
import { endOf } from '../clocks/reckon.ts';
import { type Span, spanOf } from '../clocks/span.ts';
import { calendarOf } from '../clocks/written-calendar.ts';

/** What has to be done in time: staff decide and bring a ticket on its way, its department takes it on, and answers. */
export type Limit = 'review' | 'accept' | 'answer';

/** How long that may take, by the category, or the district where it has no times of its own. */
export function spanFor(
  catalog: Pick<Catalog, 'district' | 'categories'>,
  limit: Limit,
  { urgency, categoryCode }: Pick<Ticket, 'urgency' | 'categoryCode'>,
): Span {
  const category = findCategory(catalog, categoryCode);
  if (limit === 'answer') return spanOf((category?.deadlines ?? catalog.district.deadlines)[urgency]);
  return spanOf((category?.limits ?? catalog.district.limits)[limit][urgency]);
}

/**
 * When an answer is due to the resident: the category's time for this urgency (or the district's) on the town's calendar, from the moment
 * that they wrote. Their clock never starts anew, whatever happens to the ticket.
 */
export function dueBy(
  catalog: Catalog,
  timeZone: string,
  { code }: CatalogCategory,
  { urgency, writtenAt }: { urgency: Urgency; writtenAt: Date },
): Date {
  const span = spanFor(catalog, 'answer', { urgency, categoryCode: code });
  return endOf(calendarOf(catalog.calendar, timeZone), writtenAt, span);
}
