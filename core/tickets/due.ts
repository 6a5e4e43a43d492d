import type { Urgency } from '../../prisma/generated/enums.ts';
import type { Catalog, CatalogCategory } from '../catalog/catalog.ts';
import { endOf } from '../clocks/reckon.ts';
import { spanOf } from '../clocks/span.ts';
import { calendarOf } from '../clocks/written-calendar.ts';

/**
 * When an answer is due: the category's time for this urgency (or the district's) on the town's calendar, from the moment the resident
 * wrote. Their clock never starts anew, whatever happens to the ticket.
 */
export function dueBy(
  catalog: Catalog,
  timeZone: string,
  category: CatalogCategory,
  { urgency, writtenAt }: { urgency: Urgency; writtenAt: Date },
): Date {
  const span = spanOf((category.deadlines ?? catalog.district.deadlines)[urgency]);
  return endOf(calendarOf(catalog.calendar, timeZone), writtenAt, span);
}
