import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kept } from './promises.ts';
import { canaryOf, token } from './secrets.ts';
import type { Stage } from './stage.ts';

/** What must be found nowhere but in the database's own tables, in the chats and with the departments. */
const canaries = {
  'the name of a resident': new RegExp(canaryOf.name),
  'the phone of a resident': new RegExp(`(?<!\\d)${canaryOf.phone}\\d{4}(?!\\d)`),
  'a sentence of a complaint': new RegExp(Object.values(canaryOf.sentence).join('|')),
  'the bot’s token': new RegExp(token),
};

export interface Watch {
  look: (place: string, text: string) => void;
  kept: () => Kept;
}

/** Looks for canaries in texts, and remembers in how many it looked. */
export function openWatch(): Watch {
  const found = new Set<string>();
  let checked = 0;
  return {
    look: (place, text) => {
      checked += 1;
      for (const [what, canary] of Object.entries(canaries))
        if (canary.test(text)) found.add(`${what} stands in ${place}`);
    },
    kept: () => ({ checked, breaches: [...found].map((what) => ({ what })) }),
  };
}

/** While the run goes on: what passes away, which is the metrics and the jobs of a queue on PostgreSQL. */
export async function watchCanaries(stage: Stage, watch: Watch, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    // While a server is down there is nothing to be read.
    await lookAtJobs(stage, watch).catch(() => undefined);
    await lookAtMetrics(stage, watch).catch(() => undefined);
    await pause(500);
  }
}

/** At the end: the logs of all processes, every write that Redis ever had (its append-only file), and the answers that were refusals. */
export async function searchTraces({ home, balancer, redisHome }: Stage, watch: Watch): Promise<void> {
  for (const file of (await readdir(home)).filter((name) => name.endsWith('.log')))
    watch.look(file, await readFile(join(home, file), 'utf8'));
  const writes = await readdir(redisHome, { recursive: true }).catch(() => []);
  for (const file of writes.filter((name) => name.endsWith('.aof')))
    watch.look('Redis', await readFile(join(redisHome, file), 'utf8'));
  for (const body of balancer.refusals) watch.look('the body of a refusal', body);
}

async function lookAtJobs({ env, database: { db } }: Stage, watch: Watch): Promise<void> {
  if (env.REDIS_URL) return;
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'bullmq'`;
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ rows: string }[]>(
      `select coalesce(jsonb_agg(to_jsonb(row)), '[]')::text as rows from bullmq."${name}" as row`,
    );
    watch.look(`the queue’s table ${name}`, row!.rows);
  }
}

async function lookAtMetrics({ env, balancer }: Stage, watch: Watch): Promise<void> {
  const headers = { authorization: `Bearer ${env.METRICS_TOKEN}` };
  const response = await fetch(`${balancer.url}/metrics`, { headers, signal: AbortSignal.timeout(5000) });
  if (response.ok) watch.look('the metrics', await response.text());
}
