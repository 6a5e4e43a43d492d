import type { FastifyInstance } from 'fastify';
import { inTime } from './in-time.ts';

export interface Health {
  /** Throws, or takes long, where the database does not answer. */
  database: () => Promise<unknown>;
  /** Whether it has every table that this version works on. */
  migrations: () => Promise<boolean>;
  /** As `database`, for the queue. */
  queue: () => Promise<unknown>;
}

/**
 * `/live`: the process runs; restart it where this does not answer. `/ready`: what it stands on answers, and is as this version left it;
 * send it no work while this is 503. The queue may be away for a while without anything getting lost, so `/ready` tells of it and stays 200.
 */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get('/live', async () => ({ live: true }));
  app.get('/ready', async (_request, reply) => {
    const [database, migrations, queue] = await Promise.all([
      works(health.database),
      inTime(health.migrations).then((migrated) => migrated === true),
      works(health.queue),
    ]);
    const ready = database && migrations;
    return reply.code(ready ? 200 : 503).send({ ready, database, migrations, queue });
  });
}

async function works(check: () => Promise<unknown>): Promise<boolean> {
  return (await inTime(() => check().then(() => true))) === true;
}
