import type { FastifyRequest } from 'fastify';

/** The body as it came; see server.ts for why it is not parsed on the way. */
export function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
