import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../../infra/database/database.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';

export interface TestDatabase {
  db: PrismaClient;
  /** For whatever opens connections of its own: queues, lanes, another process. */
  url: string;
  close: () => Promise<void>;
}

/** `whistle_template` is migrated and empty, `district_template` has the default catalogue in force, and `template0` no tables. */
interface Options {
  template?: 'whistle_template' | 'district_template' | 'template0';
}

/** A database of its own on the one server of the whole test run. Takes about 50 ms. */
export async function openTestDatabase(options: Options = {}): Promise<TestDatabase> {
  const url = await createTestDatabase(options);
  const { db, close } = openDatabase({ url, max: 6 });
  return {
    db,
    url,
    close: async () => {
      await close();
      await onServer(`drop database ${nameIn(url)} with (force)`);
    },
  };
}

/** The same without a client on it. */
export async function createTestDatabase({ template = 'whistle_template' }: Options = {}): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `test_${randomBytes(6).toString('hex')}`;
  // By its files: by its log, as PostgreSQL would, each copy is written twice.
  await onServer(`create database ${nameIn(url.href)} template ${template} strategy file_copy`);
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}
