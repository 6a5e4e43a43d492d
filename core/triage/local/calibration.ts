/** What came of a suggestion on a text that had not been learned before. */
export interface Outcome {
  /** The class that was suggested. */
  label: number;
  /** The share that was given to it, 0 to 1. */
  share: number;
  right: boolean;
}

/** How often a suggestion of this class with this share is right, or null where no honest number is known. */
export type Calibration = (share: number, label: number) => number | null;

/** With fewer, no number is honest. */
const fewest = 50;
/** So much evidence holds a class at what all classes together say. */
const reserve = 3;

/**
 * From a share to how often it was right: isotonic regression over the outcomes (a higher share is never less right), straight lines
 * between its steps, and for each class a shift by how much more or less it was right than that. Null before there are 50.
 */
export function calibrate(
  outcomes: Outcome[],
  classes: number,
): (share: number, label: number) => number | null {
  if (outcomes.length < fewest) return () => null;
  const common = curve(steps(outcomes));
  const surprise = new Float64Array(classes);
  const spread = new Float64Array(classes).fill(reserve);
  for (const { share, label, right } of outcomes) {
    const expected = common(share);
    surprise[label]! += (right ? 1 : 0) - expected;
    spread[label]! += expected * (1 - expected);
  }
  return (share, label) => {
    const shift = surprise[label]! / spread[label]!;
    const expected = common(share);
    return 1 / (1 + ((1 - expected) / expected) * Math.exp(-shift));
  };
}

interface Step {
  shares: number;
  right: number;
  count: number;
}

/** Neighbouring outcomes are pooled until no step is lower than the one before it. */
function steps(outcomes: Outcome[]): Step[] {
  const pooled: Step[] = [];
  for (const { share, right } of outcomes.toSorted((a, b) => a.share - b.share)) {
    let last: Step = { shares: share, right: right ? 1 : 0, count: 1 };
    for (let before = pooled.at(-1); before && rate(before) >= rate(last); before = pooled.at(-1)) {
      pooled.pop();
      last = {
        shares: before.shares + last.shares,
        right: before.right + last.right,
        count: before.count + last.count,
      };
    }
    pooled.push(last);
  }
  return pooled;
}

function rate({ right, count }: Step): number {
  return right / count;
}

function curve(pooled: Step[]): (share: number) => number {
  // Half an outcome either way: none of few is not never, and all of them not always.
  const seen = pooled.map(({ shares, right, count }) => ({
    x: shares / count,
    y: (right + 0.5) / (count + 1),
  }));
  // Below all that was seen, less and less is to be expected.
  const points = [{ x: 0, y: 0.001 }, ...seen];
  return (share) => {
    const above = points.findIndex(({ x }) => share <= x);
    if (above === 0) return points[0]!.y;
    if (above < 0) return points.at(-1)!.y;
    const [from, to] = [points[above - 1]!, points[above]!];
    return from.y + ((to.y - from.y) * (share - from.x)) / (to.x - from.x);
  };
}
