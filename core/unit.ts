import type { Deps, Ring, Tx } from './deps.ts';

/** One change of the truth: its transaction, its moment, and the rings that follow once it is committed. */
export interface Unit {
  tx: Tx;
  at: Date;
  later: (ring: Ring) => void;
  deps: Pick<Deps, 'db' | 'settings' | 'report'>;
}

/**
 * Runs `work` in one transaction and rings afterwards. A process that dies between commit and ring loses nothing:
 * the rows that were written are due, and the sweep rings for them.
 */
export async function commit<T>(deps: Deps, work: (unit: Unit) => Promise<T>): Promise<T> {
  const rings: Ring[] = [];
  const result = await deps.db.$transaction((tx) => {
    rings.length = 0;
    return work({ tx, at: deps.now(), later: (ring) => rings.push(ring), deps });
  });
  await Promise.all(rings.map((ring) => deps.ring(ring)));
  return result;
}
