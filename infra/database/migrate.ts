import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { CannotStart } from '../cannot-start.ts';
import { connect } from './connect.ts';
import { expectedShape, readShape } from './shape.ts';

const folder = join(import.meta.dirname, '../../prisma/migrations');

/** The lock that Prisma's own engine takes while it migrates, so that the two never work at the same time. */
const prismaLock = 72707369;

/** As PostgreSQL's server_version_num says it. */
const oldestServer = 140000;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Brings the database to this version's schema: applies what is missing of prisma/migrations in order, each in a
 * transaction of its own together with its row in `_prisma_migrations`, then looks whether the tables are the ones
 * that the code expects. Any number of processes may call it at the same time. The rows are the ones that Prisma's
 * engine would have written (columns and SHA-256 checksums), so `prisma migrate deploy` and `status` agree with us.
 * `onWait` hears that the server does not answer yet. Throws `CannotStart` when the database belongs to another version.
 */
export async function migrate(url: string, onWait?: () => void): Promise<void> {
  const client = await connect(url, onWait);
  try {
    await requireServer(client);
    await client.query("set lock_timeout = '60s'");
    await client.query('select pg_advisory_lock($1)', [prismaLock]);
    await applyMissing(client, await ourMigrations());
    await verifyShape(client);
  } finally {
    // Ends the session, and its lock with it.
    await client.end();
  }
}

/**
 * Whether every migration of this version is in the database. One of a newer version may be there too: it is what happens to a process that
 * is about to be replaced.
 */
export async function isMigrated(db: Pick<PrismaClient, '$queryRaw'>): Promise<boolean> {
  const applied = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const done = new Set(applied.map(({ name }) => name));
  return (await migrationNames()).every((name) => done.has(name));
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<void> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`);
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  for (const applied of rows) {
    const known = migrations.find((migration) => migration.name === applied.name);
    if (!known) throw new CannotStart(unknown(applied.name));
    if (!applied.finished) throw new CannotStart(unfinished(applied.name));
    if (known.checksum !== applied.checksum) throw new CannotStart(changed(applied.name));
  }
  const done = new Set(rows.map((row) => row.name));
  for (const migration of migrations) if (!done.has(migration.name)) await apply(client, migration);
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new CannotStart(
      `Migration ${name} failed, and nothing of it was kept: ${(error as Error).message}. ` +
        'Does DATABASE_URL name a database of its own?',
    );
  }
}

async function verifyShape(client: pg.Client): Promise<void> {
  const present = new Set(await readShape(client));
  const missing = (await expectedShape()).filter((line) => !present.has(line));
  if (missing.length === 0) return;
  const some = missing.slice(0, 3).join('; ');
  throw new CannotStart(
    `The database is not as this version left it. ${missing.length} parts are missing or different, such as: ${some}. ` +
      'Restore it from a backup, or undo what was changed by hand.',
  );
}

/** All of prisma/migrations, oldest first: their names begin with the time they were made. */
async function ourMigrations(): Promise<Migration[]> {
  return Promise.all(
    (await migrationNames()).map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function requireServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_encoding') as encoding,
    current_setting('server_version') as version, current_setting('server_version_num')::int as number`);
  const { encoding, version, number } = rows[0];
  if (number < oldestServer)
    throw new CannotStart(`PostgreSQL ${version} is too old; 14 or newer is needed.`);
  if (encoding === 'UTF8') return;
  throw new CannotStart(
    `The database's encoding is ${encoding}; Chinese needs UTF8. Create it with "encoding 'UTF8' template template0".`,
  );
}

const unknown = (name: string) =>
  `The database has the migration ${name}, which this version does not know: it belongs to a newer version. Update the program.`;

const unfinished = (name: string) =>
  `Another tool began the migration ${name} and did not finish it. Repair it with "prisma migrate resolve", or restore a backup.`;

const changed = (name: string) =>
  `The migration ${name} is not the one that was applied to this database. Use the version that fits, or an empty database.`;
