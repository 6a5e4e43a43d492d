import pg from 'pg';
import { openPlaces } from '../places.ts';

/**
 * Lanes: at most one of all processes works for a chat at a time. A lane is an advisory lock on a connection of its
 * own, so PostgreSQL itself gives it back when the process dies, however it dies. (Hence no pooler that hands out
 * connections by transaction in between.) Should that connection be cut while work goes on, the lane is free before
 * the work has ended: whatever runs in a lane must still claim its rows.
 */
export interface Lanes {
  /**
   * Runs `work` alone in its lane, or answers `busy` when another has it. Waits for one of the `max` connections for as long as
   * others work on them. Throws what `work` throws, or the connection's error when the database is away.
   */
  withLane: (lane: bigint, work: () => Promise<void>) => Promise<'done' | 'busy'>;
  close: () => Promise<void>;
}

export function openLanes({ url, max = 8 }: { url: string; max?: number }): Lanes {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    application_name: 'citizen-whistle lanes',
    keepAlive: true,
  });
  pool.on('error', () => undefined);

  // The pool's own queue takes long work of others for a database that is away.
  const places = openPlaces(max);

  const withLane: Lanes['withLane'] = async (lane, work) => {
    await places.take();
    return onConnection(lane, work).finally(places.give);
  };

  const onConnection: Lanes['withLane'] = async (lane, work) => {
    const client = await pool.connect();
    let broken = false;
    const onError = () => {
      broken = true;
    };
    client.on('error', onError);
    try {
      const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as ours', halves(lane));
      if (!rows[0].ours) return 'busy';
      try {
        await work();
        return 'done';
      } finally {
        await client.query('select pg_advisory_unlock($1, $2)', halves(lane)).catch(onError);
      }
    } catch (error) {
      // Which of the two failed does not matter: a connection that may still hold the lane never goes back.
      broken = true;
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };

  return { withLane, close: () => pool.end() };
}

/** A chat's 64 bits as two of PostgreSQL's integers: locks on pairs never meet those that others take on one number. */
function halves(lane: bigint): [number, number] {
  return [Number(BigInt.asIntN(32, lane >> 32n)), Number(BigInt.asIntN(32, lane))];
}
