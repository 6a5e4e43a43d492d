import type { Ring } from '../../core/deps.ts';
import type { Backend, RingJob, RingQueue, RingWorker } from './backend.ts';
import { openPostgresBackend } from './postgres.ts';
import { openRedisBackend } from './redis.ts';

type Door = Ring['at'];

const doors: readonly Door[] = ['triage', 'dispatch', 'notify'];

/** Does what is due for the row, if anything is. `again`: ring once more after so many milliseconds. */
export type Handler = (id: number) => Promise<{ again: number } | undefined | void>;

export interface Queues {
  /** Rings. Never throws, and takes 2 s at the most: a ring that is lost is made up for by the sweep. */
  ring: (ring: Ring) => Promise<void>;
  /** Starts working on all doors, `concurrency` jobs at a time on each. Resolves when the workers listen. */
  work: (handlers: Record<Door, Handler>, options: { concurrency: number }) => Promise<Working>;
  /** How many jobs wait, are held back, are worked on, and have been given up. Throws when the queue is away. */
  depth: () => Promise<Record<Door, { waiting: number; delayed: number; active: number; failed: number }>>;
  /** Closes the connections, workers first if there are any. Takes 2 s at the most. */
  close: () => Promise<void>;
}

export interface Working {
  /** Takes no more jobs and waits for those in work, `milliseconds` at the most. False when some were left behind. */
  close: (milliseconds: number) => Promise<boolean>;
}

/** What the queues need of a logger. */
export interface Log {
  info: (fields: object, text: string) => void;
  warn: (fields: object, text: string) => void;
  error: (fields: object, text: string) => void;
}

/**
 * The doorbells, by BullMQ on PostgreSQL or on Redis. A handler that throws is called again after about 1, 2, 4, 8
 * and 16 s, then given up. At least once: a handler may be called twice for one ring, even at the same time.
 * Throws `CannotStart` when the backend cannot be used.
 */
export async function openQueues(options: {
  backend: { kind: 'postgres'; url: string } | { kind: 'redis'; url: string };
  log: Log;
}): Promise<Queues> {
  const { log } = options;
  const outage = watchOutage(log);
  const backend = await openBackend(options.backend, outage.failed, (text) => log.warn({}, text));
  const queues = new Map(doors.map((door) => [door, backend.queue(door)] as const));
  for (const queue of queues.values()) queue.on('error', outage.failed);
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  let working: Working | undefined;

  return {
    ring: async ({ at, id, delay, urgent }) => {
      try {
        await within(2000, queues.get(at)!.add(at, { id }, { ...jobOptions, delay, lifo: urgent }));
        outage.over();
      } catch (error) {
        outage.failed(error as Error);
      }
    },
    work: async (handlers, { concurrency }) => {
      const again = (ring: Ring) => queues.get(ring.at)!.add(ring.at, { id: ring.id }, { ...jobOptions, delay: ring.delay });
      const workers = doors.map((at) => {
        const process = processor(at, handlers[at], again, log);
        const worker = backend.worker(at, process, { concurrency, runRetryDelay: 1000 });
        worker.on('error', outage.failed);
        return worker;
      });
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      working = { close: (milliseconds) => closeWorkers(workers, milliseconds) };
      return working;
    },
    depth: async () => Object.fromEntries(await Promise.all([...queues].map(countOf))),
    close: async () => {
      await working?.close(1000);
      await within(1000, closeAll([...queues.values()], backend)).catch(() => undefined);
    },
  };
}

/** A finished job goes at once; of those given up, a week's worth stays for people to look at. */
const jobOptions = {
  attempts: 6,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.3 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 3600, count: 500 },
};
