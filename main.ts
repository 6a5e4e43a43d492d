import { loadConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { announce } from './parts/announce.ts';
import { startBot } from './parts/bot.ts';
import { openGround } from './parts/ground.ts';
import { startHttp } from './parts/http.ts';
import { run } from './parts/run.ts';
import { startTelegram } from './parts/telegram.ts';
import { startWorkers } from './parts/worker.ts';

/** Everything in one process: `npm start`. */
await run(async (stopping) => {
  const startedAt = Date.now();
  const config = loadConfig();
  const log = openLog(config.log);
  const say = announce(config);
  await using all = new AsyncDisposableStack();
  const ground = all.use(await openGround(config, log));
  const telegram = all.use(await startTelegram(ground));
  all.use(await startWorkers(ground, telegram.client));
  const bot = all.use(await startBot(ground, telegram.client, stopping));
  const http = all.use(await startHttp(ground, telegram.client, bot.inbox));
  say.ready({
    milliseconds: Date.now() - startedAt,
    bot: bot.username,
    http: http.url,
    playground: telegram.playground,
  });
  return all.move();
});
