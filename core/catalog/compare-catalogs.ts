import type { Catalog, CatalogCategory, CatalogDuty } from './catalog.ts';
import { stableJson } from './stable-json.ts';

/** One thing of the catalogue that has a row of its own. */
export type CatalogEntry =
  | { kind: 'department'; code: string; department: Catalog['departments'][number] }
  | { kind: 'category'; code: string; category: Omit<CatalogCategory, 'duties'> }
  | { kind: 'duty'; code: string; category: string; duty: CatalogDuty };

export interface CatalogChanges {
  added: CatalogEntry[];
  changed: CatalogEntry[];
  retired: CatalogEntry[];
}

/** What a new catalogue adds, changes and no longer has, against the one before it (null: there was none). */
export function compareCatalogs(before: Catalog | null, after: Catalog): CatalogChanges {
  const old = keyed(before ? entriesOf(before) : []);
  const entries = keyed(entriesOf(after));
  const changed = [...entries].filter(([key, entry]) => {
    const was = old.get(key);
    return was && stableJson(was) !== stableJson(entry);
  });
  return {
    added: [...entries].filter(([key]) => !old.has(key)).map(([, entry]) => entry),
    changed: changed.map(([, entry]) => entry),
    retired: [...old].filter(([key]) => !entries.has(key)).map(([, entry]) => entry),
  };
}

/** Departments first, then categories, then duties: each after what it points at. */
function entriesOf(catalog: Catalog): CatalogEntry[] {
  return [
    ...catalog.departments.map((department) => ({
      kind: 'department' as const,
      code: department.code,
      department,
    })),
    ...catalog.categories.map(({ duties: _, ...category }) => ({
      kind: 'category' as const,
      code: category.code,
      category,
    })),
    ...catalog.categories.flatMap(({ code: category, duties }) =>
      duties.map((duty) => ({ kind: 'duty' as const, code: duty.code, category, duty })),
    ),
  ];
}

function keyed(entries: CatalogEntry[]): Map<string, CatalogEntry> {
  return new Map(entries.map((entry) => [`${entry.kind} ${entry.code}`, entry]));
}
