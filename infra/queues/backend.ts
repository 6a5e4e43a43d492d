import type { Job, Queue, Worker } from 'bullmq';

/** What a job carries: the id of a row, and the name of the request that rang, for the log. Nothing is decided by the latter. */
export type RingJob = Job<{ id: number; request?: string }>;

/** The part of BullMQ's queue that we use; the same on PostgreSQL and on Redis. */
export type RingQueue = Pick<Queue, 'add' | 'getJobCounts' | 'close' | 'waitUntilReady'> & EmitsError;

/** The part of BullMQ's worker that we use. */
export type RingWorker = Pick<Worker, 'close' | 'waitUntilReady'> & EmitsError;

interface EmitsError {
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface WorkerOptions {
  concurrency: number;
  /** How long after a lost connection a worker looks for jobs again, in milliseconds. */
  runRetryDelay: number;
}

/** One place where jobs are kept. It owns its connections. */
export interface Backend {
  queue: (name: string) => RingQueue;
  worker: (name: string, process: (job: RingJob) => Promise<void>, options: WorkerOptions) => RingWorker;
  /** Closes the connections. Queues and workers are closed before. */
  close: () => Promise<void>;
}
