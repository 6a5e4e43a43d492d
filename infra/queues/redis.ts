import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { CannotStart } from '../cannot-start.ts';
import type { Backend } from './backend.ts';

/** Of every key in Redis. */
const prefix = 'citizen-whistle';

/**
 * BullMQ on Redis. Ringing and working use connections of different tempers: a ring must fail at once when Redis is
 * away, a worker must wait for it for ever.
 * Throws `CannotStart` when Redis cannot be reached, or when it may throw jobs away to save memory.
 */
export async function openRedisBackend(
  url: string,
  onError: (error: Error) => void,
  onWeakness: (text: string) => void,
): Promise<Backend> {
  const retryStrategy = (times: number) => Math.min(times * 200, 2000);
  const ringing = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
  try {
    await reached(ringing, 10_000);
    const weakness = await inspect(ringing);
    if (weakness) onWeakness(weakness);
  } catch (error) {
    ringing.disconnect();
    throw error;
  }
  const working = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
  ringing.on('error', onError);
  working.on('error', onError);
  return {
    // BullMQ's own check of the version must not be skipped, though `inspect` has looked: without it BullMQ takes the server
    // for an old one and rounds every wait up to whole seconds.
    queue: (name) => new Queue(name, { connection: ringing, prefix }),
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection: working, prefix }),
    close: async () => {
      ringing.disconnect();
      working.disconnect();
    },
  };
}

/** What Redis says to whoever has not, or not rightly, said who they are. No waiting helps. */
const shut = /^(?:NOAUTH|WRONGPASS|NOPERM)\b/;

async function reached(redis: Redis, milliseconds: number): Promise<void> {
  let reason = 'no answer';
  const ready = new Promise<boolean>((done) => {
    redis.once('ready', () => done(true));
    redis.on('error', (error: Error) => {
      reason = error.message;
      if (shut.test(reason)) done(false);
    });
    setTimeout(done, milliseconds, false).unref();
  });
  if (await ready) return;
  const { host, port } = redis.options;
  if (shut.test(reason))
    throw new CannotStart(`Redis at ${host}:${port} takes another user or password than those in REDIS_URL.`);
  throw new CannotStart(`Redis at ${host}:${port} cannot be reached (REDIS_URL): ${reason}.`);
}

/** Refuses a Redis that BullMQ cannot work on. Returns what is unwise, if anything. */
async function inspect(redis: Redis): Promise<string | undefined> {
  const info = await redis.info();
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const [major = 0, minor = 0] = (field('redis_version') ?? '').split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2)) {
    throw new CannotStart(`Redis ${field('redis_version')} is too old (REDIS_URL); 6.2 or newer is needed.`);
  }
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    throw new CannotStart(
      `Redis may throw jobs away: its maxmemory-policy is ${policy} (REDIS_URL). Set "maxmemory-policy noeviction".`,
    );
  }
  if (field('aof_enabled') !== '0') return undefined;
  return 'Redis keeps no append-only file: a crash loses jobs, which are made up for only minutes later. Set "appendonly yes".';
}
