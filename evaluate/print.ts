import { table } from '../infra/terminal/table.ts';
import type { Confusion } from './metrics.ts';
import type { Report } from './report.ts';

/** The report for people, a part a paragraph. */
export function textOf(report: Report): string {
  const parts = [
    task(report),
    headline(report),
    table(
      ['category', 'precision', 'recall', 'F1', 'rows', 'suggested'],
      report.categories.map(({ code, precision, recall, f1, support, suggested }) => [
        code,
        figure(precision),
        figure(recall),
        figure(f1),
        String(support),
        String(suggested),
      ]),
    ),
    confusion(report.confusion),
    confidence(report),
    curve(report),
    effort(report),
  ];
  return `${parts.filter(Boolean).join('\n\n')}`;
}

function task({
  rows,
  duplicates,
  conflicting,
  train,
  trainRows,
  trainDuplicates,
  how,
  source,
  seed,
}: Report): string {
  const ways: Record<string, string> = {
    once: train ? 'knowing the catalogue and the rows learned first' : 'cold, from the catalogue alone',
    stream: 'row by row, learning each after suggesting for it',
  };
  const conflicts = conflicting > 0 ? `, ${conflicting} of them sorted differently` : '';
  return [
    `${rows} rows, ${duplicates} duplicates left out${conflicts}`,
    train &&
      `${trainRows} rows learned first, ${trainDuplicates} left out that are duplicates or among those to suggest for`,
    `source ${source}, ${ways[how] ?? `cross-validated in ${how}`}, seed ${seed}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function headline(report: Report): string {
  const { accuracy, accuracyInterval, macroF1, firstTwo, departments, categories } = report;
  const [low, high] = accuracyInterval.map(figure);
  const occurring = categories.filter(({ support }) => support > 0).length;
  return [
    `accuracy    ${figure(accuracy)}  95 % interval ${low} to ${high}`,
    `macro-F1    ${figure(macroF1)}  over the ${occurring} categories that occur`,
    `first two   ${figure(firstTwo)}  the suggestion or its runner-up is right`,
    departments && `department  ${figure(departments.accuracy)}  of ${departments.rows} rows that name one`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** Beyond so many categories a matrix is wider than a terminal, and the pairs confused most say more. */
const widestMatrix = 16;
const mostPairs = 15;

function confusion({ codes, counts }: Confusion): string {
  if (codes.length > widestMatrix) return pairs({ codes, counts });
  const names = codes.map((code, at) => `${at + 1} ${code}`);
  const nothing = counts.some((row) => row.at(-1)! > 0);
  const cells = (row: number[]) =>
    row.slice(0, nothing ? undefined : -1).map((count) => (count ? String(count) : '·'));
  const head = [
    'people said ↓ suggested →',
    ...codes.map((_, at) => String(at + 1)),
    ...(nothing ? ['none'] : []),
  ];
  return table(
    head,
    names.map((name, at) => [name, ...cells(counts[at]!)]),
  );
}

function pairs({ codes, counts }: Confusion): string {
  const found = counts.flatMap((row, said) =>
    row.map((count, suggested) => ({ count, said: codes[said]!, suggested: codes[suggested] ?? 'none' })),
  );
  const wrong = found.filter(({ said, suggested, count }) => said !== suggested && count > 0);
  const worst = wrong.sort((a, b) => b.count - a.count).slice(0, mostPairs);
  return table(
    ['people said', 'suggested', 'rows'],
    worst.map((one) => [one.said, one.suggested, String(one.count)]),
  );
}

function confidence({ calibration, coverage, unsure, cascade }: Report): string {
  if (calibration.stated === 0)
    return 'No confidence was stated, so there is no calibration and no coverage.';
  const { stated, byWidth, bySize, bins } = calibration;
  const reached = coverage
    .map(({ precision, share }) => `${percent(share)} at ${percent(precision)}`)
    .join(', ');
  const precision = cascade.precision === null ? '' : `, ${percent(cascade.precision, 1)} of these right`;
  return [
    `calibration error  ${figure(byWidth)} by 10 bins of one width, ${figure(bySize)} by 10 of one size (confidence stated on ${percent(stated)} of rows)`,
    `coverage           ${reached} precision`,
    `unsure             ${percent(unsure.share)} of rows; of the others ${percent(unsure.accuracyOfOthers, 1)} right`,
    `calls saved        ${percent(cascade.saved)} at a cascade of ${cascade.threshold}${precision}`,
    '',
    table(
      ['stated', 'right', 'rows'],
      bins.map((bin) => [figure(bin.stated), figure(bin.right), String(bin.rows)]),
    ),
  ].join('\n');
}

function curve({ curve }: Report): string {
  if (curve.length === 0) return '';
  const points = curve.map(({ rows, accuracy, lately }) => [String(rows), figure(accuracy), figure(lately)]);
  return table(['after rows', 'accuracy', 'since the line above'], points);
}

function effort({ model, suggestion, learning, memory }: Report): string {
  const failures = Object.entries(model?.failures ?? {}).map(([why, count]) => `${count} ${why}`);
  const cost = model?.cost == null ? 'unknown, as no prices are set' : model.cost.toFixed(4);
  return [
    model && `model       ${model.calls} calls, failed: ${failures.join(', ') || 'none'}`,
    model && `tokens      ${model.tokensIn} in, ${model.tokensOut} out; cost ${cost}`,
    `suggestion  p50 ${suggestion.p50.toFixed(2)} ms, p99 ${suggestion.p99.toFixed(2)} ms`,
    `learning    ${(learning.milliseconds / 1000).toFixed(2)} s from nothing, ${learning.rows} rows`,
    `memory      ${megabytes(memory.heap)} heap and buffers, ${megabytes(memory.resident)} resident`,
  ]
    .filter(Boolean)
    .join('\n');
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

function figure(value: number): string {
  return value.toFixed(3);
}

function percent(value: number, digits = 0): string {
  return `${(100 * value).toFixed(digits)} %`;
}
