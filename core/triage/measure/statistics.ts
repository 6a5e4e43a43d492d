/** The normal deviate of a 95 % interval. */
const z = 1.959964;

/** From its lowest to its highest plausible value, 95 % of the time. */
export type Interval = [low: number, high: number];

/** Of nothing, the share is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The interval of a share that was seen in `part` of `whole` cases (Wilson's score). */
export function intervalOfShare(part: number, whole: number): Interval {
  if (whole === 0) return [0, 1];
  const seen = part / whole;
  const scale = 1 + z ** 2 / whole;
  const middle = (seen + z ** 2 / (2 * whole)) / scale;
  const half = (z / scale) * Math.sqrt((seen * (1 - seen)) / whole + z ** 2 / (4 * whole ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Cases that two ways of doing were both tried on, and on which they came apart. */
export interface Paired {
  cases: number;
  /** Right by the first way only, and by the second only. */
  onlyFirst: number;
  onlySecond: number;
}

/** By how much the second way is right more often, with its interval (Bonett and Price: sound for few cases, too). */
export function pairedDifference({ cases, onlyFirst, onlySecond }: Paired): {
  difference: number;
  interval: Interval;
} {
  const difference = share(onlySecond - onlyFirst, cases);
  const [lost, won] = [(onlyFirst + 1) / (cases + 2), (onlySecond + 1) / (cases + 2)];
  const half = z * Math.sqrt((lost + won - (won - lost) ** 2) / (cases + 2));
  return { difference, interval: [Math.max(-1, won - lost - half), Math.min(1, won - lost + half)] };
}

/**
 * How likely the two ways would come apart at least as one-sidedly if neither were better (McNemar's exact test, two-sided): only the cases
 * on which they differ say anything, and each would be a toss of a coin.
 */
export function mcNemar({ onlyFirst, onlySecond }: Omit<Paired, 'cases'>): number {
  const tosses = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // As logarithms: two to the minus thousandth is nothing to a double.
  let term = -tosses * Math.LN2;
  let tail = Math.exp(term);
  for (let heads = 1; heads <= fewer; heads++) {
    term += Math.log((tosses - heads + 1) / heads);
    tail += Math.exp(term);
  }
  return Math.min(1, 2 * tail);
}

/** Chances corrected for having looked so many times (Holm), in their order: as good as Bonferroni's, and never less sharp. */
export function holm(chances: number[]): number[] {
  const order = chances.map((chance, at) => ({ chance, at })).sort((a, b) => a.chance - b.chance);
  const corrected: number[] = [];
  let least = 0;
  for (const [rank, { chance, at }] of order.entries()) {
    least = Math.max(least, Math.min(1, chance * (order.length - rank)));
    corrected[at] = least;
  }
  return corrected;
}

/** The value below which this share of all lies (nearest rank); 0 of none. */
export function percentile(values: number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)] ?? 0;
}
