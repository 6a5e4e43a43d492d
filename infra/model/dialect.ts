import OpenAI from 'openai';
import type { ModelRequest, Turn } from '../../core/triage/model/model.ts';

/** What a server takes of a request's form. */
export interface Dialect {
  /** How the form of the answer is told: a strict schema, JSON mode, or nothing but words. */
  format: 'schema' | 'json' | 'plain';
  /** By which of its names the bound of an answer goes. Without either, the server's own bound holds, and the deadline. */
  limit: 'max_completion_tokens' | 'max_tokens' | null;
  /** Whether it can be shown pictures. */
  sees: boolean;
}

/**
 * What is tried first. OpenAI's newer models know `max_completion_tokens` only; its look-alikes mostly the older name, and some
 * leave what they don't know without effect, which would leave the answer without a bound.
 */
export function firstDialect(isOpenai: boolean): Dialect {
  return { format: 'schema', limit: isOpenai ? 'max_completion_tokens' : 'max_tokens', sees: true };
}

const statuses = { ofForm: [400, 422, 500, 501], ofPictures: [400, 404, 413, 415, 422, 500, 501] };

/** The next plainer dialect for this request, where the server's refusal is about the form; else null. `first` is where the way began. */
export function plainerDialect(
  dialect: Dialect,
  { first, request, error }: { first: Dialect; request: ModelRequest; error: unknown },
): Dialect | null {
  if (!(error instanceof OpenAI.APIError)) return null;
  const status = error.status ?? 0;
  const refusal = refusalIn(error);
  const plainer = statuses.ofForm.includes(status) ? plainerForm(dialect, first, refusal) : null;
  if (plainer) return plainer;
  const shows = dialect.sees && request.turns.some(({ sight }) => sight);
  const aboutPictures =
    /image|picture|vision|multi-?modal|content\b.{0,60}\bstring|content.?type|item type in content|expected.{0,20}text/i;
  return shows && statuses.ofPictures.includes(status) && aboutPictures.test(refusal)
    ? { ...dialect, sees: false }
    : null;
}

/** Whether a refusal is about what these pictures show, and says nothing about others. */
export function isAboutThesePictures(error: unknown): boolean {
  return error instanceof OpenAI.APIError && /safety|policy|moderation/i.test(refusalIn(error));
}

function refusalIn(error: InstanceType<typeof OpenAI.APIError>): string {
  return `${error.param ?? ''} ${JSON.stringify(error.error ?? '')} ${error.message}`;
}

function plainerForm(dialect: Dialect, first: Dialect, refusal: string): Dialect | null {
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
export function bodyFor(model: string, request: ModelRequest, { format, limit, sees }: Dialect): Body {
  const { turns, schema, schemaName, mostTokensOut } = request;
  const messages = turns.map((turn) => messageFor(turn, sees));
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
  const [system] = turns;
  return {
    model,
    messages: [{ role: 'system', content: `${system?.text ?? ''}${told}` }, ...messages.slice(1)],
    ...bound,
    ...(format === 'json' && { response_format: { type: 'json_object' as const } }),
  };
}

function messageFor({ role, text, sight }: Turn, sees: boolean): Body['messages'][number] {
  if (role !== 'user' || !sight || !sees) return { role, content: text };
  const pictures = sight.jpegs.map((jpeg) => ({
    type: 'image_url' as const,
    image_url: { url: `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}` },
  }));
  return { role, content: [{ type: 'text', text: sight.text }, ...pictures] };
}
