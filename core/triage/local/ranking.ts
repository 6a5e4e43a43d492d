import { type Catalog, findCategory } from '../../catalog/catalog.ts';

export interface Ranking {
  /** Every category of the catalogue, the likeliest first, each with its share of the likelihood. The shares sum to 1. */
  ranked: { code: string; share: number }[];
  /** How like the text is to the most alike one that is known, 0 to 1. About 0: nothing is known of what it speaks of. */
  likeness: number;
  /** How often suggestions like this one were right, on texts that were not learned before; null before there are 50. */
  confidence: number | null;
  /** The first may be right or the second: too little speaks for either alone. */
  unsure: boolean;
}

/** Below this calibrated confidence a suggestion is unsure, unless the catalogue sets another threshold for its category. */
const sureFrom = 0.5;
/** While no confidence is known, a share below this is unsure. */
const leastShare = 0.35;
/** Below this likeness no more than scraps of words are shared with anything that is known; of a text of so many letters or less. */
const leastLikeness = { from: 0.1, letters: 25 };

/** What is less likely than this is no second guess. */
const leastRunnerUp = 0.05;

/** The second of a ranking, where it may well be right. */
export function runnerUpOf(ranked: Ranking['ranked']): string | null {
  const [, second] = ranked;
  return second && second.share >= leastRunnerUp ? second.code : null;
}

/** Whether anything is known of what a text speaks of. A long text shares less of itself with another, whatever the two have in common. */
export function isKnown({ likeness }: Pick<Ranking, 'likeness'>, text: string): boolean {
  const { from, letters } = leastLikeness;
  return likeness >= from * Math.sqrt(Math.min(1, letters / text.length));
}

/** Whether too little speaks for the first of a ranking. */
export function isUnsure(
  catalog: Pick<Catalog, 'categories'>,
  first: { code: string; share: number; confidence: number | null },
): boolean {
  if (first.confidence === null) return first.share < leastShare;
  return first.confidence < (findCategory(catalog, first.code)?.sureFrom ?? sureFrom);
}
