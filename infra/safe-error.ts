/** What a log may say of an error. */
export interface SafeError {
  name: string;
  [detail: string]: unknown;
  /** Where it was thrown, one line a frame, without the message that leads a stack. */
  stack?: string[];
}

/** Details that others put on their errors and that never hold what a person wrote, nor a URL. */
const details = [
  'code', // Node, PostgreSQL, Prisma
  'syscall', // Node
  'status', // openai
  'table', // PostgreSQL
  'constraint', // PostgreSQL
] as const;

/**
 * An error as a log may have it. Messages are left out: Prisma's quote the values of the query, JSON's the text that
 * did not parse, telegraf's and fetch's the URL with the bot's token in it; and all of an error's other properties
 * are. Since the product runs unbuilt, the stack points at the very line whose message is missed.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: `not an Error but ${typeof error}` };
  const from = error as Error & Record<string, unknown>;
  const safe: SafeError = { name: error.name };
  for (const name of details) if (isPlain(from[name])) safe[name] = from[name];
  if (isHarmless(from)) safe.message = error.message;
  Object.assign(safe, telegrams(from));
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  if (frames?.length) safe.stack = frames.map((line) => line.trim());
  const cause = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (cause instanceof Error && depth < 3) safe.cause = safeError(cause, depth + 1);
  return safe;
}

/** V8's own words for a slip in our code name variables, not values; Node's, which carry a code, name values. */
function isHarmless(error: Error & { code?: unknown }): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && error.code === undefined;
}

/** Telegram's refusal. Its description may quote the text sent, as in: Unsupported start tag "x". */
function telegrams({ response, on }: Record<string, unknown>): Record<string, unknown> {
  const { error_code: status, description } = (response ?? {}) as Record<string, unknown>;
  if (typeof status !== 'number' || typeof description !== 'string') return {};
  const { method } = (on ?? {}) as { method?: unknown };
  return { status, method, description: description.replace(/"[^"]*"?/g, '"…"') };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value));
}
