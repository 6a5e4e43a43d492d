import { subjectsOf } from './subjects.ts';

/** One thing that is wrong, in the resident's words. */
export interface Point {
  words: string;
  subjects: Set<string>;
}

const clauses = /[，。；！？、,;!?\n]|\.(?=\s|$)|\b(?:and|but|also)\b|另外|还有|而且|旁边的/;
const broken =
  /坏|不亮|断|松(?:了|动)|堵|漏|没了|不见|丢|不热|失灵|缺|生锈|歪|塌|排队|排队|\b(?:broken|out|missing|not work\w*|stuck|leak\w*|blocked|loose|gone|cracked|dead)\b/;

/**
 * The several things that a complaint says are broken, each by its clause. Only what is plainly a thing of its own counts, as what
 * came of it needs no answer of its own: one subject told twice is one point, and a complaint of one thing has no points to miss.
 */
export function pointsOf(said: string): Point[] {
  const points: Point[] = [];
  for (const clause of said.split(clauses)) {
    const words = clause.trim();
    const subjects = subjectsOf(words);
    if (subjects.size === 0 || !broken.test(words.toLowerCase())) continue;
    if (points.every((point) => point.subjects.isDisjointFrom(subjects))) points.push({ words, subjects });
  }
  return points.length > 1 ? points : [];
}
