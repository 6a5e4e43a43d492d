import {
  type Bin,
  binsOfOneSize,
  binsOfOneWidth,
  errorOf,
  levelsOf,
  type Stated,
} from '../core/triage/measure/calibration.ts';
import { share } from '../core/triage/measure/statistics.ts';
import { isRight, type Outcome } from './metrics.ts';

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
