import { mkdtemp, rm } from 'node:fs/promises';
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
  }
}

/** One PostgreSQL for the whole run, with the two databases that every test database is a copy of: a migrated one, and the default district. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-test-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  await makeTemplates(postgres.url);
  // What a process has compiled, the next one need not: most tests of programs start one after the other.
  process.env.NODE_COMPILE_CACHE = join(dataDir, 'compiled');
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    // A worker that is just ending may still write down what it has compiled.
    await rm(dataDir, { recursive: true, maxRetries: 5 });
  };
}

async function makeTemplates(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('create database whistle_template');
  const url = at(serverUrl, 'whistle_template');
  await migrate(url);
  // The queue's own tables too: making them takes longer than copying a database.
  await (await openQueues({ backend: { kind: 'postgres', url }, log: silentLog() })).close();
  await client.query('create database district_template template whistle_template');
  await client.end();
  const { db, close } = openDatabase({ url: at(serverUrl, 'district_template') });
  await importCatalog({ db, now: () => new Date() }, { catalog: await defaultCatalog() });
  await close();
}

function at(serverUrl: string, database: string): string {
  return Object.assign(new URL(serverUrl), { pathname: database }).href;
}
