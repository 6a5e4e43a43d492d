import type { Stage } from './stage.ts';

/** What the database was asked, as PostgreSQL itself counts it. */
export interface Counted {
  /** Statements that read or write. */
  statements: number;
  /** How many transactions of several statements they made up. */
  transactions: number;
  /** The most frequent ones. */
  top: { query: string; calls: number }[];
}

/** Has PostgreSQL count statements from now on. It must be started anew for that. */
export async function beginCounting({ database }: Pick<Stage, 'database'>): Promise<void> {
  await database.db.$executeRawUnsafe(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
  await database.crash();
  await database.db.$executeRawUnsafe('create extension if not exists pg_stat_statements');
}

/** Forgets what it has counted so far. */
export async function countAfresh({ database }: Pick<Stage, 'database'>): Promise<void> {
  await database.db.$queryRaw`select 1 from pg_stat_statements_reset()`;
}

export async function count({ database }: Pick<Stage, 'database'>): Promise<Counted> {
  const rows = await database.db.$queryRaw<{ query: string; calls: number }[]>`
    select query, sum(calls)::int as calls from pg_stat_statements
    where query not like '%pg_stat_statements%' and query not like '%/* bench */%' group by query order by 2 desc`;
  const isFrame = ({ query }: { query: string }) => /^(?:begin|commit|rollback|set|savepoint)\b/i.test(query);
  const calls = (list: typeof rows) => list.reduce((sum, one) => sum + one.calls, 0);
  return {
    statements: calls(rows.filter((row) => !isFrame(row))),
    transactions: calls(rows.filter(({ query }) => /^begin\b/i.test(query))),
    top: rows.filter((row) => !isFrame(row)).slice(0, 100),
  };
}
