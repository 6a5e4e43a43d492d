import pg from 'pg';

/** A raw update as it is to be kept: its payload is JSON that PostgreSQL takes. */
export interface RawUpdate {
  updateId: number;
  lane: bigint;
  payload: string;
  at: Date;
}

export interface Keeper {
  /** Resolves once the update is on the disk, or was there before. Throws where it can't be kept. */
  keep: (update: RawUpdate) => Promise<void>;
  close: () => Promise<void>;
}

interface Waiting {
  update: RawUpdate;
  kept: () => void;
  failed: (error: unknown) => void;
}

/** In one statement; what is more waits for the next. */
const together = 50;

/**
 * Writes raw updates down, in the order in which they come. While one statement waits for the disk, those that come gather for the next: as
 * much as Telegram brings costs a commit each round, not one each. On a connection of its own, as whoever brings an update waits for
 * nothing but this, least of all for the work on those before.
 */
export function openKeeper({ url }: { url: string }): Keeper {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 20_000,
    application_name: 'citizen-whistle updates',
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) await settle(pool, waiting.splice(0, together));
    writing = null;
  }

  return {
    keep: (update) =>
      new Promise((kept, failed) => {
        waiting.push({ update, kept, failed });
        writing ??= writeAll();
      }),
    close: async () => {
      await writing;
      await pool.end();
    },
  };
}

/** All at once; where PostgreSQL refuses that, each by itself, so that nobody is refused for another's sake. Never throws. */
async function settle(pool: pg.Pool, batch: Waiting[]): Promise<void> {
  try {
    await write(pool, batch);
    for (const { kept } of batch) kept();
  } catch (error) {
    if (batch.length > 1 && error instanceof pg.DatabaseError)
      for (const one of batch) await settle(pool, [one]);
    else for (const { failed } of batch) failed(error);
  }
}

async function write(pool: pg.Pool, batch: Waiting[]): Promise<void> {
  const rows = batch.map(
    ({ update: { updateId, lane, payload, at } }) => `[${updateId},${lane},${payload},"${at.toISOString()}"]`,
  );
  await pool.query({
    name: 'keep-updates',
    text: `insert into telegram_update (update_id, lane, payload, received_at)
           select (kept->>0)::bigint, (kept->>1)::bigint, kept->2, (kept->>3)::timestamptz
           from jsonb_array_elements($1::jsonb) with ordinality as one (kept, place)
           order by place
           on conflict do nothing`,
    values: [`[${rows.join(',')}]`],
  });
}
