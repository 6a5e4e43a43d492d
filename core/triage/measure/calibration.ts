import { share } from './statistics.ts';

const bins = 10;

/** A suggestion for which a confidence was stated, and whether rightly. */
export interface Stated {
  confidence: number;
  right: boolean;
}

/** Suggestions of about one confidence. */
export interface Bin {
  rows: number;
  /** What was stated on average, and the share that came true. */
  stated: number;
  right: number;
}

/** The expected calibration error: how far stated and true lie apart on average. */
export function errorOf(found: Bin[]): number {
  const all = found.reduce((sum, { rows }) => sum + rows, 0);
  return found.reduce((sum, { rows, stated, right }) => sum + share(rows, all) * Math.abs(stated - right), 0);
}

/** 0 up to 0.1, 0.1 up to 0.2 and so on, 1 in the last; those that hold no row are left out. */
export function binsOfOneWidth(stated: Stated[]): Bin[] {
  const found = Map.groupBy(stated, ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)));
  return [...found].sort(([a], [b]) => a - b).map(([, rows]) => binOf(rows));
}

/** From the least sure to the surest, each at least a tenth of the rows (the last what is left), one confidence always in one bin. */
export function binsOfOneSize(stated: Stated[]): Bin[] {
  const found: Stated[][] = [];
  for (const level of levelsOf(stated)) {
    const open = found.at(-1);
    if (open && open.length < stated.length / bins) open.push(...level);
    else found.push([...level]);
  }
  return found.map(binOf);
}

/** The rows of each confidence that occurs, the lowest first. */
export function levelsOf(stated: Stated[]): Stated[][] {
  const levels = Map.groupBy(stated, ({ confidence }) => confidence);
  return [...levels].sort(([a], [b]) => a - b).map(([, rows]) => rows);
}

function binOf(rows: Stated[]): Bin {
  return {
    rows: rows.length,
    stated: share(
      rows.reduce((sum, { confidence }) => sum + confidence, 0),
      rows.length,
    ),
    right: share(rows.filter(({ right }) => right).length, rows.length),
  };
}
