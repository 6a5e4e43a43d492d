import { type Lot, shuffled } from '../core/triage/measure/lot.ts';

/**
 * Cuts rows into `count` parts of about one size, each with its share of every category, drawn by lot. Every row is in one part.
 */
export function stratifiedFolds<T extends { category: string }>(rows: T[], count: number, lot: Lot): T[][] {
  const folds: T[][] = Array.from({ length: count }, () => []);
  const categories = Map.groupBy(shuffled(rows, lot), ({ category }) => category);
  // Dealt like cards, each category going on where the last one stopped: so the parts' sizes differ by one at most.
  for (const [at, row] of [...categories.values()].flat().entries()) folds[at % count]!.push(row);
  return folds;
}
