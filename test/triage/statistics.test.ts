import { expect, test } from 'vitest';
import {
  holm,
  intervalOfShare,
  mcNemar,
  pairedDifference,
  percentile,
} from '../../core/triage/measure/statistics.ts';

/** Published values: Newcombe 1998 (Wilson), Fagerland 2014 (pairs), R's p.adjust and binom.test. */

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [20, 20, 0.8389, 1],
])('%i of %i has Wilson’s interval', (part, whole, low, high) => {
  const [lower, upper] = intervalOfShare(part, whole);
  expect(lower).toBeCloseTo(low, 4);
  expect(upper).toBeCloseTo(high, 4);
});

test('a share of nothing may be anything', () => {
  expect(intervalOfShare(0, 0)).toEqual([0, 1]);
});

test.each([
  [1, 7, 0.0703],
  [0, 5, 0.0625],
  [0, 6, 0.03125],
  [6, 0, 0.03125],
  [5, 15, 0.0414],
  [4, 4, 1],
  [0, 0, 1],
])('%i against %i pairs has McNemar’s exact chance', (onlyFirst, onlySecond, chance) => {
  expect(mcNemar({ onlyFirst, onlySecond })).toBeCloseTo(chance, 4);
});

test('thousands of pairs do not wear the chance down to nothing', () => {
  expect(mcNemar({ onlyFirst: 1950, onlySecond: 2050 })).toBeCloseTo(0.1175, 3);
});

test('the difference of pairs has Bonett and Price’s interval', () => {
  const { difference, interval } = pairedDifference({ cases: 21, onlyFirst: 7, onlySecond: 1 });
  expect(difference).toBeCloseTo(-0.2857, 4);
  expect(interval[0]).toBeCloseTo(-0.508, 3);
  expect(interval[1]).toBeCloseTo(-0.013, 3);
});

test('Holm corrects by how many are left, and never turns the order round', () => {
  const corrected = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [at, chance] of [0.03, 0.06, 0.06, 0.02].entries())
    expect(corrected[at]).toBeCloseTo(chance, 10);
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

test('a percentile is one of the values', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
  expect(percentile([], 0.5)).toBe(0);
});
