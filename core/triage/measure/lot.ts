/** Numbers from 0 up to 1, the same for the same seed (Mulberry32). */
export type Lot = () => number;

export function lotOf(seed: number): Lot {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in an order drawn by lot. */
export function shuffled<T>(things: readonly T[], lot: Lot): T[] {
  const drawn = [...things];
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(lot() * (at + 1));
    [drawn[at], drawn[other]] = [drawn[other]!, drawn[at]!];
  }
  return drawn;
}
