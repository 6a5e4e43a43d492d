import { describe, expect, test } from 'vitest';
import { calibrate, type Outcome } from '../../../core/triage/local/calibration.ts';
import { lotOf } from '../../../core/triage/measure/lot.ts';

const seed = 7;

/** Outcomes of class 0, of which at each share so many are right. */
function outcomes(count: number, rightAt: (share: number) => number): Outcome[] {
  const lot = lotOf(seed);
  return Array.from({ length: count }, () => {
    const share = lot();
    return { label: 0, share, right: lot() < rightAt(share) };
  });
}

describe(`how often a suggestion is right, by what came of others (seed ${seed})`, () => {
  test('is not said before fifty outcomes', () => {
    expect(
      calibrate(
        outcomes(49, () => 1),
        2,
      )(0.9, 0),
    ).toBe(null);
    expect(
      calibrate(
        outcomes(50, () => 1),
        2,
      )(0.9, 0),
    ).not.toBe(null);
  });

  test('comes near the share that is right, whatever the shares pretend', () => {
    // Too modest: what it gives a half is right nine times of ten.
    const truth = (share: number) => Math.min(1, 0.8 * share + 0.5);
    const confidence = calibrate(outcomes(10_000, truth), 1);
    for (const share of [0.2, 0.4, 0.6, 0.8])
      expect(Math.abs(confidence(share, 0)! - truth(share))).toBeLessThan(0.06);
  });

  test('is never less for a larger share', () => {
    const confidence = calibrate(
      outcomes(300, (share) => share),
      1,
    );
    const line = Array.from({ length: 101 }, (_, at) => confidence(at / 100, 0)!);
    expect(line).toEqual(line.toSorted((a, b) => a - b));
  });

  test('is neither 0 nor 1, however one-sided the outcomes', () => {
    expect(
      calibrate(
        outcomes(200, () => 1),
        1,
      )(1, 0),
    ).toBeLessThan(1);
    expect(
      calibrate(
        outcomes(200, () => 0),
        1,
      )(0, 0),
    ).toBeGreaterThan(0);
  });

  test('is low for a share that lies below all that was seen', () => {
    const high = outcomes(200, () => 1).map((one) => ({ ...one, share: 0.8 + one.share / 5 }));
    expect(calibrate(high, 1)(0.9, 0)).toBeGreaterThan(0.95);
    expect(calibrate(high, 1)(0.1, 0)).toBeLessThan(0.3);
  });

  test('differs for a class that is wrong more often than others at the same share', () => {
    const good = outcomes(400, () => 0.9);
    const bad = outcomes(100, () => 0.4).map((one) => ({ ...one, label: 1 }));
    const confidence = calibrate([...good, ...bad], 2);
    expect(confidence(0.5, 1)!).toBeLessThan(confidence(0.5, 0)! - 0.15);
  });
});
