import OpenAI from 'openai';
import type { ModelRequest } from '../../core/triage/model/model.ts';

/** What a server takes of a request's form. */
export interface Dialect {
  /** How the form of the answer is told: a strict schema, JSON mode, or nothing but words. */
  format: 'schema' | 'json' | 'plain';
  /** By which of its names the bound of an answer goes. Without either, the server's own bound holds, and the deadline. */
  limit: 'max_completion_tokens' | 'max_tokens' | null;
}

/**
 * What is tried first. OpenAI's newer models know `max_completion_tokens` only; its look-alikes mostly the older name, and some
 * leave what they don't know without effect, which would leave the answer without a bound.
 */
export function firstDialect(isOpenai: boolean): Dialect {
  return { format: 'schema', limit: isOpenai ? 'max_completion_tokens' : 'max_tokens' };
}

/** The next plainer dialect, where the server's refusal is about the form; else null. `first` is where the way began. */
export function plainerDialect(dialect: Dialect, first: Dialect, error: unknown): Dialect | null {
  if (!(error instanceof OpenAI.APIError) || ![400, 422, 500, 501].includes(error.status ?? 0)) return null;
  const refusal = `${error.param ?? ''} ${JSON.stringify(error.error ?? '')} ${error.message}`;
  if (dialect.limit && /max_(?:completion_)?tokens/.test(refusal)) {
    const other = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...dialect, limit: dialect.limit === first.limit ? other : null };
  }
  const aboutFormat =
    /response.?format|json.?schema|json.?object|json mode|structured.?output|guided|grammar/i;
  if (dialect.format === 'plain' || !aboutFormat.test(refusal)) return null;
  return { ...dialect, format: dialect.format === 'schema' ? 'json' : 'plain' };
}

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** A request in a dialect. Where the schema can't be sent as such, it is told in words. */
export function bodyFor(model: string, request: ModelRequest, { format, limit }: Dialect): Body {
  const { turns, schema, schemaName, mostTokensOut } = request;
  const messages: Body['messages'] = turns.map(({ role, text }) => ({ role, content: text }));
  const bound = limit && { [limit]: mostTokensOut };
  if (format === 'schema')
    return {
      model,
      messages,
      ...bound,
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
    ...bound,
    ...(format === 'json' && { response_format: { type: 'json_object' as const } }),
  };
}
