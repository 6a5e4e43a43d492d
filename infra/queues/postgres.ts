import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import pg from 'pg';
import type { Backend } from './backend.ts';

/** BullMQ's own tables stand apart from ours. The name is the one it looks for when it is given a pool. */
const schema = 'bullmq';

/**
 * BullMQ on PostgreSQL. Jobs are picked up by LISTEN/NOTIFY, so a worker that idles asks for nothing. All queues and
 * workers of the process share one pool, of which each worker keeps one connection for listening.
 */
export async function openPostgresBackend(url: string, onError: (error: Error) => void): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 20_000,
    application_name: 'citizen-whistle queue',
    // A LISTEN whose connection dropped silently would never hear again; BullMQ relies on keepalive to notice.
    keepAlive: true,
    onConnect: (client) => client.query(`set search_path to ${schema}`),
  });
  pool.on('error', onError);
  // The pool hears of idle connections only. BullMQ's own that break would end the process where nobody listened.
  pool.on('connect', (client) => client.on('error', onError));
  // Each queue and worker listens to the pool's errors as well.
  pool.setMaxListeners(20);
  const client = await pool.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
  return {
    queue: (name) => new Queue(name, { connection: pool }, createPostgresBackend),
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection: pool }, createPostgresBackend),
    close: () => pool.end(),
  };
}
