import type { Texts } from '../core/deps.ts';
import type { Accuracy, Figures, Group } from '../core/triage/measure/accuracy.ts';
import type { DaySpent } from '../core/triage/measure/spending.ts';
import { table } from '../infra/terminal/table.ts';
import { percent, rate } from './shares.ts';
import type { Words } from './words.ts';

const groups = ['byCategory', 'bySource', 'byPrompt', 'byModel', 'byCatalog'] as const;

/** How right suggestions have been, as tables for people. `nameOf` gives a category's name. */
export function accuracyText(accuracy: Accuracy, say: Words, nameOf: (code: string) => string): string {
  const { all, since, spending } = accuracy;
  const { unsure, cascaded } = all;
  return [
    say.accuracy.head(since.toISOString().slice(0, 10), all.reviews),
    say.accuracy.note,
    ...groups.map((group) => groupTable(accuracy, group, say, nameOf)),
    calibrationTable(all, say),
    [
      say.accuracy.unsure(unsure.suggestions, unsure.first, unsure.runnerUp, unsure.another, unsure.rejected),
      say.accuracy.cascaded(cascaded.calls, rate(cascaded.right)),
    ].join('\n'),
    spendingTable(spending, say),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The names of the categories in force, in one language; a retired one is called by its code. */
export function categoryNames(
  categories: { code: string; name: Texts }[],
  language: keyof Texts,
): (code: string) => string {
  const names = new Map(categories.map(({ code, name }) => [code, name[language]]));
  return (code) => names.get(code) ?? code;
}

function groupTable(
  accuracy: Accuracy,
  by: (typeof groups)[number],
  say: Words,
  nameOf: (code: string) => string,
): string {
  const sources: Record<string, string> = say.accuracy.sources;
  const title = ({ name }: Group) => {
    if (name === null) return by === 'byCategory' ? say.none : say.noCall;
    return by === 'byCategory' ? nameOf(name) : by === 'bySource' ? sources[name]! : name;
  };
  const rows = accuracy[by].map((group) => [title(group), ...cells(group.figures)]);
  // The first table has the sum of all, which is the sum of each of the others as well.
  const sum = by === 'byCategory' ? [[say.all, ...cells(accuracy.all)]] : [];
  return table([say.accuracy.groups[by], ...say.accuracy.columns], [...rows, ...sum]);
}

function cells(figures: Figures): string[] {
  const { calibration, medianSeconds } = figures;
  return [
    String(figures.reviews),
    rate(figures.overridden),
    rate(figures.rightWhereSure),
    rate(figures.runnerUpRight),
    calibration.stated === 0 ? '–' : calibration.error.toFixed(3),
    String(figures.rejected),
    String(figures.sortedByHand),
    medianSeconds === null ? '–' : duration(medianSeconds),
  ];
}

function calibrationTable({ calibration }: Figures, say: Words): string {
  if (calibration.stated === 0) return '';
  const rows = calibration.bins.map(({ stated, right, rows }) => [
    percent(stated),
    percent(right),
    String(rows),
  ]);
  return table(say.accuracy.calibration, rows);
}

function spendingTable(days: DaySpent[], say: Words): string {
  if (days.length === 0) return say.accuracy.noCalls;
  const milliseconds = (value: number | null) => (value === null ? '–' : `${value} ms`);
  const rows = days.map((day) => [
    day.day,
    day.purpose,
    String(day.calls),
    Object.entries(day.outcomes)
      .map(([outcome, calls]) => `${outcome} ${calls}`)
      .join(', '),
    String(day.tokensIn),
    String(day.tokensOut),
    day.cost === null ? '–' : day.cost.toFixed(4),
    milliseconds(day.p50),
    milliseconds(day.p95),
  ]);
  return table(say.accuracy.spending, rows);
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
