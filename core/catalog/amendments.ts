import type { CatalogAmendment, CatalogVersion } from '../../prisma/generated/client.ts';
import type { Tx } from '../deps.ts';
import { type Catalog, catalogSchema, findCategory } from './catalog.ts';
import { textsOf } from './names.ts';

/** What the files say against an amendment: its category is gone, and so it waits; or it is another department's by now. */
export interface Contradiction {
  duty: string;
  category: string;
  because: 'no-such-category' | 'another-department';
}

type Amendment = CatalogAmendment & { version: Pick<CatalogVersion, 'content'> };

/**
 * The catalogue of the files with all that supervisors have added since. The files have the last word: a duty of the same code in them, or
 * its code under `dropped`, settles the amendment.
 */
export async function amended(
  tx: Tx,
  files: Catalog,
  at: Date,
): Promise<{ catalog: Catalog; contradictions: Contradiction[] }> {
  const open = await tx.catalogAmendment.findMany({
    where: { settledAt: null },
    orderBy: { id: 'asc' },
    include: { version: { select: { content: true } } },
  });
  const known = new Set([
    ...files.categories.flatMap(({ duties }) => duties.map(({ code }) => code)),
    ...(files.dropped ?? []),
  ]);
  const settled = open.filter(({ code }) => known.has(code)).map(({ id }) => id);
  await tx.catalogAmendment.updateMany({ where: { id: { in: settled } }, data: { settledAt: at } });
  const standing = open.filter(({ code }) => !known.has(code));
  return {
    catalog: standing.reduce(withDuty, files),
    contradictions: standing.flatMap((one) => contradictionOf(one, files)),
  };
}

/** A catalogue with one duty more; as it is, where the category of the duty is not there. */
export function withDuty(
  catalog: Catalog,
  { code, categoryCode, texts }: Pick<CatalogAmendment, 'code' | 'categoryCode' | 'texts'>,
): Catalog {
  const duty = { code, text: textsOf(texts), keywords: { zh: [], en: [] } };
  return {
    ...catalog,
    categories: catalog.categories.map((category) =>
      category.code === categoryCode ? { ...category, duties: [...category.duties, duty] } : category,
    ),
  };
}

function contradictionOf({ code, categoryCode, version }: Amendment, files: Catalog): Contradiction[] {
  const category = findCategory(files, categoryCode);
  if (!category) return [{ duty: code, category: categoryCode, because: 'no-such-category' }];
  const then = catalogSchema.safeParse(version.content).data;
  const moved = then && findCategory(then, categoryCode)?.department !== category.department;
  return moved ? [{ duty: code, category: categoryCode, because: 'another-department' }] : [];
}
