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

/** The sum, then each category, the one with the most cases first. The sum is one of those that the correction counts. */
export function compare(outcomes: Outcome[]): Line[] {
  const byCategory = [...Map.groupBy(outcomes, ({ category }) => category)].sort(
    ([a, some], [b, others]) => others.length - some.length || a.localeCompare(b),
  );
  const groups = [[null, outcomes] as const, ...byCategory];
  const lines = groups.map(([category, members]) => ({ category, ...countsOf(members) }));
  const pairs = lines.map(({ cases, onlyThen, onlyNow }) => ({
    cases,
    onlyFirst: onlyThen,
    onlySecond: onlyNow,
  }));
  const chances = holm(pairs.map(mcNemar));
  return lines.map((line, at) => {
    const { difference, interval } = pairedDifference(pairs[at]!);
    const chance = chances[at]!;
    const direction = difference < 0 ? 'worse' : 'better';
    return { ...line, difference, interval, chance, verdict: chance < beyondChance ? direction : 'alike' };
  });
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
