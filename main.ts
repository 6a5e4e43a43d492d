import { loadConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { startAll } from './parts/all.ts';
import { announce } from './parts/announce.ts';
import { run } from './parts/run.ts';

/** Everything in one process: `npm start`. */
await run(async (stopping) => {
  const startedAt = Date.now();
  const config = loadConfig();
  const log = openLog(config.log);
  const { ready } = announce(config, log);
  const all = await startAll(config, log, stopping);
  const { bot, http, playground } = all;
  ready({ bot, http, playground, milliseconds: Date.now() - startedAt });
  return all;
});
