import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { openAudioEndpoint } from './audio-endpoint.ts';
import { obedientAnswer } from './obedient-answer.ts';
import { type RawContent, type ReadMessage, readContent, refusePictures } from './picture-parts.ts';
import { refuseSchema } from './strict-schema.ts';

export interface ModelServerOptions {
  apiKey?: string;
  model?: string;
  /** What response formats it takes: all, JSON mode only, or none; as OpenAI's look-alikes differ. */
  takes?: 'schema' | 'json' | 'plain';
  /** Which names of an answer's bound it knows; the other is refused, as by OpenAI's newer models and by strict look-alikes. */
  bounds?: ('max_tokens' | 'max_completion_tokens')[];
  /** Whether it can be shown pictures. */
  sees?: boolean;
  /** The model that writes down what is said; without one there is no such endpoint. */
  audioModel?: string;
  /** Answers whatever is not scripted, in place of the obedient one. */
  always?: (asked: CompletionRequest) => ScriptedAnswer | undefined;
}

/** What the next request gets instead of an obedient answer. */
export type ScriptedAnswer =
  /** A completion with this content: an object is written as JSON, a text as it is, null as null. */
  | { content: unknown; finish?: string }
  | { refusal: string }
  | {
      status: number;
      retryAfter?: string;
      error?: { message: string; param?: string | null; code?: string | null };
    }
  /** These bytes as the whole body, or in pieces that arrive one by one. */
  | { body: string | Buffer | Buffer[]; type?: string }
  /** No answer at all. */
  | { hang: true }
  /** The obedient answer, but not before that. */
  | { after: Promise<unknown> }
  /** Headers at once, then a byte now and then, without end. */
  | { drip: true }
  /** Letters without end, as fast as they are taken. */
  | { flood: true }
  /** Another address, where the same is to be asked again. */
  | { redirect: string }
  /** The connection is cut before, or in the middle of, the body. */
  | { drop: 'before' | 'within' };

export interface CompletionRequest {
  model: string;
  messages: ReadMessage[];
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: string; json_schema?: { name: string; schema: Record<string, never> } };
}

/** A server that speaks `POST /v1/chat/completions`, and `/v1/audio/transcriptions` where it has ears, and checks what comes as OpenAI does. Answers obediently unless told otherwise. */
export async function startModelServer({
  apiKey = 'test-key',
  model = 'test-model',
  takes = 'schema',
  bounds = ['max_tokens', 'max_completion_tokens'],
  sees = true,
  audioModel,
  always,
}: ModelServerOptions = {}) {
  const audio = openAudioEndpoint(audioModel);
  const requests: CompletionRequest[] = [];
  const script: ScriptedAnswer[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (audioModel && request.method === 'POST' && request.url === '/v1/audio/transcriptions')
      return transcribe(request, response);
    const body = await readText(request);
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return fail(response, 404, `Invalid URL (${request.method} ${request.url})`);
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return fail(response, 401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
    const raw = JSON.parse(body) as CompletionRequest & { messages: { role: string; content: RawContent }[] };
    const asked: CompletionRequest = { ...raw, messages: raw.messages.map(readContent) };
    requests.push(asked);
    if (asked.model !== model)
      return fail(
        response,
        404,
        `The model \`${asked.model}\` does not exist or you do not have access to it.`,
        { code: 'model_not_found' },
      );
    const unseen = refusePictures(raw.messages, sees);
    if (unseen) return fail(response, 400, unseen.message, unseen);
    const unbound = refuseBound(asked, bounds);
    if (unbound) return fail(response, 400, unbound.message, { ...unbound, code: 'unsupported_parameter' });
    const refused = refuseFormat(asked, takes);
    if (refused) return fail(response, 400, refused, { param: 'response_format' });
    answer(response, asked, script.shift() ?? always?.(asked));
  }

  async function transcribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return fail(response, 401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
    const taken = await audio.take(request);
    if ('hang' in taken) return;
    for (const [name, value] of Object.entries(taken.headers ?? {})) response.setHeader(name, value);
    send(response, taken.status, taken.body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    /** Every request with a right key, in order. */
    requests,
    /** What is said to be written down, apart from the chat. */
    audio,
    /** Scripts the answer to the next request that is well formed; several calls queue up. */
    next: (scripted: ScriptedAnswer) => script.push(scripted),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuseBound(asked: CompletionRequest, known: string[]): { message: string; param: string } | null {
  const [sent, second] = (['max_tokens', 'max_completion_tokens'] as const).filter((name) => asked[name]);
  if (sent && second)
    return {
      message: `Setting '${sent}' and '${second}' at the same time is not supported.`,
      param: sent,
    };
  if (!sent || known.includes(sent)) return null;
  const instead = known[0] ? ` Use '${known[0]}' instead.` : '';
  return {
    message: `Unsupported parameter: '${sent}' is not supported with this model.${instead}`,
    param: sent,
  };
}

function refuseFormat(
  { response_format: format, messages }: CompletionRequest,
  takes: string,
): string | null {
  if (!format || format.type === 'text') return null;
  if (takes === 'plain') return "Unsupported parameter: 'response_format' is not supported with this model.";
  if (format.type === 'json_object') {
    // OpenAI's own rule: JSON mode only where the word stands in the messages.
    const told = messages.some(({ content }) => /json/i.test(content));
    return told
      ? null
      : "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
  }
  if (takes === 'json') return 'This response_format type is unavailable now';
  return refuseSchema(format);
}

function answer(response: ServerResponse, asked: CompletionRequest, scripted?: ScriptedAnswer): void {
  if (!scripted) {
    complete(response, asked, { content: JSON.stringify(obedientAnswer(asked.messages, codesIn(asked))) });
  } else if ('content' in scripted) {
    const { content, finish } = scripted;
    const text = content === null || typeof content === 'string' ? content : JSON.stringify(content);
    complete(response, asked, { content: text }, finish);
  } else if ('refusal' in scripted) {
    complete(response, asked, { content: null, refusal: scripted.refusal });
  } else if ('status' in scripted) {
    if (scripted.retryAfter) response.setHeader('retry-after', scripted.retryAfter);
    const { message = 'The server had an error while processing your request.', ...rest } =
      scripted.error ?? {};
    fail(response, scripted.status, message, rest);
  } else if ('body' in scripted) {
    response.writeHead(200, { 'content-type': scripted.type ?? 'application/json' });
    // Node would put together what is written in one turn.
    Readable.from(pieces(scripted.body)).pipe(response);
  } else if ('after' in scripted) {
    void scripted.after.then(() => answer(response, asked));
  } else if ('drip' in scripted) {
    drip(response);
  } else if ('flood' in scripted) {
    flood(response);
  } else if ('redirect' in scripted) {
    response.writeHead(307, { location: scripted.redirect }).end();
  } else if ('drop' in scripted) {
    drop(response, scripted.drop);
  }
}

function complete(
  response: ServerResponse,
  asked: CompletionRequest,
  message: { content: string | null; refusal?: string },
  finish = 'stop',
): void {
  const tokensIn = Math.ceil(JSON.stringify(asked.messages).length / 4);
  const tokensOut = Math.ceil((message.content ?? '').length / 4);
  send(response, 200, {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: asked.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', refusal: null, ...message },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut },
  });
}

function fail(
  response: ServerResponse,
  status: number,
  message: string,
  more: { param?: string | null; code?: string | null } = {},
): void {
  const type = status >= 500 ? 'server_error' : status === 429 ? 'rate_limit_error' : 'invalid_request_error';
  send(response, status, { error: { message, type, param: null, code: null, ...more } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function* pieces(body: string | Buffer | Buffer[]) {
  for (const piece of [body].flat()) {
    yield piece;
    await setImmediate();
  }
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const letters = Readable.from(
    (function* () {
      yield '{"choices":[{"message":{"content":"';
      for (;;) yield '灯'.repeat(10_000);
    })(),
  );
  // Whoever hangs up ends it.
  pipeline(letters, response).catch(() => undefined);
}

function drop(response: ServerResponse, when: 'before' | 'within'): void {
  if (when === 'before') {
    response.destroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":', () => response.destroy());
}

/** The category codes of the schema, wherever it stands: in the response format, or in the prompt. */
function codesIn({ response_format: format, messages }: CompletionRequest): { categories: string[] } {
  const inPrompt = /\n(\{"type":"object".*\})$/m.exec(messages[0]?.content ?? '')?.[1];
  const schema = format?.json_schema?.schema ?? (JSON.parse(inPrompt ?? '{}') as Record<string, never>);
  const category = (
    schema as { properties?: { problems?: { items?: { properties?: { category?: unknown } } } } }
  ).properties?.problems?.items?.properties?.category as { anyOf?: { enum?: string[] }[] } | undefined;
  return { categories: category?.anyOf?.find((one) => one.enum)?.enum ?? [] };
}
