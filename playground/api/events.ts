import type { FastifyInstance } from 'fastify';
import type { ShownKeyboard } from '../state.ts';
import { viewMessage } from '../view.ts';
import type { World, WorldEvent } from '../world.ts';

/** What the page hears, as server-sent events (`data:` holds the JSON). */
export type PageEvent =
  | { type: 'message'; message: ReturnType<typeof viewMessage> }
  | { type: 'deleted'; chat: number; message: number }
  | { type: 'keyboard'; chat: number; keyboard: ShownKeyboard | null }
  | { type: 'pin'; chat: number; message: number | null }
  | { type: 'typing'; chat: number; action: string }
  | { type: 'answer'; callbackId: string; text?: string; showAlert: boolean; url?: string }
  | { type: 'world' }
  | { type: 'commands' };

/** GET /api/events: every change that somebody at a chat could see. Say hello to the new one with the state read anew. */
export function serveEvents(app: FastifyInstance, world: World): { close(): void } {
  const streams = new Set<NodeJS.WritableStream & { destroy(): void }>();
  app.get('/api/events', (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write('retry: 1000\n\n');
    streams.add(stream);
    const unsubscribe = world.subscribe((event) => {
      const told = toPage(world, event);
      if (told) stream.write(`data: ${JSON.stringify(told)}\n\n`);
    });
    request.raw.on('close', () => {
      streams.delete(stream);
      unsubscribe();
    });
  });
  return {
    close: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}

function toPage(world: World, event: WorldEvent): PageEvent | undefined {
  switch (event.t) {
    case 'message':
      return { type: 'message', message: viewMessage(world, event.message) };
    case 'deleted':
      return { type: 'deleted', chat: event.chat, message: event.id };
    case 'keyboard':
      return { type: 'keyboard', chat: event.chat, keyboard: event.keyboard };
    case 'pin':
      return { type: 'pin', chat: event.chat, message: event.id };
    case 'typing':
      return { type: 'typing', chat: event.chat, action: event.action };
    case 'callback-answer':
      return { type: 'answer', callbackId: event.id, ...event.answer };
    case 'person':
    case 'group':
    case 'language':
    case 'setting':
      return { type: 'world' };
    case 'commands':
      return { type: 'commands' };
    default:
      return undefined;
  }
}
