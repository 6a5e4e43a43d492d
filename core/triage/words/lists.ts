import { clausesOf } from './clauses.ts';
import { type About, areTwoJobs } from './topic.ts';

/** Items of a list, and what stands before them and holds for all. */
export interface Items {
  parts: string[];
  common: string;
}

/** Problems are listed in a line each. Longer items, in UTF-16 units, are the points that one petition makes. */
const longestItem = 120;

/** The items of a list that the resident made, where each tells of something and not all of the same; else null. */
export function listedItems(about: About, text: string): Items | null {
  const found = [
    ...written.map((mark) => ({ items: itemsAt(text, mark), counted: 'in writing' as const })),
    ...spoken.map((mark) => ({ items: itemsAt(text, mark), counted: 'aloud' as const })),
    { items: announcedItems(text), counted: 'in writing' as const },
  ];
  for (const { items, counted } of found) if (items && areSeveral(about, items, counted)) return items;
  return null;
}

/** Signs that only a list has: numbers, letters, bullets at the start of a line. */
const written = [
  /(?:^|(?<=[\n。；;：:!！,，、\s]))[(（]?(?:[1-9]\s?[.、)）](?!\d)|[一二三四五六七八九][、）)]|[①②③④⑤⑥⑦⑧⑨])\s*/gu,
  /(?:^|(?<=[\n\s]))[(（]?[a-h][)）]\s*/gu,
  /(?:^|(?<=\n))[ \t]*[-*•·●]\s+/gu,
  /(?:^|(?<=[\n。；;：:，,.\s]))(?:(?:问题|诉求)[一二三四五1-5]|(?:issue|problem|complaint|point) [1-5])[：:、,，]\s*/giu,
];

/** Words by which people count as they talk. They count reasons and consequences, too. */
const spoken = [
  /(?:^|(?<=[\n。；;：:，,！!？?\s]))第[一二三四五](?:个问题|件事?|点|个)?(?:是|[，,：:、])\s*/gu,
  /(?:^|(?<=[\n。；;：:，,！!？?\s]))[一二三四五]是\s*/gu,
  /(?:^|(?<=[\n。；;：:，,！!？?\s]))(?:首先|其次|再次|最后|再者)(?:是|[，,：:]|就是)?\s*/gu,
  /(?:^|(?<=[\n.;:!?,]\s?))\s*(?:and )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly)\b(?! (?:the good|time|of all the|floor))[,:]?\s*/giu,
  /(?:^|(?<=[,.;:]\s?))\s*(?:and )?(?:one|the other|another) (?:is )?about\s*/giu,
];

function itemsAt(text: string, mark: RegExp): Items | null {
  const marks = [...text.matchAll(mark)];
  if (marks.length < 2) return null;
  const parts = marks.map(({ index, 0: sign }, at) =>
    tidy(text.slice(index + sign.length, marks[at + 1]?.index)),
  );
  return { parts, common: text.slice(0, marks[0]!.index) };
}

const announced =
  /(?:([两二三四五2-5])[个件]|\b(two|three|four|five)) ?(?:事情?儿?|问题|诉求|problems?|things|issues|complaints)[^：:]{0,6}[：:]/iu;
const numbers: Record<string, number> = {
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
};

/** "Three things: ..., ..., and ...": where as many follow as were announced. */
function announcedItems(text: string): Items | null {
  const found = announced.exec(text);
  if (!found) return null;
  const [head, chinese, english] = found;
  const count = numbers[(chinese ?? english)!.toLowerCase()] ?? Number(chinese);
  const from = found.index + head.length;
  const parts = text
    .slice(from)
    .split(/[，,；;。\n]\s*(?:and\s+|还有|以及)?|[.!！](?:\s+|$)/u)
    .map(tidy)
    .filter(Boolean);
  return parts.length === count ? { parts, common: text.slice(0, from) } : null;
}

/**
 * Each item tells of something, and not all of the same: the points of one petition are numbered, too. What was only counted aloud has to
 * be about different things item by item, as people count reasons and consequences as well.
 */
function areSeveral(about: About, { parts }: Items, counted: 'in writing' | 'aloud'): boolean {
  const told = parts.every((part) => clausesOf(part).join('').length >= 4 && part.length <= longestItem);
  if (!told) return false;
  const topics = parts.map(about);
  const pairs = topics.flatMap((one, at) => topics.slice(0, at).map((other) => areTwoJobs(one, other)));
  return counted === 'aloud' ? pairs.every(Boolean) : pairs.some(Boolean);
}

/** Without the marks between this item and the next. */
export function tidy(part: string): string {
  return part.replace(/^[\s，,：:；;。.]+|[\s，,；;：:、]+(?:and\s*)?$/gu, '');
}
