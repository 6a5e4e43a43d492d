import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actors } from '../demo/actors.ts';
import type { Queues } from '../infra/queues/queues.ts';
import type { Fault } from '../playground/faults.ts';
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
  queues: Queues;
}

export type Attack = (arena: Arena, chance: Chance) => Promise<unknown>;

/** Longer than a job's lock lasts (BullMQ's 30 s), in milliseconds. */
const longerThanALock = 33_000;

/** An attack that waits for something to strike at waits so long, in milliseconds. */
const longestWait = 180_000;

/** Of departments that are written to here, not by webhook, and often. */
const busyGroups = ['public-utilities', 'transport'].map((code) => departmentGroup(code).chat);

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
  'the answer to a ticket’s post in a group is lost': ({ actors }) =>
    Promise.all(
      busyGroups.map((chat) => fault(actors, { method: 'sendMessage', chat, kind: 'drop', times: 2 })),
    ),
  'Telegram hangs on a post in a department’s group': ({ actors }, chance) =>
    fault(actors, { method: 'sendMessage', chat: chance.pick(busyGroups), kind: 'hang' }),
  'the bells ring twice at once, and for nothing': (arena) => ringForNothing(arena),
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
    ...busyGroups.map((chat) => ({ method: 'sendMessage', chat })),
  ]);
}

/** A queue may bring a job twice, even to two workers at once: here it does, for all that is due or being done, again and again. */
async function ringForNothing({ database: { db }, queues }: Arena): Promise<void> {
  const where = { state: { in: ['due', 'sending'] as ('due' | 'sending')[] } };
  const some = { where, select: { id: true }, take: 20 };
  const brought = new Set<number>();
  for (const ends = Date.now() + longestWait; brought.size < 10 && Date.now() < ends; await pause(100)) {
    // PostgreSQL may be down just now.
    const rows = await Promise.all([db.delivery.findMany(some), db.card.findMany(some)]).catch(() => []);
    const [deliveries = [], cards = []] = rows;
    for (const { id } of deliveries) brought.add(id);
    const bells = [
      ...deliveries.map(({ id }) => ({ at: 'dispatch', id }) as const),
      ...cards.map(({ id }) => ({ at: 'notify', id }) as const),
    ];
    await Promise.all([...bells, ...bells].map((bell) => queues.ring(bell)));
  }
}

/** Is over when it has struck as often as it should: how soon that is depends on how busy the machine is. */
async function fault(actors: Actors, fault: Partial<Fault>): Promise<void> {
  await actors.request('POST', '/api/faults', fault);
  for (const ends = Date.now() + longestWait; Date.now() < ends; await pause(300)) {
    const { faults } = await actors.request<{ faults: Fault[] }>('GET', '/api/faults');
    const { kind, method, chat } = fault;
    if (!faults.some((left) => left.kind === kind && left.method === method && left.chat === chat)) return;
  }
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
