import { isRight, mean, type Outcome, share } from './metrics.ts';

const bins = 10;

/** A row on which a confidence was stated, and whether rightly. */
interface Stated {
  confidence: number;
  right: boolean;
}

export interface Bin {
  rows: number;
  /** What was stated on average, and the share that came true. */
  stated: number;
  right: number;
}

export interface Calibration {
  /** The share of rows on which a confidence was stated at all; all else here is about these. */
  stated: number;
  /** Expected calibration error: how far stated and true lie apart on average, by bins of one width and by bins of one size. */
  byWidth: number;
  bySize: number;
  /** Those of one width. */
  bins: Bin[];
}

export function calibrationOf(outcomes: Outcome[]): Calibration {
  const stated = statedIn(outcomes);
  const byWidth = binsOfOneWidth(stated);
  return {
    stated: share(stated.length, outcomes.length),
    byWidth: errorOf(byWidth),
    bySize: errorOf(binsOfOneSize(stated)),
    bins: byWidth,
  };
}

/**
 * The largest share of all rows that can be answered by confidence with at least this precision; 0 where none can. Rows of one
 * confidence go together, as no threshold tells them apart; rows without one are never answered.
 */
export function coverageAt(precision: number, outcomes: Outcome[]): number {
  let [answered, right, most] = [0, 0, 0];
  for (const level of levelsOf(statedIn(outcomes)).toReversed()) {
    answered += level.length;
    right += level.filter((row) => row.right).length;
    if (right >= precision * answered) most = answered;
  }
  return share(most, outcomes.length);
}

/** What the cascade would do at this threshold: the share of calls saved, and how many of those answers are right. */
export function cascadeAt(threshold: number, outcomes: Outcome[]) {
  const sure = outcomes.filter(({ confidence }) => confidence !== null && confidence >= threshold);
  const precision = sure.length === 0 ? null : share(sure.filter(isRight).length, sure.length);
  return { threshold, saved: share(sure.length, outcomes.length), precision };
}

function statedIn(outcomes: Outcome[]): Stated[] {
  return outcomes.flatMap((one) =>
    one.confidence === null ? [] : { confidence: one.confidence, right: isRight(one) },
  );
}

function errorOf(found: Bin[]): number {
  const all = found.reduce((sum, { rows }) => sum + rows, 0);
  return found.reduce((sum, { rows, stated, right }) => sum + share(rows, all) * Math.abs(stated - right), 0);
}

/** 0 up to 0.1, 0.1 up to 0.2 and so on, 1 in the last; those that hold no row are left out. */
function binsOfOneWidth(stated: Stated[]): Bin[] {
  const found = Map.groupBy(stated, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  return [...found].sort(([a], [b]) => a - b).map(([, rows]) => binOf(rows));
}

/** From the least sure to the surest, each at least a tenth of the rows (the last what is left), one confidence always in one bin. */
function binsOfOneSize(stated: Stated[]): Bin[] {
  const found: Stated[][] = [];
  for (const level of levelsOf(stated)) {
    const open = found.at(-1);
    if (open && open.length < stated.length / bins) open.push(...level);
    else found.push([...level]);
  }
  return found.map(binOf);
}

/** The rows of each confidence that occurs, the lowest first. */
function levelsOf(stated: Stated[]): Stated[][] {
  const levels = Map.groupBy(stated, ({ confidence }) => confidence);
  return [...levels].sort(([a], [b]) => a - b).map(([, rows]) => rows);
}

function binOf(rows: Stated[]): Bin {
  return {
    rows: rows.length,
    stated: mean(rows.map(({ confidence }) => confidence)),
    right: share(rows.filter(({ right }) => right).length, rows.length),
  };
}
