import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Deps } from '../core/deps.ts';
import { departmentRoutes, type Files } from './departments.ts';
import { type Health, healthRoutes } from './health.ts';
import { metricsRoute, type Scraping } from './metrics.ts';
import { type Taking, telegramRoute } from './telegram.ts';

export interface HttpOptions {
  deps: Deps;
  health: Health;
  files: Files;
  /** Under which address departments reach us, if they do. */
  publicUrl?: string | undefined;
  /** Who may read the metrics; left out where nobody may. */
  metrics?: Scraping;
  /** Where Telegram brings updates; left out where the bot asks for them itself, or runs elsewhere. */
  telegram?: Taking;
}

/** More than any update of Telegram's, and any answer that fits into a chat. */
const largestBody = 1024 * 1024;

/** The HTTP edge: Telegram's webhook, the departments' systems, health, metrics. Errors are a sentence in JSON, never a stack. */
export function createHttp({
  deps,
  health,
  files,
  publicUrl,
  metrics,
  telegram,
}: HttpOptions): FastifyInstance {
  // trustProxy is off: nothing here depends on who a proxy says is calling.
  const app = Fastify({
    bodyLimit: largestBody,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    // Of an address that its router can't read, fastify's own answer repeats the whole.
    frameworkErrors: (_error, _request, reply) => nothingThere(reply),
  });
  app.setNotFoundHandler((_request, reply) => nothingThere(reply));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.report(error, { at: 'http' });
    return reply
      .code(status)
      .send({ error: sentences[status] ?? 'Something went wrong here; please try again.' });
  });
  healthRoutes(app, health);
  departmentRoutes(app, deps, { files, publicUrl });
  if (metrics) metricsRoute(app, deps, metrics);
  if (telegram) telegramRoute(app, telegram, (error) => deps.report(error, { at: 'telegram' }));
  return app;
}

function nothingThere(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'There is nothing at this address.' });
}

const sentences: Record<number, string> = {
  400: 'The body is not the JSON that it should be.',
  413: 'The body is larger than 1 MB.',
  415: 'The body must be application/json.',
};
