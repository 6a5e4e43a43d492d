import type { Part } from './options.ts';

/** One line of the table: what was measured of us and, where there is such a thing, of the bare parts in the same run. */
export interface Figure {
  what: string;
  unit: string;
  ours: number;
  /** The bare parts, or what ours is compared with otherwise. */
  beside?: number;
  /** What was set out to be reached: a bound of ours, or of its ratio to what stands beside it. */
  goal?: { of: 'ours' | 'ratio'; least?: number; most?: number };
}

export interface Section {
  part: Part;
  /** How it was measured, in a line. */
  how: string;
  figures: Figure[];
}

export function ratioOf({ ours, beside }: Figure): number | null {
  return beside ? ours / beside : null;
}

/** Whether the goal is reached; null where there is none. */
export function reached(figure: Figure): boolean | null {
  const { goal } = figure;
  if (!goal) return null;
  const value = goal.of === 'ours' ? figure.ours : ratioOf(figure);
  if (value === null) return false;
  return (
    value >= (goal.least ?? Number.NEGATIVE_INFINITY) && value <= (goal.most ?? Number.POSITIVE_INFINITY)
  );
}
