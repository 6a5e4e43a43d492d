import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actors } from '../demo/actors.ts';
import type { TestRedis } from '../test/support/redis.ts';
import { departmentGroup, reviewersGroup } from '../town.ts';
import type { Chance } from './chance.ts';
import type { Member } from './crew.ts';
import type { DatabaseServer } from './database.ts';
import type { ModelMood } from './model.ts';

/** What can be attacked. */
export interface Arena {
  bots: Member[];
  workers: Member[];
  database: DatabaseServer;
  redis: TestRedis | null;
  actors: Actors;
  model: ModelMood;
}

export type Attack = (arena: Arena, chance: Chance) => Promise<unknown>;

/** Longer than a job's lock lasts (BullMQ's 30 s), in milliseconds. */
const longerThanALock = 33_000;

/** Every attack, by what it is called in the report. */
export const attacks: Record<string, Attack> = {
  'a worker is killed': async ({ workers }, chance) => chance.pick(workers).signal('SIGKILL'),
  'a bot is killed': async ({ bots }, chance) => chance.pick(bots).signal('SIGKILL'),
  'a worker stands still for longer than a lock': async ({ workers }, chance) => {
    const worker = chance.pick(workers);
    worker.signal('SIGSTOP');
    await pause(longerThanALock);
    worker.signal('SIGCONT');
  },
  'Redis is killed and restarted': async ({ redis }, chance) => {
    await redis?.kill();
    await pause(chance.between(500, 3000));
    await redis?.restart();
  },
  'Redis is emptied': async ({ redis }) => redis && flush(redis.url),
  'PostgreSQL’s connections are cut': ({ database }) => database.cutConnections(),
  'PostgreSQL crashes and restarts': ({ database }) => database.crash(),
  'Telegram wants to be left alone (429)': ({ actors }, chance) =>
    fault(actors, {
      ...anywhere(chance),
      kind: '429',
      retryAfter: chance.between(1, 4),
      times: chance.between(2, 8),
    }),
  'Telegram breaks (502)': ({ actors }, chance) =>
    fault(actors, { method: '*', kind: '502', times: chance.between(1, 5) }),
  'Telegram’s answers are lost': ({ actors }, chance) =>
    fault(actors, { ...anywhere(chance), kind: 'drop', times: chance.between(1, 3) }),
  'Telegram hangs': ({ actors }) => fault(actors, { method: 'sendMessage', kind: 'hang' }),
  'the model lies': async ({ model }, chance) => model.be('lying', chance.between(2000, 8000)),
  'the model hangs': async ({ model }, chance) => model.be('hanging', chance.between(1000, 4000)),
  'the model is down': async ({ model }, chance) => model.be('down', chance.between(5000, 60_000)),
  'all are replaced, one after the other (SIGTERM)': async ({ bots, workers }) => {
    for (const one of [...workers, ...bots]) {
      await one.ended('SIGTERM');
      await pause(1500);
    }
  },
};

/** Attacks until the time is over: each kind once, in an order drawn by chance, then any. Resolves when the last one is over. */
export async function attackAll(
  arena: Arena,
  { milliseconds, tell }: { milliseconds: number; tell: (attack: string) => void },
  chance: Chance,
): Promise<Map<string, number>> {
  const names = Object.keys(attacks).filter((name) => arena.redis || !name.startsWith('Redis'));
  // What takes longest goes first, so that it ends with the others.
  const slow = names.filter((name) => name.includes('longer than'));
  const queue = [...slow, ...chance.shuffled(names.filter((name) => !slow.includes(name)))];
  const count = new Map<string, number>();
  const running = new Map<string, Promise<unknown>>();
  const ends = Date.now() + milliseconds;
  const gap = Math.min(4000, milliseconds / (queue.length + 2));
  while (Date.now() < ends) {
    const name = queue.shift() ?? chance.pick(names);
    // One at a time of each kind: a server that is down already cannot be taken down.
    if (!running.has(name)) {
      tell(name);
      count.set(name, (count.get(name) ?? 0) + 1);
      const attack = attacks[name]!(arena, chance).finally(() => running.delete(name));
      running.set(name, attack);
    }
    await pause(gap * (0.5 + chance.next()));
  }
  await Promise.all(running.values());
  return count;
}

function anywhere(chance: Chance): { method: string; chat?: number } {
  return chance.pick([
    { method: 'sendMessage' },
    { method: 'editMessageText' },
    { method: '*', chat: reviewersGroup },
    { method: 'sendMessage', chat: departmentGroup('public-utilities').chat },
    { method: 'sendMessage', chat: departmentGroup('transport').chat },
  ]);
}

function fault(actors: Actors, fields: object): Promise<unknown> {
  return actors.request('POST', '/api/faults', fields);
}

function flush(url: string): Promise<void> {
  const { port, hostname } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => socket.write('FLUSHALL\r\n'));
    socket.once('data', () => socket.end());
    socket.once('close', () => done());
    socket.once('error', () => done());
  });
}
