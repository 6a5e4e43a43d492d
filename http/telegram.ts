import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface Taking {
  /** The path of WEBHOOK_URL. */
  path: string;
  /** Whether the call comes from Telegram, by its header. */
  isTelegram: (headers: Record<string, unknown>) => boolean;
  /** Keeps an update; throws where it can't. */
  store: (update: never) => Promise<void>;
}

/**
 * Telegram's webhook. 200 is said only when the update is stored; 503 makes Telegram bring it again, in order, for 24 hours
 * (https://core.telegram.org/bots/api#getting-updates).
 */
export function telegramRoute(
  app: FastifyInstance,
  { path, isTelegram, store }: Taking,
  report: (error: unknown) => void,
): void {
  // Before the body is read: nobody else's is.
  app.post(path, { onRequest: onlyTelegram }, async (request, reply) => {
    const update = request.body as { update_id?: unknown } | null;
    // Nothing that Telegram would send again in better shape.
    if (!Number.isSafeInteger(update?.update_id))
      return reply.code(400).send({ error: 'This is not an update.' });
    try {
      await store(update as never);
    } catch (error) {
      report(error);
      return reply
        .code(503)
        .header('retry-after', '1')
        .send({ error: 'The update could not be stored; please bring it again.' });
    }
    return { ok: true };
  });

  async function onlyTelegram(request: FastifyRequest, reply: FastifyReply) {
    if (!isTelegram(request.headers))
      return reply.code(401).send({ error: 'Only Telegram may call this address.' });
  }
}
