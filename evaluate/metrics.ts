import { share } from '../core/triage/measure/statistics.ts';

/** What was suggested for one row, beside what a person said. */
export interface Outcome {
  category: string;
  department?: string;
  /** Null: nothing was suggested. */
  suggested: string | null;
  runnerUp: string | null;
  confidence: number | null;
  unsure: boolean;
}

export interface CategoryFigures {
  code: string;
  precision: number;
  recall: number;
  f1: number;
  /** How many rows are of this category. */
  support: number;
  /** How many were suggested to be. */
  suggested: number;
}

export function accuracyOf(outcomes: Outcome[]): number {
  return share(outcomes.filter(isRight).length, outcomes.length);
}

/** The share of which the suggestion or its runner-up is right: what two taps of a reviewer reach. */
export function eitherRightOf(outcomes: Outcome[]): number {
  const right = outcomes.filter((one) => isRight(one) || one.runnerUp === one.category);
  return share(right.length, outcomes.length);
}

export function isRight({ category, suggested }: Outcome): boolean {
  return suggested === category;
}

/** Precision, recall and F1 of each category that a row is of or was suggested to be, the most frequent first. */
export function figuresByCategory(outcomes: Outcome[]): CategoryFigures[] {
  const codes = new Set(outcomes.flatMap(({ category, suggested }) => [category, suggested ?? category]));
  const figures = [...codes].map((code) => {
    const support = outcomes.filter(({ category }) => category === code).length;
    const suggested = outcomes.filter((one) => one.suggested === code).length;
    const right = outcomes.filter((one) => isRight(one) && one.category === code).length;
    const f1 = share(2 * right, support + suggested);
    return {
      code,
      precision: share(right, suggested),
      recall: share(right, support),
      f1,
      support,
      suggested,
    };
  });
  return figures.sort((a, b) => b.support - a.support || b.suggested - a.suggested);
}

/**
 * The mean F1 of the categories that rows are of, each counting the same. A category of the catalogue that no row is of has no F1;
 * what is wrongly suggested to be of it is missing from the recall of the right one.
 */
export function macroF1Of(figures: CategoryFigures[]): number {
  return mean(figures.filter(({ support }) => support > 0).map(({ f1 }) => f1));
}

export interface Confusion {
  /** Both the rows (what people said) and the columns (what was suggested). */
  codes: string[];
  /** One column more than codes: nothing was suggested. */
  counts: number[][];
}

export function confusionOf(outcomes: Outcome[], codes: string[]): Confusion {
  const counts = codes.map(() => Array.from({ length: codes.length + 1 }, () => 0));
  for (const { category, suggested } of outcomes) {
    const column = suggested === null ? codes.length : codes.indexOf(suggested);
    counts[codes.indexOf(category)]![column]! += 1;
  }
  return { codes, counts };
}

export function mean(values: number[]): number {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}
