import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCategory } from '../../core/catalog/catalog.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { openActors } from '../../demo/actors.ts';
import { type Config, readConfig } from '../../infra/config.ts';
import type { Logger } from '../../infra/log.ts';
import type { Limits } from '../../infra/telegram/pace.ts';
import { startAll } from '../../parts/all.ts';
import { createTestDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { startRedis } from './redis.ts';

export const backends = ['postgres', 'redis'] as const;

interface Options {
  queue?: (typeof backends)[number];
  /** Variables beyond those of an empty environment. */
  env?: Record<string, string>;
  log?: Logger;
  /** What the chats let the bot write; the playground refuses more. */
  limits?: Limits | null;
}

/**
 * The whole product in this process, as `npm start` runs it, on a database of its own and with the small town in its playground. Real HTTP
 * between all parts; the quiet spell is short, so that tests need not wait.
 */
export async function openWhole({
  queue = 'postgres',
  env = {},
  log = silentLog(),
  limits = null,
}: Options = {}) {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'whistle-test-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const redis = queue === 'redis' ? await startRedis() : null;
  if (redis) opened.defer(() => redis.stop());
  const read = readConfig({
    DATABASE_URL: await createTestDatabase({ template: 'district_template' }),
    DATA_DIR: dataDir,
    QUIET_SPELL_SECONDS: '1',
    ...(redis && { REDIS_URL: redis.url }),
    ...env,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const config: Config = {
    ...read.config,
    http: { host: '127.0.0.1', port: 0 },
    telegram: { kind: 'playground', port: 0, limits },
  };
  const all = opened.use(await startAll(config, log, new AbortController().signal));
  const actors = openActors(all.playground!);
  const catalog = (await catalogInForce(all.deps))!;
  const everything = opened.move();
  let people = 5000;
  return {
    ...all,
    config,
    actors,
    /** The Redis that its queue is on, if it is. */
    redis,
    departmentOf: (category: string) => findCategory(catalog, category)!.department,
    /** A resident who has pressed Start. */
    newResident: async (languageCode: 'zh' | 'en' = 'zh') => {
      const id = ++people;
      await actors.request('POST', '/api/people', { id, firstName: `Resident ${id}`, languageCode });
      await actors.act(id, id, 'start');
      return id;
    },
    close: () => everything.disposeAsync(),
  };
}

export type Whole = Awaited<ReturnType<typeof openWhole>>;
