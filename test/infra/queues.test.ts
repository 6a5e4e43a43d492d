import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ring } from '../../core/deps.ts';
import { type Handler, openQueues, type Queues } from '../../infra/queues/queues.ts';
import { currentRequest, withinRequest } from '../../infra/request.ts';
import { createTestDatabase } from '../support/database.ts';
import { keptLog, silentLog } from '../support/log.ts';
import { redisIsHere, startRedis } from '../support/redis.ts';

interface Ground {
  url: string;
  /** Takes the queue away for a moment, with every connection to it. */
  interrupt: () => Promise<void>;
  stop: () => Promise<void>;
}

const backends = [
  { kind: 'postgres', start: onPostgres, here: true },
  { kind: 'redis', start: onRedis, here: redisIsHere },
] as const;

describe.each(backends)('the queue on $kind', ({ kind, start, here }) => {
  describe.skipIf(!here)('', () => {
    let ground: Ground;
    let opened: Queues[];

    beforeAll(async () => {
      ground = await start();
    });
    afterAll(() => ground?.stop());
    beforeEach(() => {
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((queues) => queues.close()));
    });

    test('a ring is heard at its own door, with its id', async () => {
      const { queues, heard } = await working();
      await queues.ring({ at: 'triage', id: 1 });
      await queues.ring({ at: 'dispatch', id: 2 });
      await queues.ring({ at: 'notify', id: 3 });
      await expect.poll(() => heard.toSorted()).toEqual(['dispatch 2', 'notify 3', 'triage 1']);
    });

    test('what is rung while nobody works is heard by whoever comes next, the urgent first', async () => {
      const queues = await open();
      for (const id of [1, 2, 3]) await queues.ring({ at: 'notify', id });
      await queues.ring({ at: 'notify', id: 99, urgent: true });
      expect((await queues.depth()).notify).toEqual({ waiting: 4, delayed: 0, active: 0, failed: 0 });
      const { heard } = await working({ concurrency: 1 });
      await expect.poll(() => heard).toEqual(['notify 99', 'notify 1', 'notify 2', 'notify 3']);
    });

    test('a ring that is to wait waits, and one without delay overtakes it', async () => {
      const { queues, heard } = await working();
      const rung = Date.now();
      await queues.ring({ at: 'triage', id: 1, delay: 700 });
      await queues.ring({ at: 'triage', id: 2 });
      await expect.poll(() => heard).toEqual(['triage 2', 'triage 1']);
      // BullMQ's delays may end some milliseconds early.
      expect(Date.now() - rung).toBeGreaterThan(650);
    });

    test('a handler that asks for it is rung again', async () => {
      let calls = 0;
      const { queues } = await working({
        handle: async () => (++calls < 3 ? { again: 50 } : undefined),
      });
      await queues.ring({ at: 'dispatch', id: 5 });
      await expect.poll(() => calls).toBe(3);
      await expect.poll(async () => (await queues.depth()).dispatch.delayed).toBe(0);
    });

    test('a handler that throws is called again, and what it threw is kept nowhere in the queue', async () => {
      let calls = 0;
      const { queues } = await working({
        handle: async () => {
          if (++calls < 3) throw new Error('canary-in-the-message');
        },
      });
      await queues.ring({ at: 'triage', id: 6 });
      await expect.poll(() => calls).toBe(3);
      expect(await dump(kind, ground.url)).not.toContain('canary');
    });

    test('whatever is done on behalf of a request knows it, through any number of rings', async () => {
      const known: (string | undefined)[] = [];
      const { queues } = await working({
        handle: async (id) => {
          known.push(currentRequest());
          if (id === 1) await queues.ring({ at: 'notify', id: 2 });
          return known.length === 2 ? { again: 50 } : undefined;
        },
      });
      await withinRequest('u7', () => queues.ring({ at: 'triage', id: 1 }));
      await expect.poll(() => known).toEqual(['u7', 'u7', 'u7']);
      await queues.ring({ at: 'triage', id: 3 });
      await expect.poll(() => known.length).toBe(4);
      expect(known[3]).toMatch(/^[0-9a-f]{8}$/);
    });

    test('several workers share the rings, each heard once', async () => {
      const [one, other] = [await working(), await working()];
      const ids = Array.from({ length: 60 }, (_, id) => id);
      await Promise.all(ids.map((id) => one.queues.ring({ at: 'notify', id })));
      await expect.poll(() => one.heard.length + other.heard.length).toBe(60);
      expect(new Set([...one.heard, ...other.heard]).size).toBe(60);
    });

    test('closing waits for the job in work, and takes no other', async () => {
      const work = held();
      const { queues, running } = await working({ handle: work.handle, concurrency: 1 });
      await queues.ring({ at: 'triage', id: 1 });
      await queues.ring({ at: 'triage', id: 2 });
      await work.begun;
      const closing = running.close(20_000);
      work.release();
      expect(await closing).toBe(true);
      expect((await queues.depth()).triage).toMatchObject({ waiting: 1, active: 0 });
      await heardOut();
    });

    test('closing does not wait for ever, and says that a job was left behind', async () => {
      const work = held();
      const { queues, running } = await working({ handle: work.handle });
      await queues.ring({ at: 'triage', id: 1 });
      await work.begun;
      expect(await running.close(100)).toBe(false);
      work.release();
    });

    test('a queue that goes away stops nobody who rings, and is worked on when it is back', async () => {
      const { queues, heard } = await working();
      await queues.ring({ at: 'notify', id: 1 });
      await expect.poll(() => heard).toEqual(['notify 1']);
      await Promise.all([ground.interrupt(), ...[2, 3].map((id) => queues.ring({ at: 'notify', id }))]);
      await vi.waitFor(
        async () => {
          await queues.ring({ at: 'notify', id: 4 });
          expect(heard).toContain('notify 4');
        },
        { timeout: 20_000, interval: 200 },
      );
    });

    async function open(): Promise<Queues> {
      const queues = await openQueues({ backend: { kind, url: ground.url }, log: silentLog() });
      opened.push(queues);
      return queues;
    }

    async function working({ handle, concurrency = 3 }: { handle?: Handler; concurrency?: number } = {}) {
      const heard: string[] = [];
      const at =
        (door: Ring['at']): Handler =>
        async (id) => {
          heard.push(`${door} ${id}`);
          return handle?.(id);
        };
      const queues = await open();
      const handlers = { triage: at('triage'), dispatch: at('dispatch'), notify: at('notify') };
      return { queues, heard, running: await queues.work(handlers, { concurrency }) };
    }

    /** Leaves the queue empty for the next test. */
    async function heardOut(): Promise<void> {
      const { queues } = await working();
      await expect.poll(async () => (await queues.depth()).triage.waiting).toBe(0);
    }
  });
});

describe.skipIf(!redisIsHere)('a Redis', () => {
  test('that may throw jobs away is refused', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    const backend = { kind: 'redis', url: redis.url } as const;
    await expect(openQueues({ backend, log: silentLog() })).rejects.toThrow(
      'maxmemory-policy is allkeys-lru',
    );
    await redis.stop();
  });

  test('that writes nothing down is warned of', async () => {
    const redis = await startRedis({ appendonly: 'no' });
    const { log, entries } = keptLog();
    const queues = await openQueues({ backend: { kind: 'redis', url: redis.url }, log });
    expect(entries).toHaveLength(1);
    await queues.close();
    await redis.stop();
  });

  test('keeps what it acknowledged when it is killed', async () => {
    const redis = await startRedis({ appendfsync: 'always' });
    const backend = { kind: 'redis', url: redis.url } as const;
    const queues = await openQueues({ backend, log: silentLog() });
    for (const id of [1, 2, 3]) await queues.ring({ at: 'triage', id });
    await redis.kill();
    await redis.restart();
    await expect.poll(async () => (await queues.depth().catch(() => undefined))?.triage.waiting).toBe(3);
    await queues.close();
    await redis.stop();
  });
});

function held() {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const handle: Handler = async () => {
    begun.resolve();
    await gate.promise;
    return undefined;
  };
  return { handle, begun: begun.promise, release: gate.resolve };
}

async function onPostgres(): Promise<Ground> {
  const url = await createTestDatabase();
  const interrupt = () =>
    query(
      url,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  return { url, interrupt: async () => void (await interrupt()), stop: async () => undefined };
}

async function onRedis(): Promise<Ground> {
  const redis = await startRedis();
  const interrupt = async () => {
    await redis.kill();
    await redis.restart();
  };
  return { url: redis.url, interrupt, stop: redis.stop };
}

/** All that the queue has written down. */
async function dump(kind: 'postgres' | 'redis', url: string): Promise<string> {
  if (kind === 'redis') return dumpRedis(url);
  const tables = await query(
    url,
    `select table_name as name from information_schema.tables where table_schema = 'bullmq'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => query(url, `select * from bullmq."${name}"`)));
  return JSON.stringify(rows);
}

async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  const keys = await redis.keys('*');
  const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  redis.disconnect();
  return Buffer.concat(values.filter((value) => value !== null)).toString('latin1');
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows;
}
