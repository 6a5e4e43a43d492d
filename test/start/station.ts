import { onTestFinished } from 'vitest';
import { findCategory } from '../../core/catalog/catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import type { Deps } from '../../core/deps.ts';
import { openActors } from '../../demo/actors.ts';
import { readConfig } from '../../infra/config.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { startPlayground } from '../../playground/server.ts';
import { cast, settleTown } from '../../town.ts';
import { createTestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { startProgram } from './program.ts';

const token = '123456789:AAFakeTokenFakeTokenFakeTokenFake12';
const secret = 'a-secret-of-enough-letters';

/** The two ways in which many processes are run: the queue, and how updates come. */
export const manners = [
  { queue: 'postgres', updates: 'polling' },
  { queue: 'redis', updates: 'webhook' },
] as const;
type Manner = (typeof manners)[number];

/**
 * What bots and workers as processes of their own share: a database, with the default district in force unless it is to be `empty`, the
 * queue, and the playground in Telegram's place, which is a Bot API server of one's own to them. All of it goes when the test ends.
 */
export async function openStation({ queue, updates, empty = false }: Manner & { empty?: boolean }) {
  const redis = queue === 'redis' ? await startRedis() : null;
  const playground = await startPlayground({ port: 0, token, cast, botUsername: 'citizen_whistle_bot' });
  const url = await createTestDatabase({ template: empty ? 'template0' : 'district_template' });
  const { db, close } = openDatabase({ url, max: 4 });
  onTestFinished(async () => {
    await close();
    await playground.close();
    await redis?.stop();
  });
  const PORT = String(await freePort());
  const env = {
    DATABASE_URL: url,
    ...(redis && { REDIS_URL: redis.url }),
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: playground.url,
    TELEGRAM_PACE: 'off',
    ADMIN_IDS: '2005',
    QUIET_SPELL_SECONDS: '1',
    QUIET_HOURS: 'off',
    ...(updates === 'webhook' && {
      WEBHOOK_URL: `http://127.0.0.1:${PORT}/telegram`,
      WEBHOOK_SECRET: secret,
    }),
  };
  const actors = openActors(playground.url);
  return {
    db,
    actors,
    /** A bot, when it is ready. */
    startBot: async () => {
      const bot = startProgram('main-bot.ts', { env: { ...env, PORT } });
      await bot.untilSaid('the bot is ready');
      return bot;
    },
    startWorker: (more: Record<string, string> = {}) =>
      startProgram('main-worker.ts', { env: { ...env, ...more } }),
    /** Gives the town's people their roles and its groups their seats, on the catalogue in force. */
    settle: async () => {
      const read = readConfig(env);
      if (!read.ok) throw new Error(read.problems.join('\n'));
      const { settings } = read.config;
      const report = (error: unknown) => {
        throw error;
      };
      const deps: Deps = { db, now: () => new Date(), ring: async () => undefined, report, settings };
      await settleTown(deps);
      const catalog = (await catalogInForce(deps))!;
      return {
        actors,
        departmentOf: (category: string) => findCategory(catalog, category)!.department,
      };
    },
  };
}
