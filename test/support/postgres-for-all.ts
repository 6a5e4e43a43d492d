import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { importCatalog } from '../../core/catalog/import-catalog.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { migrate } from '../../infra/database/migrate.ts';
import { startPostgres } from '../../infra/embedded/postgres.ts';
import { openQueues } from '../../infra/queues/queues.ts';
import { defaultCatalog } from './default-catalog.ts';
import { silentLog } from './log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** A data folder as the first start of a town leaves it: PostgreSQL's files in it, migrated, the default district in force. */
    startedFolder: string;
  }
}

/**
 * One PostgreSQL for the whole run, with the two databases that every test database is a copy of: a migrated one, and the default district.
 * Beside it a data folder with the district in it, for starts of the product that are not the first on their folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-test-'));
  const start = () => startPostgres({ dataDir, durable: false });
  const first = await start();
  await makeDistrict(first.url);
  await first.stop();
  const startedFolder = join(dataDir, 'started');
  await mkdir(startedFolder);
  // Its files can be copied only while it is not at work on them. Their owner is the one that it runs as.
  execFileSync('cp', ['-Rp', join(dataDir, 'postgres'), startedFolder]);
  const postgres = await start();
  await run(postgres.url, 'create database district_template template whistle');
  // What a process has compiled, the next one need not: most tests of programs start one after the other.
  process.env.NODE_COMPILE_CACHE = join(dataDir, 'compiled');
  project.provide('postgresUrl', postgres.url);
  project.provide('startedFolder', startedFolder);
  return async () => {
    await postgres.stop();
    // A worker that is just ending may still write down what it has compiled.
    await rm(dataDir, { recursive: true, maxRetries: 5 });
  };
}

/** The default district in the database that the product's own start would keep it in, and `whistle_template` as it is before that. */
async function makeDistrict(url: string): Promise<void> {
  await migrate(url);
  // The queue's own tables too: making them takes longer than copying a database.
  await (await openQueues({ backend: { kind: 'postgres', url }, log: silentLog() })).close();
  await run(url, 'create database whistle_template template whistle');
  const { db, close } = openDatabase({ url });
  await importCatalog({ db, now: () => new Date() }, { catalog: await defaultCatalog() });
  await close();
}

/** Runs a statement from another database of the same server: one that somebody is connected to cannot be copied. */
async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: 'postgres' }).href,
  });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
