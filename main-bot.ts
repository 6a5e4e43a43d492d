import { loadConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { startBot } from './parts/bot.ts';
import { openGround } from './parts/ground.ts';
import { startHearing } from './parts/hear.ts';
import { startHttp } from './parts/http.ts';
import { run } from './parts/run.ts';
import { startTelegram } from './parts/telegram.ts';

/** The bot as a process of its own, any number of them behind a balancer where updates come by webhook: `npm run bot`. */
await run(async (stopping) => {
  const config = loadConfig({ separate: true });
  const log = openLog(config.log);
  await using all = new AsyncDisposableStack();
  const ground = all.use(await openGround(config, log));
  const telegram = all.use(await startTelegram(ground));
  const bot = all.use(await startBot(ground, telegram.client, stopping));
  const http = all.use(await startHttp(ground, telegram.client, bot.inbox));
  all.use(await startHearing(ground, telegram.client, bot.inbox, stopping));
  log.info({ bot: bot.username, http: http.url }, 'the bot is ready');
  return all.move();
});
