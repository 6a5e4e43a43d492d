import pg from 'pg';
import { openPostgresBackend } from '../infra/queues/postgres.ts';
import { openRedisBackend } from '../infra/queues/redis.ts';

/** What one complaint takes, for the bare parts to do as well. */
export interface Work {
  databaseUrl: string;
  redisUrl: string | null;
  /** Tells the jobs of one process from another's. */
  name: string;
  statements: number;
  jobs: number;
  seconds: number;
}

export interface Floor {
  perSecond: number;
}

/** As many complaints at a time as bring most through. */
const atOnce = 40;

/** What the whole way is measured against: for every complaint so many bare INSERTs and so many bare jobs, and nothing else. */
process.on('message', (work: Work) => {
  measure(work).then(
    (floor) => process.send!(floor),
    (error) => {
      process.send!({ error: String(error) });
    },
  );
});

async function measure({ databaseUrl, redisUrl, name, statements, jobs, seconds }: Work): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(
    `create table if not exists bare_${name} (id serial primary key, text text, at timestamptz)`,
  );
  const bell = await openBell(redisUrl, databaseUrl, name);
  const insert = `insert into bare_${name} (text, at) values ($1, $2)`;
  const one = async () => {
    for (let done = 0; done < statements; done += 1)
      await pool.query(insert, ['路口的路灯坏了三天了', new Date()]);
    for (let done = 0; done < jobs; done += 1) await bell.ring();
  };
  let complaints = 0;
  const start = performance.now();
  const deadline = start + seconds * 1000;
  const people = Array.from({ length: atOnce }, async () => {
    while (performance.now() < deadline) {
      await one();
      complaints += 1;
    }
  });
  await Promise.all(people);
  const perSecond = complaints / ((performance.now() - start) / 1000);
  await bell.close();
  await pool.end();
  return { perSecond };
}

/** Rings, and waits until it is heard. */
async function openBell(redisUrl: string | null, databaseUrl: string, name: string) {
  const fail = (error: Error) => {
    throw error;
  };
  const backend = redisUrl
    ? await openRedisBackend(redisUrl, fail, () => undefined)
    : await openPostgresBackend(databaseUrl, fail);
  const queue = backend.queue(`bare-${name}`);
  const heard = new Map<number, () => void>();
  const hear = async ({ data: { id } }: { data: { id: number } }) => {
    heard.get(id)!();
    heard.delete(id);
  };
  const worker = backend.worker(`bare-${name}`, hear, { concurrency: 15, runRetryDelay: 1000 });
  await worker.waitUntilReady();
  let last = 0;
  return {
    ring: async () => {
      last += 1;
      const id = last;
      const done = new Promise<void>((resolve) => heard.set(id, resolve));
      await queue.add('ring', { id }, { removeOnComplete: true });
      await done;
    },
    close: async () => {
      await worker.close();
      await queue.close();
      await backend.close();
    },
  };
}
