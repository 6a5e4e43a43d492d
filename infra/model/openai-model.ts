import OpenAI from 'openai';
import type { Model, ModelReply, ModelRequest } from '../../core/triage/model/model.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { bodyFor, firstDialect, plainerDialect } from './dialect.ts';
import { readCompletion, readError } from './read-reply.ts';

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
 * the server does is a value. Many look-alikes refuse a strict schema or any JSON mode, or know an answer's bound by another name:
 * what a server takes is found out at its first refusal and remembered.
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
    fetch: boundedFetch,
  });
  const first = firstDialect(!baseUrl);
  let dialect = first;

  async function ask(request: ModelRequest): Promise<ModelReply> {
    const timeout = Math.min(timeoutMs, request.deadline - Date.now());
    if (timeout < 1) return { kind: 'failed', why: 'timeout', tokensIn: 0, tokensOut: 0 };
    const asked = dialect;
    try {
      return readCompletion(
        await client.chat.completions.create(bodyFor(model, request, asked), { timeout }),
      );
    } catch (error) {
      const plainer = plainerDialect(asked, first, error);
      if (!plainer) return readError(error);
      // Another request may have found out meanwhile, and further; never go back.
      if (dialect === asked) dialect = plainer;
      return ask(request);
    }
  }

  return { name: model, ask };
}
