import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { nameStatements } from './statement-names.ts';

export interface Database {
  db: PrismaClient;
  /** How the connections stand: open ones, those of them that are idle, and callers waiting for one. */
  connections: () => { open: number; idle: number; waiting: number };
  /** Lets running queries end, then closes every connection. */
  close: () => Promise<void>;
}

/**
 * Opens the product's database. Connects lazily: the first query finds out whether the server is there.
 * Nothing waits for ever: 10 s for a connection, 20 s for a statement (the server gives up), 15 s for a transaction.
 * `onError` hears of connections that break while idle; they are replaced by themselves.
 */
export function openDatabase(options: {
  url: string;
  /** At most this many connections. */
  max?: number;
  onError?: (error: Error) => void;
}): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'citizen-whistle',
    keepAlive: true,
  });
  // The adapter stops listening before the last connection has ended, and one that breaks then would end the process.
  pool.on('error', () => undefined);
  // The adapter listens until it is disposed of. A pool that has closed may see its last connections break even after that.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, {
    onPoolError: options.onError ?? (() => undefined),
    // It takes `undefined` for "not to be kept", which its type has forgotten.
    statementNameGenerator: nameStatements() as (statement: { sql: string; args: unknown[] }) => string,
  });
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
  return {
    db,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await db.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
