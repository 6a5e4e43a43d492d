import { setTimeout as wait } from 'node:timers/promises';
import type { Ring } from '../../core/deps.ts';
import type { Logger } from '../log.ts';
import { currentRequest, withinRequest } from '../request.ts';
import type { Backend, RingJob, RingWorker } from './backend.ts';
import { openPostgresBackend } from './postgres.ts';
import { openRedisBackend } from './redis.ts';

type Door = Ring['at'];

const doors: readonly Door[] = ['triage', 'dispatch', 'notify'];

/** Does what is due for the row, if anything is. `again`: ring once more after so many milliseconds. */
export type Handler = (id: number) => Promise<{ again: number } | undefined>;

export interface Queues {
  /** Rings. Never throws, and takes 2 s at the most: a ring that is lost is made up for by the sweep. */
  ring: (ring: Ring) => Promise<void>;
  /** Starts working on all doors, `concurrency` jobs at a time on each. Resolves when the workers listen. */
  work: (handlers: Record<Door, Handler>, options: { concurrency: number }) => Promise<Working>;
  /** How many jobs wait, are held back, are worked on, and have been given up. Throws when the queue is away. */
  depth: () => Promise<Record<Door, Depth>>;
  /** Closes the connections, workers first if there are any. Takes 2 s at the most. */
  close: () => Promise<void>;
}

export interface Depth {
  waiting: number;
  delayed: number;
  active: number;
  failed: number;
}

export interface Working {
  /** Takes no more jobs and waits for those in work, `milliseconds` at the most. False when some were left behind. */
  close: (milliseconds: number) => Promise<boolean>;
}

/** What the queues need of a logger. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** How long a ring may take, in milliseconds: whoever rings has better things to do. */
const patience = 2000;

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
  const backend = await openBackend(options.backend, log, outage.began);
  const queues = eachDoor((at) => backend.queue(at));
  for (const at of doors) queues[at].on('error', outage.began);
  let working: Working | undefined;

  const add = ({ at, id, delay, urgent }: Ring) =>
    within(
      patience,
      queues[at].add(at, { id, request: currentRequest() }, { ...jobOptions, delay, lifo: urgent }),
    );

  return {
    ring: async (ring) => {
      await add(ring).then(outage.ended, outage.began);
    },
    work: async (handlers, { concurrency }) => {
      const workers = doors.map((at) => {
        const process = processor({ at, handle: handlers[at], add, log, heard: outage.ended });
        const worker = backend.worker(at, process, { concurrency, runRetryDelay: 1000 });
        worker.on('error', outage.began);
        return worker;
      });
      const close: Working['close'] = async (milliseconds) => {
        working = undefined;
        return closeWorkers(workers, milliseconds);
      };
      working = { close };
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
      return { close };
    },
    depth: async () => {
      const counts = await Promise.all(doors.map((at) => queues[at].getJobCounts(...states)));
      return eachDoor((at) => depthOf(counts[doors.indexOf(at)]!));
    },
    close: async () => {
      outage.disregard();
      await working?.close(1000);
      const closing = Promise.all(doors.map((at) => queues[at].close())).then(backend.close);
      await within(1000, closing).catch(() => undefined);
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

const states = ['waiting', 'delayed', 'active', 'failed'] as const;

function openBackend(
  backend: { kind: 'postgres' | 'redis'; url: string },
  log: Log,
  onError: (error: Error) => void,
): Promise<Backend> {
  if (backend.kind === 'postgres') return openPostgresBackend(backend.url, onError);
  return openRedisBackend(backend.url, onError, (weakness) => log.warn({}, weakness));
}

/** What BullMQ calls with a job. */
function processor(door: {
  at: Door;
  handle: Handler;
  add: (ring: Ring) => Promise<unknown>;
  log: Log;
  heard: () => void;
}): (job: RingJob) => Promise<void> {
  const { at, handle, log } = door;
  return (job) => withinRequest(job.data.request, () => work(job));

  async function work(job: RingJob): Promise<void> {
    const { id } = job.data;
    door.heard();
    try {
      const outcome = await handle(id);
      if (outcome) await door.add({ at, id, delay: outcome.again });
      log.debug({ at, id }, 'a job is done');
    } catch (error) {
      const attempt = job.attemptsMade + 1;
      const givenUp = attempt === jobOptions.attempts;
      log.error({ at, id, attempt, error }, givenUp ? 'a job failed and is given up' : 'a job failed');
      // BullMQ keeps the message and the stack with the job, where people's words have no business.
      throw new Error(error instanceof Error ? error.name : 'not an Error');
    }
  }
}

async function closeWorkers(workers: RingWorker[], milliseconds: number): Promise<boolean> {
  const closing = Promise.all(workers.map((worker) => worker.close()));
  return within(milliseconds, closing).then(
    () => true,
    () => false,
  );
}

interface Outage {
  began: (error: unknown) => void;
  ended: () => void;
  /** From now on connections may break: they are being closed. */
  disregard: () => void;
}

/** Says once that the queue is away, however many notice it, and once that it is back. */
function watchOutage(log: Log): Outage {
  let away = false;
  let closing = false;
  return {
    began: (error) => {
      if (closing) return;
      if (!away) log.warn({ error }, 'the queue has a fault; what it misses is made up for by the sweep');
      away = true;
    },
    ended: () => {
      if (away) log.info({}, 'the queue works again');
      away = false;
    },
    disregard: () => {
      closing = true;
    },
  };
}

function depthOf(counts: Record<string, number>): Depth {
  const { waiting = 0, delayed = 0, active = 0, failed = 0 } = counts;
  return { waiting, delayed, active, failed };
}

function eachDoor<T>(make: (at: Door) => T): Record<Door, T> {
  return { triage: make('triage'), dispatch: make('dispatch'), notify: make('notify') };
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timeout = wait(milliseconds, undefined, { signal: late.signal }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
  }
}
