import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../infra/config.ts';
import { variables } from '../../infra/variables.ts';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  env_file?: string;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
  volumes?: string[];
  ports?: string[];
  stop_grace_period?: string;
  cap_drop?: string[];
  read_only?: boolean;
  privileged?: boolean;
}

const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<'bot' | 'worker' | 'postgres' | 'redis', Service>;
  volumes: Record<string, unknown>;
};
const { bot, worker, postgres, redis } = compose.services;

/** What the town's .env must hold beyond what compose.yaml sets. */
const own = {
  TELEGRAM_BOT_TOKEN: '123456789:AAFakeTokenFakeTokenFakeTokenFake12',
  ADMIN_IDS: '2005',
  WEBHOOK_URL: 'https://whistle.example.org/telegram',
  WEBHOOK_SECRET: 'a-secret-of-enough-letters',
};

test('a bot, two workers, PostgreSQL 18 and Redis make up a town, none of them by a tag that moves to another version', () => {
  expect(Object.keys(compose.services).sort()).toEqual(['bot', 'postgres', 'redis', 'worker']);
  expect(worker.deploy).toEqual({ replicas: 2 });
  expect(postgres.image).toMatch(/^postgres:18(\.\d+)?$/);
  for (const { image } of Object.values(compose.services)) expect(image).toMatch(/:\d[\w.-]*$/);
});

test.each(Object.entries({ bot, worker }))(
  'the %s starts on what compose.yaml and .env set together',
  (_, service) => {
    const set = Object.entries(service.environment!).map(([name, value]) => [name, String(value)]);
    const env = { ...own, ...Object.fromEntries(set) };
    for (const [name] of set) expect(Object.keys(variables.shape)).toContain(name);
    env.DATABASE_URL = env.DATABASE_URL.replace(/\$\{POSTGRES_PASSWORD[^}]*\}/, 'p');
    const read = readConfig(env, { separate: true });
    expect(read).toMatchObject({ ok: true, config: { queue: { kind: 'redis' }, http: { port: 3001 } } });
    expect(new URL(env.DATABASE_URL).hostname).toBe('postgres');
    expect(new URL(env.REDIS_URL).hostname).toBe('redis');
  },
);

test('they wait until database and queue are healthy, and get longer to end than their jobs do', () => {
  for (const service of [bot, worker]) {
    expect(service.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
    expect(Number.parseInt(service.stop_grace_period!, 10)).toBeGreaterThan(20);
  }
  for (const service of [bot, postgres, redis]) expect(service.healthcheck!.test.length).toBeGreaterThan(1);
});

test('Redis keeps an append-only file and throws nothing away; what it and PostgreSQL write outlives them', () => {
  const command = redis.command!.join(' ');
  expect(command).toContain('--appendonly yes');
  expect(command).toContain('--maxmemory-policy noeviction');
  const kept = [postgres, redis].map(({ volumes }) => volumes![0]!.split(':')[0]!);
  expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(kept));
});

test('no secret stands in it, and nothing but the bot is reached from outside, from this machine', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  expect(text).not.toMatch(/(?:PASSWORD|SECRET|TOKEN|KEY): (?!\$\{)/);
  for (const service of [bot, worker]) expect(service.env_file).toBe('.env');
  expect(bot.ports).toEqual(['127.0.0.1:3001:3001']);
  for (const service of [worker, postgres, redis]) expect(service.ports).toBeUndefined();
});

test('bot and workers have no rights, and nothing to write on', () => {
  for (const service of [bot, worker]) expect(service).toMatchObject({ cap_drop: ['ALL'], read_only: true });
});

test.each(['citizen-whistle-bot', 'citizen-whistle-worker@'])(
  'the unit %s runs an entry that there is, as nobody of rank',
  (name) => {
    const unit = readFileSync(`deploy/${name}.service`, 'utf8');
    const entry = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(unit)![1]!;
    expect(readFileSync(entry, 'utf8')).toContain('await run(');
    expect(unit).toMatch(/^User=citizen-whistle$/m);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)![1])).toBeGreaterThan(20);
    for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet='])
      expect(unit.split('\n')).toContain(line);
  },
);
