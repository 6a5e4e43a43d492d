import { lotOf, shuffled } from '../core/triage/measure/lot.ts';
import { stratifiedFolds } from './folds.ts';
import { inParallel } from './in-parallel.ts';
import { accuracyOf, type Outcome } from './metrics.ts';
import type { Measuring } from './options.ts';
import type { Row } from './rows.ts';
import type { Suggested, Suggester } from './suggester.ts';

export interface Measured {
  outcomes: (Outcome & Pick<Suggested, 'local' | 'call'> & { milliseconds: number })[];
  /** The longest that learning from nothing took, and of how many rows. */
  learning: { rows: number; milliseconds: number };
  /** Of a stream: how many rows were seen, how many of them rightly sorted, and of those since the point before. */
  curve: { rows: number; accuracy: number; lately: number }[];
}

interface Task {
  rows: Row[];
  /** Learned first, whatever comes then. */
  train: Row[];
  how: Measuring['how'];
  seed: number;
  /** Called after each row. */
  tick: () => void;
}

/** Has every row suggested for once, by a suggester that has learned what `how` lets it know. */
export async function measure(make: () => Suggester, task: Task): Promise<Measured> {
  const { rows, train, how, seed } = task;
  if (how.kind === 'stream') return stream(make, task);
  if (how.kind === 'once') return suggestAll(make, task);
  const lot = lotOf(seed);
  const folds = stratifiedFolds(rows, how.count, lot);
  const all: Measured = { outcomes: [], learning: { rows: 0, milliseconds: 0 }, curve: [] };
  for (const fold of folds) {
    // Learned in no order, as a fold's rows stand together by category.
    const others = shuffled(folds.filter((other) => other !== fold).flat(), lot);
    const one = await suggestAll(make, { ...task, rows: fold, train: [...train, ...others] });
    all.outcomes.push(...one.outcomes);
    if (one.learning.milliseconds > all.learning.milliseconds) all.learning = one.learning;
  }
  return all;
}

async function suggestAll(make: () => Suggester, { rows, train, tick }: Task): Promise<Measured> {
  const { suggester, learning } = await taught(make, train);
  const outcomes = await inParallel(rows, suggester.atOnce, async (row) => {
    const outcome = await suggestFor(row, suggester);
    tick();
    return outcome;
  });
  return { outcomes, learning, curve: [] };
}

/** Suggests, then learns, row by row. */
async function stream(make: () => Suggester, { rows, train, tick }: Task): Promise<Measured> {
  const { suggester, learning } = await taught(make, train);
  const outcomes: Measured['outcomes'] = [];
  const curve: Measured['curve'] = [];
  for (const row of rows) {
    outcomes.push(await suggestFor(row, suggester));
    await suggester.learn(row);
    if (isPoint(outcomes.length) || outcomes.length === rows.length) {
      const since = curve.at(-1)?.rows ?? 0;
      const lately = accuracyOf(outcomes.slice(since));
      curve.push({ rows: outcomes.length, accuracy: accuracyOf(outcomes), lately });
    }
    tick();
  }
  return { outcomes, learning, curve };
}

/** 50, 100, 200, 500, 1000, 2000, 5000, ... */
function isPoint(rows: number): boolean {
  return rows >= 50 && /^[125]0+$/.test(String(rows));
}

async function taught(make: () => Suggester, train: Row[]) {
  const begun = performance.now();
  const suggester = make();
  await suggester.learnAll(train);
  return { suggester, learning: { rows: train.length, milliseconds: performance.now() - begun } };
}

async function suggestFor(row: Row, suggester: Suggester): Promise<Measured['outcomes'][number]> {
  const { title, text, category, department } = row;
  const begun = performance.now();
  // Without its category, so that no suggester can peep.
  const { ranked, confidence, unsure, local, call } = await suggester.suggest({ title, text });
  const milliseconds = performance.now() - begun;
  const [suggested = null, runnerUp = null] = ranked;
  return { category, department, suggested, runnerUp, confidence, unsure, local, call, milliseconds };
}
