import type { Deps } from '../core/deps.ts';
import type { Config } from '../infra/config.ts';
import type { Logger } from '../infra/log.ts';
import { startBot } from './bot.ts';
import { openGround } from './ground.ts';
import { startHearing } from './hear.ts';
import { startHttp } from './http.ts';
import { startTelegram } from './telegram.ts';
import { startWorkers } from './worker.ts';

export interface Everything extends AsyncDisposable {
  deps: Deps;
  bot: string;
  http: string;
  /** The page to open, where the playground stands in for Telegram. */
  playground?: string | undefined;
}

/** Starts all parts in this process, in the order in which they need each other. */
export async function startAll(config: Config, log: Logger, stopping: AbortSignal): Promise<Everything> {
  await using started = new AsyncDisposableStack();
  const ground = started.use(await openGround(config, log));
  const telegram = started.use(await startTelegram(ground));
  started.use(await startWorkers(ground, telegram.client, stopping));
  const bot = started.use(await startBot(ground, telegram.client, stopping));
  const http = started.use(await startHttp(ground, telegram.client, bot.inbox));
  started.use(await startHearing(ground, telegram.client, bot.inbox, stopping));
  const all = started.move();
  return {
    deps: ground.deps,
    bot: bot.username,
    http: http.url,
    playground: telegram.playground,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
