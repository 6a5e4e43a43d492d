import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError, z } from 'zod';
import { serveActs } from './api/acts.ts';
import { type BotApi, runWebhookReply, serveBotApi } from './api/bot.ts';
import { serveEvents } from './api/events.ts';
import { guardLoopback } from './api/guard.ts';
import { servePage } from './api/page.ts';
import { serveWorld } from './api/world.ts';
import { createCallLog } from './calls.ts';
import type { Cast } from './cast.ts';
import { ActError, ApiError } from './errors.ts';
import { createFaults } from './faults.ts';
import { createFloodGate, type FloodLimits } from './flood-limits.ts';
import { seedCast } from './people.ts';
import { createPolling } from './polling.ts';
import { createWebhookDelivery } from './webhook.ts';
import { openWorld, type World } from './world.ts';

export type PlaygroundOptions = {
  /** 0 takes a free one. */
  port: number;
  /** Where the world is kept between runs; without it, in memory only. */
  dataDir?: string;
  cast?: Cast;
  now?: () => Date;
  /** Hears of it when something in the playground itself is broken. */
  log?: (fault: Error) => void;
  /** The one bot's token, like "1000:playground"; the number before the colon is the bot's id. */
  token: string;
  botUsername?: string;
  botName?: string;
  /** Without them the bot may write as much as it likes. */
  limits?: FloodLimits | null;
};

export type Playground = { url: string; token: string; world: World; close(): Promise<void> };

/** Files of up to 50 MB and their form (https://core.telegram.org/bots/api#sending-files). */
const BODY_LIMIT = 52 * 1024 * 1024;

/**
 * Starts the Bot API server with its page on the loopback address. A bot reaches it with apiRoot = url.
 * Whoever reaches the port can be anybody in this world: it must never face a network.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const world = openWorld({
    dataDir: options.dataDir,
    bot: botUser(options),
    now: options.now ?? (() => new Date()),
  });
  if (options.cast) seedCast(world, options.cast);
  const faults = createFaults();
  const calls = createCallLog();
  const polling = createPolling(world);
  const delivery = createWebhookDelivery(world, (method, fields) => runWebhookReply(botApi, method, fields));
  const flood = options.limits ? createFloodGate(options.limits, world.now) : null;
  const botApi: BotApi = { world, token: options.token, polling, delivery, faults, calls, flood };

  const app = createApp(options.log ?? (() => {}));
  serveBotApi(app, botApi);
  serveActs(app, world);
  serveWorld(app, { world, cast: options.cast, faults, calls });
  const events = serveEvents(app, world);
  await servePage(app);
  await app.listen({ port: options.port, host: '127.0.0.1' });

  return {
    url: `http://127.0.0.1:${z.object({ port: z.number() }).parse(app.server.address()).port}`,
    token: options.token,
    world,
    close: async () => {
      polling.close();
      delivery.close();
      events.close();
      await app.close();
      world.close();
    },
  };
}

function createApp(log: (fault: Error) => void): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  });
  app.removeAllContentTypeParsers();
  // Bodies come in four encodings (see form.ts); a Buffer keeps a character whole that a chunk's edge cuts.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  guardLoopback(app);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const code = statusOf(error);
    if (code === 500) log(error);
    const sentence = error instanceof ZodError ? z.prettifyError(error) : error.message;
    return reply.code(code).send({ ok: false, error_code: code, description: sentence, error: sentence });
  });
  return app;
}

function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof ActError || error instanceof ApiError) return error.code;
  if (error instanceof ZodError || error instanceof SyntaxError) return 400;
  return error.statusCode ?? 500;
}

function botUser({ token, botUsername, botName }: PlaygroundOptions): World['bot'] {
  const id = Number.parseInt(token, 10);
  if (!(id > 0)) throw new Error('the playground token must begin with a number, as in 1000:playground');
  return { id, is_bot: true, first_name: botName ?? 'Playground', username: botUsername ?? 'playground_bot' };
}
