import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startPlayground } from '../../playground/server.ts';
import { createTestDatabase } from '../support/database.ts';
import { redisIsHere, startRedis } from '../support/redis.ts';
import { newFolder, newPlace, startedPlace, startProgram, startTown } from './program.ts';

const secret = 'hunter2-is-secret';
const token = `123456789:${secret}-and-of-the-right-length`;

describe('two starts on one folder', () => {
  test('the later one says who has it, in one sentence', async () => {
    const place = await startedPlace();
    const first = await startTown(place);
    const sentence = await refusalOf({ ...(await newPlace(place.DATA_DIR)) });
    expect(sentence).toBe(
      `The data folder ${place.DATA_DIR} is in use by citizen-whistle process ${first.pid}. ` +
        'Stop that one first, or set another DATA_DIR.',
    );
    expect((await fetch(`${first.url}/api/world`)).status).toBe(200);
  });

  test('at the same moment: one is ready, the other says so', async () => {
    const place = await newPlace();
    const starts = [place, await newPlace(place.DATA_DIR)].map((env) => startProgram('main.ts', { env }));
    const outcomes = await Promise.all(
      starts.map((start) =>
        Promise.any([
          start.untilSaid('Ready in').then(() => 'ready'),
          start.ended().then(() => start.complained()),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual([
      expect.stringMatching(/^The data folder .+ is in use by .+\n$/),
      'ready',
    ]);
  });
});

describe('ports', () => {
  test.each(['PORT', 'PLAYGROUND_PORT'])('%s is taken', async (variable) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const sentence = await refusalOf({ ...(await onOwnDatabase()), [variable]: String(port) });
    expect(sentence).toBe(`Port ${port} is taken by another program. Set another ${variable}.`);
    taken.close();
  });

  test('HOST is elsewhere', async () => {
    const sentence = await refusalOf({ ...(await onOwnDatabase()), HOST: '192.0.2.1' });
    expect(sentence).toBe('192.0.2.1 is no address of this machine (HOST).');
  });
});

describe('DATA_DIR', () => {
  test('is a file', async () => {
    const dataDir = join(await newFolder(), 'data');
    await writeFile(dataDir, '');
    for (const env of [await newPlace(dataDir), { ...(await onOwnDatabase()), DATA_DIR: dataDir }])
      expect(await refusalOf(env)).toMatch(
        new RegExp(`^The data folder ${dataDir} cannot be used \\(DATA_DIR\\): E.+\\.$`),
      );
  });
});

test('a broken catalogue is told with file and line', async () => {
  const CATALOG_DIR = await newFolder();
  await writeFile(join(CATALOG_DIR, 'a.yaml'), 'district: {}\ncolour: red\n');
  const lines = (await refusalOf({ ...(await onOwnDatabase()), CATALOG_DIR })).split('\n');
  expect(lines[0]).toBe('The catalogue cannot be used (CATALOG_DIR):');
  expect(lines[1]).toMatch(/^- \S+\/a\.yaml:2 unknown key "colour"/);
});

describe('the configuration', () => {
  test('has each of its problems told in a line, without the values', async () => {
    const text = await refusalOf({
      DATABASE_URL: `mysql://root:${secret}@db.example/whistle`,
      REDIS_URL: secret,
      WEBHOOK_URL: `ftp://${secret}.example`,
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      PORT: '0',
      LOG_LEVL: 'debug',
    });
    const [title, ...problems] = text.split('\n');
    expect(title).toBe('The configuration is not right:');
    expect(problems.map((line) => /^- (\w+)/.exec(line)?.[1]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVL',
      'OPENAI_BASE_URL',
      'OPENAI_MODEL',
      'PORT',
      'REDIS_URL',
      'WEBHOOK_SECRET',
      'WEBHOOK_URL',
      'WEBHOOK_URL',
    ]);
  });

  test.each(['main-bot.ts', 'main-worker.ts'])('%s has nothing embedded to fall back on', async (entry) => {
    const text = await refusalOf({}, entry);
    expect(text).toMatch(/^The configuration is not right:\n- DATABASE_URL .+\n- TELEGRAM_BOT_TOKEN .+$/);
  });
});

describe('the database', () => {
  test.each([
    ['takes another password', { password: secret }, 'password authentication failed'],
    ['is another', { pathname: '/nowhere' }, '"nowhere" does not exist'],
  ])('%s', async (_, change, reason) => {
    const url = Object.assign(new URL(await createTestDatabase()), change);
    const sentence = await refusalOf({ ...(await newPlace()), DATABASE_URL: url.href });
    expect(sentence).toMatch(
      /^The database "\w+" at 127\.0\.0\.1:\d+ cannot be used \(DATABASE_URL\): .+\.$/,
    );
    expect(sentence).toContain(reason);
    expect(sentence).not.toContain(url.password);
  });

  test('a host that is not there, after a while in which it might have come up', async () => {
    const DATABASE_URL = `postgresql://whistle:${secret}@nowhere.invalid:5432/whistle`;
    const sentence = await refusalOf({ ...(await newPlace()), DATABASE_URL });
    expect(sentence).toMatch(
      /^The database "whistle" at nowhere\.invalid:5432 cannot be used \(DATABASE_URL\): .+\.$/,
    );
  });
});

describe.skipIf(!redisIsHere)('Redis', () => {
  test('may throw jobs away', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    const sentence = await refusalOf({ ...(await onOwnDatabase()), REDIS_URL: redis.url });
    expect(sentence).toBe(
      'Redis may throw jobs away: its maxmemory-policy is allkeys-lru (REDIS_URL). Set "maxmemory-policy noeviction".',
    );
    await redis.stop();
  });

  test('wants another password', async () => {
    const redis = await startRedis({ requirepass: 'right' });
    for (const login of ['', `:${secret}@`]) {
      const REDIS_URL = redis.url.replace('redis://', `redis://${login}`);
      expect(await refusalOf({ ...(await onOwnDatabase()), REDIS_URL })).toMatch(
        /^Redis at 127\.0\.0\.1:\d+ takes another user or password than those in REDIS_URL\.$/,
      );
    }
    await redis.stop();
  });

  test('is not there', async () => {
    const REDIS_URL = `redis://:${secret}@127.0.0.1:1`;
    expect(await refusalOf({ ...(await onOwnDatabase()), REDIS_URL })).toMatch(
      /^Redis at 127\.0\.0\.1:1 cannot be reached \(REDIS_URL\): .+\.$/,
    );
  });
});

test('Telegram does not know the token', async () => {
  const telegram = await startPlayground({ port: 0, token: '1:another' });
  const { PLAYGROUND_PORT, ...env } = await onOwnDatabase();
  const bot = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, ADMIN_IDS: '1' };
  expect(await refusalOf({ ...env, ...bot })).toBe('Telegram does not know this token (TELEGRAM_BOT_TOKEN).');
  await telegram.close();
});

/** The variables of a start that gets in nobody's way, and needs no PostgreSQL of its own. */
async function onOwnDatabase() {
  return { ...(await newPlace()), DATABASE_URL: await createTestDatabase() };
}

/** Starts it, expects that it ends with code 1, and returns what it says of why: no stack, and nothing that is secret. */
async function refusalOf(env: Record<string, string>, entry = 'main.ts'): Promise<string> {
  const program = startProgram(entry, { env });
  expect(await program.ended(), program.complained()).toBe(1);
  const all = program.said() + program.complained();
  expect(all).not.toContain(secret);
  expect(all).not.toMatch(/^\s+at /m);
  expect(program.complained()).toMatch(/\S\n$/);
  return program.complained().trimEnd();
}
