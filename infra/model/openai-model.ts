import OpenAI from 'openai';
import type { Model, ModelReply, ModelRequest } from '../../core/triage/model/model.ts';

export interface OpenaiOptions {
  apiKey: string;
  /** Of a server that speaks OpenAI's chat completions, with its `/v1`; OpenAI's own by default. */
  baseUrl?: string;
  model: string;
  /** For one request, in milliseconds. */
  timeoutMs?: number;
}

/**
 * A model behind OpenAI's chat completions or a look-alike. Asks once, never repeats: retries have one owner, the queue. Whatever
 * the server does is a value. Many look-alikes refuse a strict schema or any JSON mode: what a server takes is found out at its
 * first refusal and remembered, and the schema then goes into the prompt.
 */
export function openModel({ apiKey, baseUrl, model, timeoutMs = 30_000 }: OpenaiOptions): Model {
  const client = new OpenAI({
    apiKey,
    // Given outright, as the SDK would else look into the environment by itself.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    // Its debug log holds whole requests: residents' words.
    logLevel: 'off',
  });
  let format: Format = 'schema';

  async function ask(request: ModelRequest): Promise<ModelReply> {
    const timeout = Math.min(timeoutMs, request.deadline - Date.now());
    if (timeout < 1) return { kind: 'failed', why: 'timeout' };
    const asked = format;
    try {
      return readCompletion(
        await client.chat.completions.create(bodyFor(model, request, asked), { timeout }),
      );
    } catch (error) {
      const plainer = plainerFormat(asked, error);
      if (!plainer) return { kind: 'failed', ...whyFailed(error) };
      // Another request may have found out meanwhile, and further; never go back.
      if (format === asked) format = plainer;
      return ask(request);
    }
  }

  return { name: model, ask };
}

type Format = 'schema' | 'json' | 'plain';
type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

function bodyFor(model: string, { turns, schema, schemaName }: ModelRequest, format: Format): Body {
  const messages: Body['messages'] = turns.map(({ role, text }) => ({ role, content: text }));
  if (format === 'schema')
    return {
      model,
      messages,
      response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } },
    };
  // At the end of the system turn, so that the long prefix stays the same.
  const told = `\n\n# Form of the answer\nOne JSON object and nothing else, that follows this JSON schema:\n${JSON.stringify(schema)}`;
  const [system, ...rest] = turns;
  return {
    model,
    messages: [
      { role: 'system', content: `${system?.text ?? ''}${told}` },
      ...rest.map(({ role, text }) => ({ role, content: text })),
    ],
    ...(format === 'json' && { response_format: { type: 'json_object' as const } }),
  };
}

/** The next plainer format, where the server's refusal is about the format; else null. */
function plainerFormat(format: Format, error: unknown): Format | null {
  if (format === 'plain' || !(error instanceof OpenAI.APIError)) return null;
  if (error.status !== 400 && error.status !== 422) return null;
  const complaint = `${error.param ?? ''} ${JSON.stringify(error.error ?? '')} ${error.message}`;
  if (!/response.?format|json.?schema|json.?object|json mode|structured.?output|guided/i.test(complaint))
    return null;
  return format === 'schema' ? 'json' : 'plain';
}

/** Nothing in it is trusted: a look-alike, or a proxy in between, may have sent anything at all. */
function readCompletion(completion: unknown): ModelReply {
  const { choices, usage } = (completion ?? {}) as Partial<OpenAI.ChatCompletion>;
  const choice = Array.isArray(choices) ? choices[0] : undefined;
  if (!choice?.message) return { kind: 'failed', why: 'server' };
  if (choice.message.refusal || choice.finish_reason === 'content_filter') return { kind: 'refused' };
  if (choice.finish_reason === 'length') return { kind: 'cut-off' };
  const text = choice.message.content;
  if (typeof text !== 'string' || text.trim() === '') return { kind: 'failed', why: 'server' };
  return {
    kind: 'text',
    text,
    tokensIn: usage?.prompt_tokens ?? 0,
    tokensOut: usage?.completion_tokens ?? 0,
  };
}

type Why = Omit<Extract<ModelReply, { kind: 'failed' }>, 'kind'>;

function whyFailed(error: unknown): Why {
  if (error instanceof OpenAI.APIConnectionTimeoutError || error instanceof OpenAI.APIUserAbortError)
    return { why: 'timeout' };
  if (error instanceof OpenAI.APIConnectionError) return { why: 'unreachable' };
  if (error instanceof OpenAI.APIError && error.status !== undefined) {
    if (error.status === 429)
      return { why: 'rate-limited', retryAfter: secondsIn(error.headers?.get('retry-after')) };
    if (error.status === 408) return { why: 'timeout' };
    return { why: error.status >= 500 ? 'server' : 'rejected' };
  }
  // A body that is no JSON although it says so.
  if (error instanceof SyntaxError) return { why: 'server' };
  return { why: 'unreachable' };
}

/** Retry-After in seconds; a date, or nothing, is left out. */
function secondsIn(header: string | null | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
