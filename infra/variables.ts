import { z } from 'zod';

/**
 * Every environment variable that the product reads, with what is accepted. `.env.example` explains each in a line
 * (a test holds the two together). A message ends the sentence "NAME must be ..."; no message repeats a value, which
 * may be a secret.
 */
export const variables = z.object({
  DATA_DIR: z.string().default('.data'),
  CATALOG_DIR: z.string().default('catalog/district'),

  DATABASE_URL: url(/^postgres(ql)?:$/, 'a PostgreSQL URL, like postgresql://user:password@host:5432/whistle')
    .refine(
      (text) => URL.canParse(text) && new URL(text).pathname.length > 1,
      'a URL that ends in a database name',
    )
    .refine((text) => !/[?&]schema=/.test(text), 'without "schema=": give the product a database of its own')
    .optional(),
  REDIS_URL: url(/^rediss?:$/, 'a Redis URL, like redis://:password@host:6379').optional(),

  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{5,20}:[\w-]{30,}$/, 'a token as @BotFather gives it, like 123456789:AAF...')
    .optional(),
  TELEGRAM_API_ROOT: url(/^https?:$/, 'the http(s) URL of a Bot API server').optional(),
  TELEGRAM_PACE: z.enum(['on', 'off'], 'on or off').optional(),
  WEBHOOK_URL: url(/^https?:$/, 'the https URL that Telegram is to call').optional(),
  WEBHOOK_SECRET: secret().optional(),

  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url(/^https?:$/, 'the http(s) URL of an OpenAI-compatible API').optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_AUDIO_MODEL: z.string().optional(),
  MODEL_PRICE_IN: amount().optional(),
  MODEL_PRICE_OUT: amount().optional(),
  MODEL_BUDGET_PER_DAY: amount().optional(),
  MODEL_CALLS_PER_RESIDENT: number(1, 10_000).default(30),
  TRIAGE_CASCADE: z
    .string()
    .regex(/^(?:off|0?\.\d{1,4}|1(?:\.0{1,4})?)$/, 'off, or a share from 0.5 to 1, like 0.97')
    .transform((text) => (text === 'off' ? null : Number(text)))
    .refine((share) => share === null || share >= 0.5, 'off, or a share from 0.5 to 1, like 0.97')
    .default(null),
  MODEL_PRIVACY: z.enum(['strict', 'off'], 'strict or off').default('strict'),
  MODEL_VISION: z.enum(['auto', 'on', 'off'], 'auto, on or off').default('auto'),
  MODEL_CONCURRENCY: number(1, 1000).default(8),

  ADMIN_IDS: z
    .string()
    .regex(/^\d{1,16}(\s*,\s*\d{1,16})*$/, 'Telegram user ids, separated by commas')
    .transform((text) => text.split(',').map((id) => BigInt(id.trim())))
    .default([]),
  STAFF_LANGUAGE: z.enum(['zh', 'en'], 'zh or en').default('zh'),
  TIME_ZONE: z.string().refine(isTimeZone, 'an IANA time zone, like Asia/Shanghai').default('Asia/Shanghai'),
  QUIET_SPELL_SECONDS: number(0, 60).default(3),
  QUIET_HOURS: z.enum(['on', 'off'], 'on or off').optional(),
  TAKE_BACK_SECONDS: number(0, 600).default(60),
  COMPLAINTS_PER_HOUR: number(1, 1000).default(20),

  PLAYGROUND_PORT: port().optional(),
  PORT: port().default(3001),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(/^https?:$/, 'the http(s) URL under which departments reach this server').optional(),

  METRICS_TOKEN: secret().optional(),

  WORKER_CONCURRENCY: number(1, 100).default(5),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'], 'trace, debug, info, warn or error')
    .default('info'),
  LOG_FORMAT: z.enum(['plain', 'json'], 'plain or json').optional(),
});

export type Variables = z.infer<typeof variables>;

/** Names in the environment that are none of ours but hardly anything else: one or two letters beside one of ours. */
export function misspelt(env: Record<string, string | undefined>): { name: string; meant: string }[] {
  const ours = Object.keys(variables.shape);
  return Object.keys(env)
    .filter((name) => env[name] && !ours.includes(name))
    .flatMap((name) => {
      const meant = ours.find((our) => !env[our] && distance(name, our) <= tolerance(our));
      return meant ? [{ name, meant }] : [];
    });
}

/** Short names have real neighbours (PORT and POST); long ones do not. */
function tolerance(name: string): number {
  return name.length < 6 ? 0 : name.length < 9 ? 1 : 2;
}

/** Levenshtein's: the letters to add, drop or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

function url(protocol: RegExp, what: string) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocol.test(new URL(text).protocol), what)
    .refine(isDecodable, 'a URL in which a "%" of a user or a password is written as "%25"');
}

/** Drivers decode what stands in a URL, and would break over a lone "%". */
function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url).length > 0;
  } catch {
    return false;
  }
}

function secret() {
  return z
    .string()
    .regex(/^[\w-]{16,256}$/, '16 to 256 characters of A-Z a-z 0-9 _ -, as "openssl rand -hex 32" gives');
}

function number(least: number, most: number) {
  const what = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, what)
    .transform(Number)
    .refine((value) => value >= least && value <= most, what);
}

/** Of money, in whatever currency the town counts in. */
function amount() {
  return z
    .string()
    .regex(/^\d{1,7}(\.\d{1,6})?$/, 'an amount without a currency, like 5 or 0.25')
    .transform(Number);
}

function port() {
  return number(1, 65_535);
}

function isTimeZone(name: string): boolean {
  // Offsets like +08:00 pass for time zones here, and have the opposite sign in PostgreSQL.
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
