import type { CatalogInForce } from '../catalog/catalog.ts';
import { languages } from '../deps.ts';
import { type Where, whereIn } from '../neighbours/where.ts';

/** What a ledger is kept of: all of a category or a department, or whatever lies at an address or concerns an enterprise. */
export type Subject =
  | { kind: 'category' | 'department'; code: string }
  | { kind: 'words'; words: string; where: Where };

/** What somebody means by these words: the name or code of a category or department, or else a place or a name. */
export function subjectOf(
  catalog: Pick<CatalogInForce, 'categories' | 'departments'>,
  words: string,
): Subject {
  const meant = words.trim().toLowerCase();
  const isMeant = ({ code, name }: { code: string; name: Record<string, string> }) =>
    [code, ...languages.map((language) => name[language])].some((one) => one?.toLowerCase() === meant);
  const department = catalog.departments.find(isMeant);
  if (department) return { kind: 'department', code: department.code };
  const category = catalog.categories.find(isMeant);
  if (category) return { kind: 'category', code: category.code };
  return { kind: 'words', words: meant, where: whereIn(words.replace(gap, '')) };
}

/** `3 号楼` is written as well as `3号楼`. */
const gap = /(?<=[\p{Script=Han}\d])\s+(?=[\p{Script=Han}\d])/gu;

const numeral = '[0-9]+|[一二三四五六七八九十百]+';
const numbered = [
  new RegExp(`(?:${numeral})\\s*(?:号楼|号院|号|栋|幢|座|单元|室|层|楼)`, 'g'),
  /\b(?:building|block|house|unit|entrance|flat|room|apartment|no\.?|number)\s*\d+\b/g,
];

/** The words by which a database finds what may be meant: numbers are written in many ways, names in one. */
export function searchedBy({ words }: Extract<Subject, { kind: 'words' }>): string[] {
  const named = numbered.reduce((left, pattern) => left.replace(pattern, ' '), words);
  return named.split(/[\s,，、;；]+/).filter(Boolean);
}

/** Whether a text speaks of that very place: every number that is asked for stands in it, whatever script it is written in. */
export function speaksOf({ where }: Extract<Subject, { kind: 'words' }>, text: string): boolean {
  if (where.numbers.size === 0) return true;
  const found = whereIn(text).numbers;
  return [...where.numbers].every(([what, asked]) => {
    // "3号" and "3号楼" are said for the same.
    const alike =
      what === 'house' || what === 'building' ? (['house', 'building'] as const) : ([what] as const);
    const all = alike.flatMap((one) => [...(found.get(one) ?? [])]);
    return [...asked].every((number) => all.includes(number));
  });
}
