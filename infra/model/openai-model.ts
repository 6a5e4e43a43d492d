import type { Model, ModelReply, ModelRequest } from '../../core/triage/model/model.ts';
import { openClient, type Server } from './client.ts';
import { bodyFor, firstDialect, isAboutThesePictures, plainerDialect } from './dialect.ts';
import { readCompletion, readError } from './read-reply.ts';

export interface OpenaiOptions extends Server {
  model: string;
  /** For one request, in milliseconds. */
  timeoutMs?: number;
}

/**
 * A model behind OpenAI's chat completions or a look-alike. Asks once, never repeats: retries have one owner, the queue. Whatever
 * the server does is a value. Many look-alikes refuse a strict schema or any JSON mode, or pictures, or know an answer's
 * bound by another name: what a server takes is found out at its first refusal and remembered.
 */
export function openModel({ apiKey, baseUrl, model, timeoutMs = 30_000 }: OpenaiOptions): Model {
  const client = openClient({ apiKey, baseUrl });
  const first = firstDialect(!baseUrl);
  let dialect = first;

  async function ask(request: ModelRequest, asked = dialect): Promise<ModelReply> {
    if (request.needsSight && !asked.sees) return { kind: 'failed', why: 'blind', tokensIn: 0, tokensOut: 0 };
    const timeout = Math.min(timeoutMs, request.deadline - Date.now());
    if (timeout < 1) return { kind: 'failed', why: 'timeout', tokensIn: 0, tokensOut: 0 };
    try {
      return readCompletion(
        await client.chat.completions.create(bodyFor(model, request, asked), { timeout }),
      );
    } catch (error) {
      const plainer = plainerDialect(asked, { first, request, error });
      if (!plainer) return readError(error);
      // Another request may have found out meanwhile, and further; never go back.
      if (dialect === asked && !isAboutThesePictures(error)) dialect = plainer;
      return ask(request, plainer);
    }
  }

  return { name: model, ask: (request) => ask(request) };
}
