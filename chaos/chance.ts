/** Chance that can be had again: the same seed gives the same draws. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next: () => number;
  /** True in this share of all draws. */
  happens: (share: number) => boolean;
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number;
  pick: <T>(from: readonly T[]) => T;
  shuffled: <T>(of: readonly T[]) => T[];
}

/** Each part of a run draws from a chance of its own, so that one part's number of draws does not change another's. */
export function openChance(seed: number, part: string): Chance {
  let state = [...part].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed) | 0;
  // mulberry32: small, and even enough for choosing whom to kill.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    happens: (share) => next() < share,
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    shuffled: (of) => {
      const list = [...of];
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        [list[last], list[other]] = [list[other]!, list[last]!];
      }
      return list;
    },
  };
}
