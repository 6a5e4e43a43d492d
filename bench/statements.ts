import type { Stage } from './stage.ts';

/** What the database was asked, as PostgreSQL itself counts it. */
export interface Counted {
  /** Statements that read or write. */
  statements: number;
  /** How many transactions of several statements they made up. */
  transactions: number;
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

/** What the product asked of its own tables. A queue on PostgreSQL asks as well, of tables of its own, and counts as jobs. */
export async function count({ database }: Pick<Stage, 'database'>): Promise<Counted> {
  const rows = await database.db.$queryRaw<{ query: string; calls: number }[]>`
    select query, sum(calls)::int as calls from pg_stat_statements
    where query not like '%pg_stat_statements%' and query not like '%/* bench */%' group by query`;
  const tables = await database.db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public'`;
  const ours = new RegExp(`\\b(?:pg_\\w*advisory\\w*|${tables.map(({ name }) => name).join('|')})\\b`);
  const calls = (fits: RegExp) =>
    rows.filter(({ query }) => fits.test(query)).reduce((sum, one) => sum + one.calls, 0);
  return { statements: calls(ours), transactions: calls(/^begin\b/i) };
}
