import { table } from '../infra/terminal/table.ts';
import { type Figure, ratioOf, reached, type Section } from './figures.ts';
import type { Report } from './run.ts';

/** The report as a table for people. */
export function printReport({ machine, options, sections, plans }: Report): void {
  console.log(`${machine}\nqueue on ${options.queue}, loads of ${options.seconds} s`);
  for (const section of sections) console.log(`\n${linesOf(section)}`);
  for (const { query, plan } of plans) console.log(`\n-- ${query}\n${plan}`);
}

export function linesOf({ part, how, figures }: Section): string {
  const head = [part, 'ours', 'beside', 'ratio', 'goal', ''];
  return `${table(head, figures.map(rowOf))}\n(${how})`;
}

function rowOf(figure: Figure): string[] {
  const { what, unit, ours, beside } = figure;
  const ratio = ratioOf(figure);
  const verdict = reached(figure);
  return [
    `${what}, ${unit}`,
    shortly(ours),
    beside === undefined ? '' : shortly(beside),
    ratio === null ? '' : ratio.toFixed(2),
    goalOf(figure),
    verdict === null ? '' : verdict ? 'reached' : 'MISSED',
  ];
}

function goalOf({ goal }: Figure): string {
  if (!goal) return '';
  const bounds = [
    goal.least !== undefined && `≥ ${shortly(goal.least)}`,
    goal.most !== undefined && `≤ ${shortly(goal.most)}`,
  ];
  return `${goal.of === 'ratio' ? 'ratio ' : ''}${bounds.filter(Boolean).join(', ')}`;
}

/** Three digits are as much as a run can tell. */
function shortly(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Number(value.toPrecision(3)).toString();
}
