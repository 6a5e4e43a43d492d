import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The chat page at /, as it stands in page/, and lit-html from its package: nothing is built. */
export async function servePage(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: fileURLToPath(new URL('../page', import.meta.url)),
    cacheControl: false,
    allowedPath: (path) => !path.endsWith('.json') && !path.endsWith('.ts'),
  });
  const litHtml = findPackageJSON('lit-html', import.meta.url);
  if (!litHtml) throw new Error('the package lit-html is not installed: run npm ci');
  await app.register(fastifyStatic, {
    root: dirname(litHtml),
    prefix: '/vendor/lit-html/',
    decorateReply: false,
  });
}
