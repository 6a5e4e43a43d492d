import { setTimeout as pause } from 'node:timers/promises';
import { startDatabase } from '../chaos/database.ts';
import { bindWebhook } from '../core/channels/channels.ts';
import type { Deps } from '../core/deps.ts';
import { readConfig } from '../infra/config.ts';
import { freePort } from '../test/support/free-port.ts';
import { startRedis } from '../test/support/redis.ts';
import { settleTown } from '../town.ts';
import type { Options } from './options.ts';
import { startDepartment, startModel } from './others.ts';
import { startProcess } from './processes.ts';
import { startTelegram } from './telegram.ts';

const secret = 'a-secret-of-enough-letters';
const headers = { 'x-telegram-bot-api-secret-token': secret };

export type Stage = Awaited<ReturnType<typeof openStage>>;

interface Setting {
  home: string;
  queue: Options['queue'];
  /** How long the model takes, in milliseconds. */
  modelTakes?: number;
  /** Whether every card is confirmed as soon as it is there. */
  reviewed?: boolean;
  /** Of the product's own variables, what differs from the default. */
  env?: Record<string, string>;
}

/**
 * The product as it runs in a town, on a machine of its own: PostgreSQL and Redis that force to the disk what they acknowledge, a bot behind
 * the webhook, and a worker once it is hired; Telegram, the model and the departments' systems are stand-ins that take no time.
 */
export async function openStage({ home, queue, modelTakes = 0, reviewed = true, env: changed }: Setting) {
  await using opened = new AsyncDisposableStack();
  const database = await startDatabase(home);
  opened.defer(database.stop);
  const redis = queue === 'redis' ? await startRedis() : null;
  opened.defer(async () => redis?.stop());
  const port = await freePort();
  const webhook = { url: `http://127.0.0.1:${port}/telegram`, headers };
  const telegram = await startTelegram(webhook, reviewed);
  opened.defer(telegram.close);
  const model = await startModel(modelTakes);
  opened.defer(model.close);
  const department = await startDepartment();
  opened.defer(department.close);
  const env = {
    DATABASE_URL: database.url,
    ...(redis && { REDIS_URL: redis.url }),
    PORT: String(port),
    TELEGRAM_BOT_TOKEN: '123456789:AAFakeTokenFakeTokenFakeTokenFake12',
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_URL: webhook.url,
    WEBHOOK_SECRET: secret,
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'bench',
    OPENAI_MODEL: 'bench',
    ADMIN_IDS: '2005',
    QUIET_SPELL_SECONDS: '0',
    QUIET_HOURS: 'off',
    TAKE_BACK_SECONDS: '0',
    // It is us who are measured, not what Telegram allows.
    TELEGRAM_PACE: 'off',
    LOG_LEVEL: 'warn',
    ...changed,
  };
  const bot = startProcess({ name: 'bot', entry: 'main-bot.ts', env, home });
  opened.defer(() => bot.stop());
  const deps = depsFor(database.db, env);
  await until('the bot has started', async () => (telegram.calls.setWebhook ?? 0) > 0);
  await settleIn(deps, department.url);
  const all = opened.move();
  const hire = () => {
    const worker = startProcess({ name: 'worker', entry: 'main-worker.ts', env, home });
    all.defer(() => worker.stop());
    return worker;
  };
  return {
    ...{ webhook, telegram, model, department, database, redis, deps, bot, hire },
    close: () => all.disposeAsync(),
  };
}

/** The town's people get their roles, and every department a system of its own. */
async function settleIn(deps: Deps, url: string): Promise<void> {
  await settleTown(deps);
  for (const { code } of await deps.db.department.findMany())
    await bindWebhook(deps, { departmentCode: code, url, by: null });
}

export function depsFor(db: Deps['db'], env: Record<string, string>): Deps {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const report = (error: unknown) => {
    throw error;
  };
  return { db, now: () => new Date(), ring: async () => undefined, report, settings: read.config.settings };
}

/** Looks until it is so. Throws after so many seconds. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 120): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await pause(20);
  }
}
