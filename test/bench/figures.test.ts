import { describe, expect, test } from 'vitest';
import { plansIn } from '../../bench/explain.ts';
import { ratioOf, reached } from '../../bench/figures.ts';
import { latencyOf, quantile } from '../../bench/latency.ts';
import { linesOf } from '../../bench/print.ts';

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test('is a value that was measured, the one that so many are not above', () => {
    expect([0.01, 0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 99, 100]);
  });

  test('of few values is the longest as soon as it must be', () => {
    expect(quantile([7, 3, 5], 0.99)).toBe(7);
    expect(quantile([7], 0.5)).toBe(7);
  });

  test('goes by size, not by what comes first when written out', () => {
    expect(quantile([9, 10, 100], 0.5)).toBe(10);
  });

  test('of nothing is no number', () => {
    expect(latencyOf([])).toEqual({ count: 0, p50: Number.NaN, p99: Number.NaN, max: Number.NaN });
  });
});

describe('a goal', () => {
  const figure = { what: 'limit', unit: 'a second', ours: 60, beside: 100 };

  test('of a ratio is reached at its bound, and not below', () => {
    expect(ratioOf(figure)).toBe(0.6);
    expect(reached({ ...figure, goal: { of: 'ratio', least: 0.6 } })).toBe(true);
    expect(reached({ ...figure, goal: { of: 'ratio', least: 0.61 } })).toBe(false);
    expect(reached({ ...figure, goal: { of: 'ratio', most: 0.5 } })).toBe(false);
  });

  test('of our own figure leaves aside what stands beside it', () => {
    expect(reached({ ...figure, goal: { of: 'ours', most: 60 } })).toBe(true);
    expect(reached({ ...figure, goal: { of: 'ours', most: 59 } })).toBe(false);
  });

  test('is not reached where there is nothing to measure against', () => {
    expect(reached({ ...figure, beside: 0, goal: { of: 'ratio', least: 0.6 } })).toBe(false);
    expect(reached({ ...figure, ours: Number.NaN, goal: { of: 'ratio', least: 0.6 } })).toBe(false);
  });

  test('that was missed says so in the table', () => {
    const goal = { of: 'ratio', least: 0.7 } as const;
    const lines = linesOf({ part: 'intake', how: 'somehow', figures: [figure, { ...figure, goal }] });
    expect(lines.split('\n').map((line) => /MISSED|reached/.exec(line)?.[0])).toEqual([
      undefined,
      undefined,
      'MISSED',
      undefined,
    ]);
    expect(lines).toContain('ratio ≥ 0.7');
  });
});

test('a plan is read from the server’s log together with its query, and other lines are left out', () => {
  const log = [
    '2026-11-25 17:00:00 UTC [1] LOG:  checkpoint starting: time',
    '2026-11-25 17:00:01 UTC [2] LOG:  duration: 0.050 ms  plan:',
    '\tQuery Text: select id',
    '\t    from card',
    '\tIndex Scan using card_pkey on card  (cost=0.1..0.2 rows=1 width=4) (actual time=0.01..0.02 rows=1.00 loops=1)',
    '\t  Index Cond: (id = 1)',
    '2026-11-25 17:00:02 UTC [1] LOG:  checkpoint complete',
  ].join('\n');
  expect(plansIn(log)).toEqual([
    {
      query: 'select id from card',
      plan: 'Index Scan using card_pkey on card  (cost=0.1..0.2 rows=1 width=4) (actual time=0.01..0.02 rows=1.00 loops=1)\n  Index Cond: (id = 1)',
    },
  ]);
});
