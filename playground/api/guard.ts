import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Keeps other web sites out. Listening on the loopback address is not enough: any page that the user's browser has
 * open can post to it, and a name that resolves to 127.0.0.1 (DNS rebinding) could read the answers.
 */
export function guardLoopback(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const reason = refusal(request);
    if (reason)
      await reply.code(403).send({ ok: false, error_code: 403, description: reason, error: reason });
  });
}

function refusal(request: FastifyRequest): string | undefined {
  const { host, origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  if (!isLoopback(host ?? '')) return 'Forbidden: the playground answers to localhost only';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'Forbidden: another site may not use the playground';
  // A link from elsewhere may open the page; everything else that a foreign page starts is refused.
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const opensPage = mode === 'navigate' && request.url.split('?')[0] === '/';
  return foreign && !opensPage ? 'Forbidden: another site may not use the playground' : undefined;
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}
