import type { Urgency } from '../../prisma/generated/enums.ts';
import type { Catalog, CatalogCategory } from '../catalog/catalog.ts';

/**
 * When an answer is due: the category's hours for this urgency (or the district's), from the moment the resident wrote.
 * Their clock never starts anew, whatever happens to the ticket.
 */
export function dueBy(catalog: Catalog, category: CatalogCategory, urgency: Urgency, writtenAt: Date): Date {
  const hours = (category.deadlines ?? catalog.district.deadlines)[urgency];
  return new Date(writtenAt.getTime() + hours * 3_600_000);
}
