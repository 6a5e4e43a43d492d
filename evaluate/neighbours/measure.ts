import { probabilityOf, threshold } from '../../core/neighbours/likeness.ts';
import type { Why } from './made-up.ts';
import type { Pair, Pairs } from './pairs.ts';

export interface Measured {
  pairs: number;
  threshold: number;
  all: Share;
  within: Share;
  across: Share;
  /** Of each sort of near miss, how many pairs were compared, and how many of them were taken for one problem. */
  nearMisses: { why: Why; pairs: number; taken: number }[];
  /** Pairs by their score: what it says, and how it is. */
  calibration: { from: number; to: number; pairs: number; says: number; is: number }[];
  /** How far what the score says is from how it is, over all pairs. */
  calibrationError: number;
}

/** Pairs of one problem that were found, and of all that were found those that are. */
export interface Share {
  same: number;
  precision: number;
  recall: number;
}

export function measure({ compared, same }: Pairs): Measured {
  const scored = compared.map((pair) => ({ ...pair, score: probabilityOf(pair.signs) }));
  const share = (pairs: Scored[], of: number): Share => {
    const found = pairs.filter(({ score }) => score >= threshold);
    const right = found.filter((pair) => pair.same).length;
    return { same: of, precision: right / found.length, recall: right / of };
  };
  const calibration = calibrate(scored);
  return {
    pairs: compared.length,
    threshold,
    all: share(scored, same.within + same.across),
    within: share(
      scored.filter(({ across }) => !across),
      same.within,
    ),
    across: share(
      scored.filter(({ across }) => across),
      same.across,
    ),
    nearMisses: whys.map((why) => {
      const pairs = scored.filter((pair) => pair.why === why && !pair.same);
      return { why, pairs: pairs.length, taken: pairs.filter(({ score }) => score >= threshold).length };
    }),
    calibration,
    calibrationError:
      calibration.reduce((sum, { pairs, says, is }) => sum + pairs * Math.abs(says - is), 0) /
      compared.length,
  };
}

type Scored = Pair & { score: number };

const whys: Why[] = ['own', 'same-place', 'same-words', 'next-house', 'other-season'];
const bounds = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

function calibrate(scored: Scored[]): Measured['calibration'] {
  return bounds.slice(1).flatMap((to, at) => {
    const from = bounds[at]!;
    const within = scored.filter(({ score }) => score >= from && (score < to || to === 1));
    if (within.length === 0) return [];
    const mean = (of: (pair: Scored) => number) =>
      within.reduce((sum, pair) => sum + of(pair), 0) / within.length;
    return [
      {
        from,
        to,
        pairs: within.length,
        says: mean(({ score }) => score),
        is: mean(({ same }) => (same ? 1 : 0)),
      },
    ];
  });
}
