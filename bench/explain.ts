import { readFile } from 'node:fs/promises';
import { openDatabase } from '../infra/database/database.ts';
import type { Town } from './growth.ts';
import { openHotPaths } from './hot-paths.ts';
import type { Plan } from './run.ts';

/** The plans of all that the hot paths ask of the database, as PostgreSQL carried them out. One plan a query and path. */
export async function explain(town: Town, log: string, oldTickets: number): Promise<Plan[]> {
  await town.deps.db.$executeRawUnsafe(`
    do $$ begin
      execute format('alter database %I set session_preload_libraries = auto_explain', current_database());
      execute format('alter database %I set auto_explain.log_min_duration = 0', current_database());
      execute format('alter database %I set auto_explain.log_analyze = on', current_database());
      execute format('alter database %I set auto_explain.log_buffers = on', current_database());
    end $$`);
  // What was set for the database holds for connections that are opened from now on.
  const { db, close } = openDatabase({ url: town.url, max: 1 });
  const plans = new Map<string, Plan>();
  try {
    for (const path of openHotPaths({ ...town.deps, db }, oldTickets)) {
      // What the first time reads once and for all is not what is hot.
      await path.time();
      const before = (await readFile(log)).length;
      await path.time();
      const written = (await readFile(log)).subarray(before).toString();
      for (const { query, plan } of plansIn(written))
        plans.set(`${path.name}: ${query}`, { query: `${path.name}: ${query}`, plan });
    }
  } finally {
    await close();
  }
  return [...plans.values()];
}

/** The entries that auto_explain wrote: each is the statement, and then its plan, which begins with what it cost. */
export function plansIn(log: string): Plan[] {
  return log
    .split(/^.*LOG: {2}duration: .* plan:\n/m)
    .slice(1)
    .flatMap((entry) => {
      const lines = entry.split('\n').filter((line) => line.startsWith('\t'));
      const at = lines.findIndex((line) => /\(cost=.*\(actual /.test(line));
      if (at < 0) return [];
      const query = lines.slice(0, at).join(' ').replace('Query Text:', '').replace(/\s+/g, ' ').trim();
      return [
        {
          query,
          plan: lines
            .slice(at)
            .map((line) => line.slice(1))
            .join('\n'),
        },
      ];
    });
}
