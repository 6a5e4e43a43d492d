import { holm, type Interval, mcNemar, pairedDifference } from '../measure/statistics.ts';

/** A case that was suggested for twice: whether rightly before, and now. */
export interface Outcome {
  /** That a person decided. */
  category: string;
  before: boolean;
  now: boolean;
}

/** Then beside now, on the same cases. */
export interface Line {
  /** Null: in all. */
  category: string | null;
  cases: number;
  rightThen: number;
  rightNow: number;
  both: number;
  onlyThen: number;
  onlyNow: number;
  /** The share that is right now less the one that was then, with its 95 % interval. */
  difference: number;
  interval: Interval;
  /** That they would come apart so far if neither were better; corrected for as many as are looked at. */
  chance: number;
  verdict: 'worse' | 'better' | 'alike';
}

const beyondChance = 0.05;

/**
 * Of each source the sum, then each category, the one with the most cases first. All these lines together are what the correction counts,
 * sums included.
 */
export function compare(sources: Outcome[][]): Line[][] {
  const counted = sources.map((outcomes) => {
    const byCategory = [...Map.groupBy(outcomes, ({ category }) => category)].sort(
      ([a, some], [b, others]) => others.length - some.length || a.localeCompare(b),
    );
    return [[null, outcomes] as const, ...byCategory].map(([category, members]) => ({
      category,
      ...countsOf(members),
    }));
  });
  const chances = holm(counted.flat().map((line) => mcNemar(pairsIn(line))));
  let at = 0;
  return counted.map((lines) =>
    lines.map((line) => {
      const { difference, interval } = pairedDifference(pairsIn(line));
      const chance = chances[at++]!;
      const direction = difference < 0 ? 'worse' : 'better';
      return { ...line, difference, interval, chance, verdict: chance < beyondChance ? direction : 'alike' };
    }),
  );
}

function pairsIn({ cases, onlyThen, onlyNow }: ReturnType<typeof countsOf>) {
  return { cases, onlyFirst: onlyThen, onlySecond: onlyNow };
}

function countsOf(outcomes: Outcome[]) {
  const count = (is: (one: Outcome) => boolean) => outcomes.filter(is).length;
  return {
    cases: outcomes.length,
    rightThen: count(({ before }) => before),
    rightNow: count(({ now }) => now),
    both: count(({ before, now }) => before && now),
    onlyThen: count(({ before, now }) => before && !now),
    onlyNow: count(({ before, now }) => now && !before),
  };
}
