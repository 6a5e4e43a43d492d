import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../infra/database/migrate.ts';
import { startPostgres } from '../../infra/embedded/postgres.ts';
import { openQueues } from '../../infra/queues/queues.ts';
import { silentLog } from './log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test database is a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-test-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query('create database whistle_template');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = 'whistle_template';
  await migrate(url.href);
  // The queue's own tables too: making them takes longer than copying a database.
  await (await openQueues({ backend: { kind: 'postgres', url: url.href }, log: silentLog() })).close();
}
