import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationOf, cascadeAt, coverageAt } from '../../evaluate/calibration.ts';
import { madeUpReviews } from '../../evaluate/made-up-reviews.ts';
import {
  accuracyOf,
  confusionOf,
  eitherRightOf,
  figuresByCategory,
  macroF1Of,
  type Outcome,
} from '../../evaluate/metrics.ts';
import type { Measuring } from '../../evaluate/options.ts';
import { reportOf } from '../../evaluate/report.ts';
import { withoutDuplicates } from '../../evaluate/rows.ts';

function outcome(category: string, suggested: string | null, more: Partial<Outcome> = {}): Outcome {
  return { category, suggested, runnerUp: null, confidence: null, unsure: false, ...more };
}

/** Rows with a confidence, right or wrong: `[0.9, true]`. */
function stated(...rows: [confidence: number | null, right: boolean][]): Outcome[] {
  return rows.map(([confidence, right]) => outcome('roads', right ? 'roads' : 'lights', { confidence }));
}

const codes = ['roads', 'lights', 'noise'];
const anyOutcomes = fc.array(
  fc.record({
    category: fc.constantFrom(...codes),
    suggested: fc.constantFrom(...codes, null),
    runnerUp: fc.constantFrom(...codes, null),
    confidence: fc.oneof(
      fc.constant(null),
      fc.constantFrom(0, 0.3, 0.5, 0.9, 1),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    unsure: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Six rows: roads 3, lights 2, noise 1; of roads two found, of lights one, of noise none. */
const six = [
  outcome('roads', 'roads'),
  outcome('roads', 'roads'),
  outcome('roads', 'lights', { runnerUp: 'roads' }),
  outcome('lights', 'lights'),
  outcome('lights', 'roads', { runnerUp: 'noise' }),
  outcome('noise', null),
];

describe('of six rows counted by hand', () => {
  test('accuracy is the share of right ones, and a row without a suggestion is not right', () => {
    expect(accuracyOf(six)).toBeCloseTo(3 / 6);
  });

  test('the first two hold the right one where the runner-up is right', () => {
    expect(eitherRightOf(six)).toBeCloseTo(4 / 6);
  });

  test('each category has its precision, recall, F1 and support', () => {
    expect(figuresByCategory(six)).toEqual([
      { code: 'roads', precision: 2 / 3, recall: 2 / 3, f1: 4 / 6, support: 3, suggested: 3 },
      { code: 'lights', precision: 1 / 2, recall: 1 / 2, f1: 2 / 4, support: 2, suggested: 2 },
      { code: 'noise', precision: 0, recall: 0, f1: 0, support: 1, suggested: 0 },
    ]);
  });

  test('macro-F1 counts each category the same, however rare', () => {
    expect(macroF1Of(figuresByCategory(six))).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3);
  });

  test('the confusion has what people said down and what was suggested across, nothing last', () => {
    expect(confusionOf(six, codes).counts).toEqual([
      [2, 1, 0, 0],
      [1, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
  });
});

test('a category that no row is of counts for the recall of others, not in macro-F1', () => {
  const figures = figuresByCategory([outcome('roads', 'roads'), outcome('roads', 'other')]);
  expect(figures.map(({ code, support }) => [code, support])).toEqual([
    ['roads', 2],
    ['other', 0],
  ]);
  expect(macroF1Of(figures)).toBeCloseTo(2 / 3);
});

describe('calibration error', () => {
  test('by width is what ten bins differ by, weighed by their rows', () => {
    // Bin 0.5 to 0.6: stated 0.55, right 1 of 2. Bin 0.9 to 1: stated 0.95, right 1 of 2.
    const { byWidth, bins } = calibrationOf(
      stated([0.5, true], [0.6 - 1e-9, false], [0.9, true], [1, false]),
    );
    expect(byWidth).toBeCloseTo(0.5 * 0.05 + 0.5 * 0.45);
    expect(bins.map(({ rows }) => rows)).toEqual([2, 2]);
  });

  test('by size cuts where a tenth of the rows is reached, whatever the width', () => {
    // Twenty rows that all lie in one bin by width, where errors up and down cancel out.
    const rows = Array.from({ length: 20 }, (_, at): [number, boolean] => [0.5 + at / 250, at < 11]);
    const { byWidth, bySize } = calibrationOf(stated(...rows));
    expect(byWidth).toBeCloseTo(0.55 - (0.5 + 9.5 / 250));
    const pairs = Array.from({ length: 10 }, (_, pair) => {
      const mean = 0.5 + (2 * pair + 0.5) / 250;
      return Math.abs(mean - (pair < 5 ? 1 : pair === 5 ? 0.5 : 0));
    });
    expect(bySize).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / 10);
  });

  test('is about stated confidences only, and says of how many', () => {
    expect(calibrationOf(stated([1, true], [null, false]))).toMatchObject({
      stated: 0.5,
      byWidth: 0,
      bySize: 0,
    });
  });

  test('is none where what is stated comes true, and lies between none and all', () => {
    expect(calibrationOf(stated([0.5, true], [0.5, false], [1, true])).byWidth).toBe(0);
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const { byWidth, bySize, bins } = calibrationOf(outcomes);
        for (const error of [byWidth, bySize]) expect(error >= 0 && error <= 1).toBe(true);
        const known = outcomes.filter(({ confidence }) => confidence !== null).length;
        expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(known);
      }),
    );
  });

  test('does not hang on the order of rows', () => {
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const [one, other] = [calibrationOf(outcomes), calibrationOf(outcomes.toReversed())];
        expect(one.byWidth).toBeCloseTo(other.byWidth);
        expect(one.bySize).toBeCloseTo(other.bySize);
      }),
    );
  });
});

describe('coverage', () => {
  const ten = stated(
    [0.99, true],
    [0.95, true],
    [0.9, false],
    [0.85, true],
    [0.8, true],
    [0.75, true],
    [0.7, true],
    [0.6, true],
    [0.5, true],
    [null, true],
  );

  test('is the largest share that still has the precision, past a wrong one too', () => {
    expect(coverageAt(1, ten)).toBeCloseTo(2 / 10);
    // Eight of nine are right: 0.889.
    expect(coverageAt(0.88, ten)).toBeCloseTo(9 / 10);
    expect(coverageAt(0.9, ten)).toBeCloseTo(2 / 10);
  });

  test('takes rows of one confidence together, as no threshold tells them apart', () => {
    expect(coverageAt(0.95, stated([0.9, true], [0.9, false]))).toBe(0);
  });

  test('can be had with its precision, and shrinks as the precision grows', () => {
    fc.assert(
      fc.property(anyOutcomes, fc.double({ min: 0.01, max: 1, noNaN: true }), (outcomes, precision) => {
        const coverage = coverageAt(precision, outcomes);
        const thresholds = outcomes.flatMap(({ confidence }) => confidence ?? []);
        const reached = thresholds
          .map((threshold) => cascadeAt(threshold, outcomes))
          .filter((one) => one.precision! >= precision - 1e-12)
          .map(({ saved }) => saved);
        expect(coverage).toBeCloseTo(Math.max(0, ...reached));
        expect(coverageAt(1, outcomes)).toBeLessThanOrEqual(coverage);
      }),
    );
  });
});

test('the cascade saves the calls of those at its threshold or above, and says how many of them are right', () => {
  const rows = stated([0.98, true], [0.97, false], [0.96, true], [null, true]);
  expect(cascadeAt(0.97, rows)).toEqual({ threshold: 0.97, saved: 0.5, precision: 0.5 });
  expect(cascadeAt(0.99, rows)).toEqual({ threshold: 0.99, saved: 0, precision: null });
});

test('where a model is asked as well, the cascade goes by what the local classifier said by itself', () => {
  const row = (said: string, confidence: number | null, blended: string) => ({
    ...outcome('roads', blended, { confidence: 0.99 }),
    local: { suggested: said, confidence },
    milliseconds: 1,
  });
  const outcomes = [
    // Answered alone: two right and one wrong, whatever the two together say.
    row('roads', 0.99, 'lights'),
    row('roads', 0.97, 'roads'),
    row('lights', 0.98, 'roads'),
    // Asked about.
    row('roads', 0.96, 'roads'),
    row('lights', null, 'roads'),
  ];
  const none = withoutDuplicates([]);
  const options: Measuring = {
    kind: 'measure',
    data: 'rows.jsonl',
    catalog: 'catalog',
    source: 'blend',
    how: { kind: 'once' },
    cascade: 0.97,
    seed: 1,
    json: true,
  };
  const { cascade, accuracy } = reportOf(
    { outcomes, learning: { rows: 0, milliseconds: 0 }, curve: [] },
    { options, catalog: madeUpReviews(1, 1).catalog, data: none, train: none, prices: null },
  );
  expect(cascade).toEqual({ threshold: 0.97, saved: 3 / 5, precision: 2 / 3 });
  expect(accuracy).toBeCloseTo(4 / 5);
});

test('figures of any outcomes are shares, and the supports add up', () => {
  fc.assert(
    fc.property(anyOutcomes, (outcomes) => {
      const figures = figuresByCategory(outcomes);
      expect(figures.reduce((sum, { support }) => sum + support, 0)).toBe(outcomes.length);
      for (const { precision, recall, f1 } of figures) {
        for (const one of [precision, recall, f1]) expect(one >= 0 && one <= 1).toBe(true);
        expect(f1).toBeCloseTo(
          precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
        );
      }
      const { counts } = confusionOf(outcomes, codes);
      const diagonal = codes.reduce((sum, _, at) => sum + counts[at]![at]!, 0);
      expect(diagonal / outcomes.length).toBeCloseTo(accuracyOf(outcomes));
    }),
  );
});
