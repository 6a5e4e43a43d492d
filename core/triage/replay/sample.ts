import { type Lot, shuffled } from '../measure/lot.ts';

/**
 * Cases drawn by lot, as many of each category as of any other while they last: else a large one would leave a small one too few to show
 * that it has become worse. They stay in their order.
 */
export function sampleOf<T extends { decided: string }>(cases: T[], size: number, lot: Lot): T[] {
  const categories = Map.groupBy(cases, ({ decided }) => decided);
  const piles = [...categories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pile]) => shuffled(pile, lot));
  const drawn = new Set<T>();
  for (let round = 0; drawn.size < Math.min(size, cases.length); round++)
    for (const pile of piles) {
      const one = pile[round];
      if (one && drawn.size < size) drawn.add(one);
    }
  return cases.filter((one) => drawn.has(one));
}
