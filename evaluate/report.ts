import { type Catalog, findCategory } from '../core/catalog/catalog.ts';
import { intervalOfShare, percentile, share } from '../core/triage/measure/statistics.ts';
import { calibrationOf, cascadeAt, coverageAt } from './calibration.ts';
import type { Measured } from './measure.ts';
import { accuracyOf, confusionOf, eitherRightOf, figuresByCategory, macroF1Of } from './metrics.ts';
import type { Measuring } from './options.ts';
import type { withoutDuplicates } from './rows.ts';

export interface Circumstances {
  options: Measuring;
  catalog: Catalog;
  data: ReturnType<typeof withoutDuplicates>;
  train: ReturnType<typeof withoutDuplicates>;
  prices: Prices | null;
}

/** Of a million tokens, in the operator's currency. */
export interface Prices {
  in: number;
  out: number;
}

export type Report = ReturnType<typeof reportOf>;

/** All figures of one measurement; what they mean stands in docs/triage.md. Shares are 0 to 1, times in milliseconds, memory in bytes. */
export function reportOf({ outcomes, learning, curve }: Measured, around: Circumstances) {
  const categories = figuresByCategory(outcomes);
  const codes = categories.map(({ code }) => code);
  const accuracy = accuracyOf(outcomes);
  const sure = outcomes.filter(({ unsure }) => !unsure);
  const times = outcomes.map(({ milliseconds }) => milliseconds);
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    ...taskOf(around),
    accuracy,
    accuracyInterval: intervalOfShare(accuracy * outcomes.length, outcomes.length),
    firstTwo: eitherRightOf(outcomes),
    macroF1: macroF1Of(categories),
    departments: departmentsOf(outcomes, around.catalog),
    categories,
    confusion: confusionOf(outcomes, codes),
    calibration: calibrationOf(outcomes),
    coverage: [0.9, 0.95, 0.97].map((precision) => ({ precision, share: coverageAt(precision, outcomes) })),
    unsure: { share: 1 - share(sure.length, outcomes.length), accuracyOfOthers: accuracyOf(sure) },
    cascade: cascadeAt(
      around.options.cascade,
      outcomes.map((outcome) => ({ ...outcome, ...outcome.local })),
    ),
    model: callsOf(outcomes, around.prices),
    suggestion: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    learning,
    memory: { heap: heapUsed + external, resident: rss },
    curve,
  };
}

function taskOf({ options, data, train }: Circumstances) {
  const { how, source, seed } = options;
  return {
    data: options.data,
    catalog: options.catalog,
    train: options.train ?? null,
    source,
    how: how.kind === 'folds' ? (`${how.count} folds` as const) : how.kind,
    seed,
    rows: data.rows.length,
    duplicates: data.duplicates,
    conflicting: data.conflicting,
    trainRows: train.rows.length,
    trainDuplicates: train.duplicates,
  };
}

/** How often the suggestion leads to the right department, of the rows that name one; null where none does. */
function departmentsOf(outcomes: Measured['outcomes'], catalog: Catalog) {
  const named = outcomes.filter(({ department }) => department);
  if (named.length === 0) return null;
  const right = named.filter((one) => findCategory(catalog, one.suggested)?.department === one.department);
  return { rows: named.length, accuracy: share(right.length, named.length) };
}

/** What was asked of a model, and what came of it; null where none was asked. */
function callsOf(outcomes: Measured['outcomes'], prices: Circumstances['prices']) {
  const calls = outcomes.flatMap(({ call }) => call ?? []);
  if (calls.length === 0) return null;
  const tokensIn = calls.reduce((sum, call) => sum + call.tokensIn, 0);
  const tokensOut = calls.reduce((sum, call) => sum + call.tokensOut, 0);
  const failures = Map.groupBy(
    calls.filter(({ failure }) => failure !== null),
    ({ failure }) => failure!,
  );
  return {
    calls: calls.length,
    failures: Object.fromEntries([...failures].map(([failure, all]) => [failure, all.length])),
    tokensIn,
    tokensOut,
    cost: prices && (tokensIn * prices.in + tokensOut * prices.out) / 1e6,
  };
}
