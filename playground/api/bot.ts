import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallLog } from '../calls.ts';
import { findChat, migrateGroup } from '../chats.ts';
import { ApiError, tooManyRequests } from '../errors.ts';
import type { Fault, Faults } from '../faults.ts';
import type { FloodGate } from '../flood-limits.ts';
import { readForm } from '../form.ts';
import type { Call } from '../methods/call.ts';
import { findMethod } from '../methods/table.ts';
import { type Params, readParams } from '../params.ts';
import type { Polling } from '../polling.ts';
import type { WebhookDelivery } from '../webhook.ts';
import type { World } from '../world.ts';
import { bodyOf } from './body.ts';

export type BotApi = {
  world: World;
  token: string;
  polling: Polling;
  delivery: Pick<WebhookDelivery, 'lastError'>;
  faults: Faults;
  calls: CallLog;
  /** Null: the bot may write as much as it likes. */
  flood: FloodGate | null;
};

type BotRequest = FastifyRequest<{ Params: { token: string; method: string; '*': string } }>;

/** The Bot API itself: /bot<token>/<method>, and /file/bot<token>/<path> for the bytes of files. */
export function serveBotApi(app: FastifyInstance, api: BotApi): void {
  app.all('/bot:token/:method', async (request: BotRequest, reply) => {
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    const { method } = request.params;
    if (request.params.token !== api.token) return sendError(reply, new ApiError(401, 'Unauthorized'));
    try {
      const query = request.query as { [name: string]: unknown };
      const params = readParams(await readForm(query, request.headers['content-type'], bodyOf(request)));
      return await answer(api, { method, params, gone: gone.signal }, reply);
    } catch (error) {
      if (error instanceof ApiError) return sendError(reply, error);
      if (error instanceof SyntaxError) return sendError(reply, BROKEN_BODY);
      throw error;
    }
  });

  app.get('/file/bot:token/*', async (request: BotRequest, reply) => {
    if (request.params.token !== api.token) return sendError(reply, new ApiError(401, 'Unauthorized'));
    const bytes = await api.world.files.read(request.params['*']);
    if (!bytes) return sendError(reply, new ApiError(404, 'Not Found'));
    return reply.type('application/octet-stream').send(bytes);
  });
}

const BROKEN_BODY = new ApiError(400, "Bad Request: can't parse the request body");

/** Runs a method that came in the bot's answer to a webhook; nobody hears how it went. */
export function runWebhookReply(api: BotApi, method: string, fields: { [name: string]: unknown }): void {
  const params = readParams({ fields, uploads: new Map() });
  const call = { ...api, params, gone: AbortSignal.abort() };
  void run(api, method, call).catch(() => {});
}

async function answer(
  api: BotApi,
  { method, params, gone }: { method: string; params: Params; gone: AbortSignal },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call: Call = { ...api, params, gone };
  const chat = params.int('chat_id');
  const fault = api.faults.take(method, chat);
  if (fault && fault.kind !== 'drop') {
    if (fault.kind === 'migrate') migrate(api.world, chat);
    else {
      api.calls.add({
        ...{ at: api.world.now().toISOString(), method, chat, ok: false, fault: fault.kind },
        message: params.int('message_id'),
        ...(fault.kind === '429' && { retryAfter: fault.retryAfter }),
      });
      return misfortune(fault, reply);
    }
  }
  const result = await run(api, method, call, fault?.kind);
  if (fault?.kind === 'drop') return cut(reply);
  return reply.send({ ok: true, result });
}

/** Runs the method and remembers the call. */
async function run(api: BotApi, name: string, call: Call, fault?: string): Promise<unknown> {
  const entry = {
    at: api.world.now().toISOString(),
    method: name,
    chat: call.params.int('chat_id'),
    ...(fault ? { fault } : {}),
  };
  try {
    const method = findMethod(name);
    if (!method) throw new ApiError(404, 'Not Found');
    api.flood?.pass(name, call.params);
    const result = await method(call);
    api.calls.add({ ...entry, ok: true, ...messageOf(result) });
    return result;
  } catch (error) {
    const known = error instanceof ApiError ? { errorCode: error.code, description: error.message } : {};
    api.calls.add({ ...entry, ok: false, ...known });
    throw error;
  }
}

function messageOf(result: unknown): { message?: number } {
  const id = (result as { message_id?: number } | undefined)?.message_id;
  return typeof id === 'number' ? { message: id } : {};
}

function misfortune(fault: Fault, reply: FastifyReply): FastifyReply {
  switch (fault.kind) {
    case '429':
      return sendError(reply, tooManyRequests(fault.retryAfter));
    case '403':
      return sendError(reply, new ApiError(403, 'Forbidden: bot was blocked by the user'));
    case '500':
      return sendError(reply, new ApiError(500, 'Internal Server Error'));
    case '502':
      // What Telegram's front servers say when those behind them are away is no JSON.
      return reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
    default:
      return reply.hijack();
  }
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}

function migrate(world: World, chat: number | undefined): void {
  const found = findChat(world, chat);
  if ('group' in found) migrateGroup(world, found.group);
}

function sendError(reply: FastifyReply, { code, message, parameters }: ApiError): FastifyReply {
  if (parameters?.retry_after) reply.header('retry-after', parameters.retry_after);
  return reply
    .code(code)
    .send({ ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) });
}
