/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** From 0 to 1. */
  next: () => number;
  between: (low: number, high: number) => number;
  below: (count: number) => number;
  once: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** Around 0, two of three within 1. */
  bell: () => number;
}

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  // Mulberry32: short, and even enough for making things up.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    once: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
    bell: () => Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, -6),
  };
}
