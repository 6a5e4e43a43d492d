import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bindWebhook } from '../core/channels/channels.ts';
import type { Deps } from '../core/deps.ts';
import { openActors } from '../demo/actors.ts';
import { readConfig } from '../infra/config.ts';
import { openLog } from '../infra/log.ts';
import { openQueues } from '../infra/queues/queues.ts';
import { startPlayground } from '../playground/server.ts';
import { freePort } from '../test/support/free-port.ts';
import { startRedis } from '../test/support/redis.ts';
import { cast, settleTown } from '../town.ts';
import { startBalancer } from './balancer.ts';
import { openChance } from './chance.ts';
import { openChats } from './chats.ts';
import { employ } from './crew.ts';
import { type DatabaseServer, startDatabase } from './database.ts';
import { type System, startSystem } from './departments.ts';
import { startModel } from './model.ts';
import type { Options } from './options.ts';
import { token } from './secrets.ts';

/** These departments have systems of their own; the others work in their Telegram groups. */
const withSystem = ['urban-management', 'water'];
/** How far one of the workers has its clock ahead. */
export const clockAhead = 5 * 60_000;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Everything that a run needs, up and ready: the servers, two bots behind a balancer, three workers, and a town with its roles. */
export async function openStage({ seed, queue }: Options, home: string) {
  await using opened = new AsyncDisposableStack();
  const database = await startDatabase(home);
  opened.defer(database.stop);
  // Nothing is ever rewritten in its file, so that every write of the run can be looked at afterwards.
  const redisHome = join(home, 'redis');
  await mkdir(redisHome);
  const settings = { dir: redisHome, 'auto-aof-rewrite-percentage': '0' };
  const redis = queue === 'redis' ? await startRedis(settings) : null;
  opened.defer(async () => redis?.stop());
  const backend = redis
    ? ({ kind: 'redis', url: redis.url } as const)
    : ({ kind: 'postgres', url: database.url } as const);
  const playground = await startPlayground({ port: 0, token, cast, botUsername: 'citizen_whistle_bot' });
  opened.defer(playground.close);
  const model = await startModel();
  opened.defer(model.close);
  const ports = [await freePort(), await freePort()];
  const balancer = await startBalancer(ports, openChance(seed, 'wire'));
  opened.defer(balancer.close);
  const systems = await Promise.all(withSystem.map((code) => startSystem(code, openChance(seed, code))));
  opened.defer(async () => void (await Promise.all(systems.map(({ server }) => server.close()))));
  const env = environment({
    DATABASE_URL: database.url,
    ...(redis && { REDIS_URL: redis.url }),
    TELEGRAM_API_ROOT: playground.url,
    WEBHOOK_URL: `${balancer.url}/telegram`,
    PUBLIC_URL: balancer.url,
    OPENAI_BASE_URL: model.url,
  });
  const crew = hireAll(env, ports, home);
  const members = [...crew.bots, ...crew.workers];
  opened.defer(async () => void (await Promise.all(members.map((one) => one.dismiss('SIGKILL')))));
  const deps = depsFor(database, env);
  const town = await settleIn(deps, systems);
  await until(async () => playground.world.state.webhook !== null);
  const actors = openActors(playground.url);
  const queues = await openQueues({ backend, log: openLog({ level: 'error', format: 'plain' }) });
  opened.defer(queues.close);
  const all = opened.move();
  return {
    arena: { ...crew, database, redis, actors, model, queues },
    ...{ balancer, systems, deps, actors, database, queues, env, home, redisHome },
    ...town,
    chats: openChats(playground.world, actors),
    close: () => all.disposeAsync(),
  };
}

function environment(addresses: Record<string, string>): Record<string, string> {
  return {
    ...addresses,
    TELEGRAM_BOT_TOKEN: token,
    WEBHOOK_SECRET: 'a-secret-of-enough-letters',
    OPENAI_API_KEY: 'test-key',
    OPENAI_MODEL: 'test-model',
    METRICS_TOKEN: 'a-token-of-enough-letters-to-be-taken',
    ADMIN_IDS: '2005',
    QUIET_SPELL_SECONDS: '1',
    QUIET_HOURS: 'off',
    TAKE_BACK_SECONDS: '0',
    // The playground limits nothing of itself; what is wanted with a 429 is kept all the same.
    TELEGRAM_PACE: 'off',
  };
}

function hireAll(env: Record<string, string>, ports: number[], home: string) {
  const worker = { entry: 'main-worker.ts', env, home } as const;
  return {
    bots: ports.map((port, index) =>
      employ({ name: `bot-${index + 1}`, entry: 'main-bot.ts', env: { ...env, PORT: String(port) }, home }),
    ),
    workers: [
      employ({ ...worker, name: 'worker-1' }),
      employ({ ...worker, name: 'worker-2' }),
      employ({ ...worker, name: 'worker-3', clockAhead }),
    ],
  };
}

/** The town's people get their roles on the catalogue that a bot has imported, and two departments their systems. */
async function settleIn(deps: Deps, systems: System[]) {
  await until(async () => (await deps.db.department.count()) > 0);
  await settleTown(deps);
  const secrets: Record<string, string> = {};
  for (const { department, server } of systems) {
    const { secret } = await bindWebhook(deps, { departmentCode: department, url: server.url, by: null });
    server.keepSecret(secret!);
    secrets[department] = secret!;
  }
  const codes = (await deps.db.department.findMany()).map(({ code }) => code);
  return { secrets, groups: codes.filter((code) => !withSystem.includes(code)) };
}

function depsFor({ db }: DatabaseServer, env: Record<string, string>): Deps {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const report = (error: unknown) => {
    throw error;
  };
  return { db, now: () => new Date(), ring: async () => undefined, report, settings: read.config.settings };
}

/** Looks until it is so: at first there are not even tables to look into. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('the product did not start within a minute');
    await pause(100);
  }
}
