import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { complaint } from './updates.ts';

/** Telegram opens so many connections to a webhook at the most (`max_connections` of our setWebhook). */
export const connections = 40;

/** Either so many a second, whatever becomes of those before, or as many as `connections` that never rest bring through. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  /** The first complaint's index. */
  first: number;
  perSecond: number | 'limit';
  /** For how long, or how many in all. */
  until: { seconds: number } | { count: number };
}

export interface Loaded {
  /** When the first one was due, in milliseconds since the epoch. */
  began: number;
  /** From the first one until the last one was answered, in seconds. */
  seconds: number;
  refused: number;
  /** For each that was taken, in milliseconds: from when it was due (at the limit: sent) until its answer. */
  took: number[];
}

// The load is a process of its own: what it costs to make must not slow down what it measures.
process.on('message', (load: Load) => {
  bring(load).then(
    (loaded) => process.send!(loaded),
    (error) => {
      process.send!({ error: String(error) });
    },
  );
});

async function bring(load: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const began = Date.now();
  const start = performance.now();
  const loaded: Loaded = { began, seconds: 0, refused: 0, took: [] };
  const one = async (index: number, due: number) => {
    const status = await post(load, agent, JSON.stringify(complaint(load.first + index)));
    if (status === 200) loaded.took.push(performance.now() - due);
    else loaded.refused += 1;
  };
  await (load.perSecond === 'limit' ? withoutRest(load, one) : atRate(load.perSecond, load, start, one));
  loaded.seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return loaded;
}

type One = (index: number, due: number) => Promise<void>;

async function withoutRest({ until }: Load, one: One): Promise<void> {
  const deadline = 'seconds' in until ? performance.now() + until.seconds * 1000 : Number.POSITIVE_INFINITY;
  const count = 'count' in until ? until.count : Number.POSITIVE_INFINITY;
  let next = 0;
  const connection = async () => {
    while (next < count && performance.now() < deadline) await one(next++, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** One is due at its moment even where those before are late, and it counts from then: nobody waits politely for a slow server. */
async function atRate(perSecond: number, { until }: Load, start: number, one: One): Promise<void> {
  const count = 'count' in until ? until.count : Math.round(until.seconds * perSecond);
  const all: Promise<void>[] = [];
  while (all.length < count) {
    const due = start + (all.length * 1000) / perSecond;
    if (due > performance.now()) await pause(Math.max(1, due - performance.now()));
    else all.push(one(all.length, due));
  }
  await Promise.all(all);
}

function post({ url, headers }: Load, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', () => resolve(0));
    asked.end(body);
  });
}
