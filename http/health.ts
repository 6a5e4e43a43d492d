import type { FastifyInstance } from 'fastify';

export interface Health {
  /** Throws, or takes long, where the database does not answer. */
  database: () => Promise<unknown>;
  /** The same for the queue. */
  queue: () => Promise<unknown>;
}

const patience = 2000;

/**
 * `/live`: the process runs; restart it where this does not answer. `/ready`: what it stands on answers; send it no work while this is
 * 503. The queue may be away for a while without anything getting lost, so `/ready` tells of it and stays 200.
 */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get('/live', async () => ({ live: true }));
  app.get('/ready', async (_request, reply) => {
    const [database, queue] = await Promise.all([works(health.database), works(health.queue)]);
    return reply.code(database ? 200 : 503).send({ ready: database, database, queue });
  });
}

async function works(check: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((done) => setTimeout(done, patience, false).unref());
  return Promise.race([check().then(() => true), late]).catch(() => false);
}
