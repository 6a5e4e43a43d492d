import { existsSync } from 'node:fs';
import type { Settings } from '../core/deps.ts';
import type { ModelCosts } from '../core/triage/model/ledger.ts';
import { CannotStart } from './cannot-start.ts';
import { contradictions } from './contradictions.ts';
import { type Limits, telegramLimits } from './telegram/pace.ts';
import { misspelt, type Variables, variables } from './variables.ts';

/** What the product runs on. Unions, so that an impossible mix (a webhook without a token) cannot be written down. */
export interface Config {
  database: { kind: 'embedded'; dataDir: string } | { kind: 'url'; url: string };
  queue: { kind: 'postgres' } | { kind: 'redis'; url: string };
  telegram: {
    /** No more is written than this; null: as much as there is. The playground refuses what is beyond it, as Telegram does. */
    limits: Limits | null;
  } & (
    | { kind: 'playground'; port: number }
    | { kind: 'polling'; token: string; apiRoot?: string }
    | { kind: 'webhook'; token: string; apiRoot?: string; url: string; path: string; secret: string }
  );
  model:
    | { kind: 'local' }
    | {
        kind: 'openai';
        apiKey: string;
        baseUrl?: string;
        name: string;
        atOnce: number;
        /** Whether photos may leave the house. */
        vision: boolean;
        /** The model that voices are written down by, if any. */
        audio?: string;
      };
  /** Where we listen for Telegram's webhook, the departments' call-backs and health checks. */
  http: { port: number; host: string };
  /** Under which URL departments reach `http`, if they do. Without a slash at the end. */
  publicUrl?: string;
  /** Whoever says it may read the metrics; without one nobody may. */
  metricsToken?: string;
  settings: Settings;
  dataDir: string;
  catalogDir: string;
  /** How many jobs one process works on at a time, for each kind of job. */
  concurrency: number;
  log: { level: Variables['LOG_LEVEL']; format: 'plain' | 'json' };
}

interface Options {
  /** The parts run as processes of their own (`npm run bot`, `npm run worker`): then nothing can be embedded. */
  separate?: boolean;
}

/** Which model is asked where OpenAI itself is used and none is named. */
const defaultModel = 'gpt-5.4-mini';

/**
 * The configuration of this process: its environment, and `.env` in the working directory for what is not set there.
 * The only place in the product that reads process.env. Throws `CannotStart` with one line a problem.
 */
export function loadConfig(options: Options = {}): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const read = readConfig(process.env, options);
  if (read.ok) return read.config;
  throw new CannotStart(['The configuration is not right:', ...read.problems].join('\n- '));
}

/** Reads a configuration from variables; an empty one counts as not set. Problems name variables, never values. */
export function readConfig(
  env: Record<string, string | undefined>,
  options: Options = {},
): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  const set = Object.fromEntries(trimmed.filter(([, value]) => value));
  const parsed = variables.safeParse(set);
  const problems = [
    ...misspelt(set).map(({ name, meant }) => `${name} is not a variable of ours; is ${meant} meant?`),
    ...wrongValues(parsed.error?.issues ?? []),
    ...contradictions(set, options),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: assemble(parsed.data, options) };
}

function wrongValues(issues: { path: PropertyKey[]; message: string }[]): string[] {
  const first = new Map(issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
  return [...first].reverse().map(([name, message]) => `${name} must be ${message}.`);
}

function assemble(from: Variables, { separate }: Options): Config {
  return {
    database: from.DATABASE_URL
      ? { kind: 'url', url: from.DATABASE_URL }
      : { kind: 'embedded', dataDir: from.DATA_DIR },
    queue: from.REDIS_URL ? { kind: 'redis', url: from.REDIS_URL } : { kind: 'postgres' },
    telegram: telegramOf(from),
    model: from.OPENAI_API_KEY
      ? {
          kind: 'openai',
          apiKey: from.OPENAI_API_KEY,
          baseUrl: from.OPENAI_BASE_URL,
          name: from.OPENAI_MODEL ?? defaultModel,
          atOnce: from.MODEL_CONCURRENCY,
          vision: mayShowPhotos(from),
          audio: from.OPENAI_AUDIO_MODEL,
        }
      : { kind: 'local' },
    http: { port: from.PORT, host: from.HOST },
    metricsToken: from.METRICS_TOKEN,
    publicUrl: from.PUBLIC_URL?.replace(/\/+$/, ''),
    settings: {
      staffLanguage: from.STAFF_LANGUAGE,
      quietSpell: from.QUIET_SPELL_SECONDS * 1000,
      takeBackWindow: from.TAKE_BACK_SECONDS * 1000,
      complaintsPerHour: from.COMPLAINTS_PER_HOUR,
      adminIds: from.ADMIN_IDS,
      timeZone: from.TIME_ZONE,
      // Who tries it out at night should not wait for the morning.
      quietHours: (from.QUIET_HOURS ?? (from.TELEGRAM_BOT_TOKEN ? 'on' : 'off')) === 'on',
      modelCosts: modelCostsOf(from),
      modelPrivacy: from.MODEL_PRIVACY,
      listens: from.OPENAI_API_KEY !== undefined && from.OPENAI_AUDIO_MODEL !== undefined,
      cascade: from.TRIAGE_CASCADE,
    },
    dataDir: from.DATA_DIR,
    catalogDir: from.CATALOG_DIR,
    concurrency: from.WORKER_CONCURRENCY,
    log: { level: from.LOG_LEVEL, format: from.LOG_FORMAT ?? (separate ? 'json' : 'plain') },
  };
}

/** No vault takes faces and door plates out of a picture: where words leave masked only, photos leave only if that was said. */
function mayShowPhotos({ MODEL_VISION: vision, MODEL_PRIVACY: privacy }: Variables): boolean {
  return vision === 'on' || (vision === 'auto' && privacy === 'off');
}

function modelCostsOf(from: Variables): ModelCosts {
  const { MODEL_PRICE_IN: priceIn, MODEL_PRICE_OUT: priceOut, MODEL_BUDGET_PER_DAY: perDay } = from;
  return {
    prices: priceIn === undefined || priceOut === undefined ? null : { in: priceIn, out: priceOut },
    perDay: perDay === undefined ? null : BigInt(Math.round(perDay * 1_000_000)),
    callsPerResident: from.MODEL_CALLS_PER_RESIDENT,
  };
}

function telegramOf(from: Variables): Config['telegram'] {
  const {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_PACE: pace,
    WEBHOOK_URL: url,
    WEBHOOK_SECRET: secret,
  } = from;
  const limits = (pace ?? (token ? 'on' : 'off')) === 'on' ? telegramLimits : null;
  if (!token) return { kind: 'playground', port: from.PLAYGROUND_PORT ?? 3000, limits };
  if (!url || !secret) return { kind: 'polling', token, apiRoot, limits };
  return { kind: 'webhook', token, apiRoot, limits, url, path: new URL(url).pathname, secret };
}
