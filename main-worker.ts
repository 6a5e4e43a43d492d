import { loadConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { openGround } from './parts/ground.ts';
import { run } from './parts/run.ts';
import { startTelegram } from './parts/telegram.ts';
import { startWorkers } from './parts/worker.ts';

/** A worker as a process of its own, any number of them: `npm run worker`. */
await run(async (stopping) => {
  const config = loadConfig({ separate: true });
  const log = openLog(config.log);
  await using all = new AsyncDisposableStack();
  const ground = all.use(await openGround(config, log));
  const telegram = all.use(await startTelegram(ground));
  all.use(await startWorkers(ground, telegram.client, stopping));
  log.info({}, 'the worker is ready');
  return all.move();
});
