import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure, Section } from './figures.ts';
import type { Floor, Work } from './floor.ts';
import { type Latency, latencyOf } from './latency.ts';
import type { Loaded } from './load.ts';
import { bring, inProcess } from './processes.ts';
import type { Task } from './run.ts';
import { openStage, type Stage, until } from './stage.ts';
import { beginCounting, type Counted, count, countAfresh } from './statements.ts';
import { residentOf } from './updates.ts';

/** How many complaints are looked at one by one to count what one takes. */
const counted = 20;

/** Complaint, card, tap, delivery: from the webhook of Telegram to the webhook of the department. */
export async function wholeWay({ options, home, tell }: Task): Promise<{ section: Section }> {
  const { queue, seconds } = options;
  const needs = await countNeeds({ options, home, tell });
  tell(`  one complaint takes ${needs.statements} statements and ${needs.jobs} jobs`);
  const stage = await openStage({ home: join(home, 'measured'), queue });
  try {
    const worker = stage.hire();
    const measure = openMeasure(stage);
    await measure({ perSecond: 'limit', until: { count: 60 } });
    const spent = async () => [(await stage.bot.read()).processor, (await worker.read()).processor] as const;
    const before = await spent();
    const full = await measure({
      perSecond: 'limit',
      until: { count: Math.max(20, Math.round(seconds * 40)) },
    });
    const after = await spent();
    const [bot, its] = after.map((total, index) => ((total - before[index]!) * 1000) / full.latency.count);
    tell(`  ${full.perSecond.toFixed(1)} complaints a second`);
    const half = await measure({ perSecond: full.perSecond / 2, until: { seconds } });
    const floor = await measureFloor(stage, { ...needs, seconds });
    const how =
      'complaint, card, tap, webhook delivered, one bot and one worker, model at 0 ms; beside: as many bare INSERTs and jobs, by two processes';
    return {
      section: {
        part: 'way',
        how,
        figures: figuresOf({
          full: full.perSecond,
          half: half.latency,
          floor,
          needs,
          processor: { bot: bot!, worker: its! },
        }),
      },
    };
  } finally {
    await stage.close();
  }
}

interface Needs extends Counted {
  jobs: number;
}

/** One complaint after the other, so that everything which is counted is one complaint's. */
async function countNeeds({ options, home }: Task): Promise<Needs> {
  const stage = await openStage({ home, queue: options.queue, env: { LOG_LEVEL: 'debug' } });
  try {
    stage.hire();
    await beginCounting(stage);
    const measure = openMeasure(stage);
    await measure({ perSecond: 'limit', until: { count: 3 } });
    const before = await jobsDone(home);
    await countAfresh(stage);
    for (let index = 0; index < counted; index += 1)
      await measure({ perSecond: 'limit', until: { count: 1 } });
    const { statements, transactions } = await count(stage);
    const each = (total: number) => Math.round((total / counted) * 10) / 10;
    return {
      statements: each(statements),
      transactions: each(transactions),
      jobs: each((await jobsDone(home)) - before),
    };
  } finally {
    await stage.close();
  }
}

/** By the worker's log: the same on every queue. */
async function jobsDone(home: string): Promise<number> {
  return (await readFile(join(home, 'worker.log'), 'utf8')).split('"a job is done"').length - 1;
}

function openMeasure(stage: Stage) {
  const { webhook, telegram, department } = stage;
  let next = 0;
  return async (load: Pick<Parameters<typeof bring>[0], 'perSecond' | 'until'>) => {
    const first = next;
    const loaded = await bring({ ...webhook, ...load, first });
    const complaints = loaded.took.length + loaded.refused;
    next += complaints;
    const arrivals = () =>
      Array.from({ length: complaints }, (_, index) =>
        department.arrivals.get(telegram.references.get(residentOf(first + index)) ?? ''),
      );
    await until('every complaint has arrived', async () => !arrivals().includes(undefined), 180);
    await until('all is at rest', () => atRest(stage));
    return outcomeOf(loaded, arrivals() as number[], load.perSecond);
  };
}

/** Nothing is left to be done: cards are shown, updates handled. */
async function atRest({ database: { db } }: Stage): Promise<boolean> {
  const [{ open }] = await db.$queryRaw<[{ open: number }]>`
    select /* bench */ ((select count(*) from telegram_update where handled_at is null)
          + (select count(*) from card where state in ('due', 'sending') or (state = 'shown' and shown < wanted))
          + (select count(*) from delivery where state in ('due', 'sending')))::int as open`;
  return open === 0;
}

function outcomeOf({ began }: Loaded, arrivals: number[], perSecond: number | 'limit') {
  const seconds = (Math.max(...arrivals) - began) / 1000;
  const due = (index: number) => (perSecond === 'limit' ? began : began + (index * 1000) / perSecond);
  return {
    /** All of it, from the first update to the last arrival. */
    perSecond: arrivals.length / seconds,
    latency: latencyOf(arrivals.map((at, index) => at - due(index))),
  };
}

/** By as many processes as the product has. */
async function measureFloor({ database, redis }: Stage, needs: Needs & { seconds: number }): Promise<number> {
  const work = (name: string): Work => ({
    databaseUrl: database.url,
    redisUrl: redis?.url ?? null,
    name,
    statements: Math.round(needs.statements),
    jobs: Math.round(needs.jobs),
    seconds: needs.seconds,
  });
  const floors = await Promise.all(['one', 'two'].map((name) => inProcess('bench/floor.ts', work(name))));
  return (floors as Floor[]).reduce((sum, { perSecond }) => sum + perSecond, 0);
}

interface Outcome {
  full: number;
  half: Latency;
  floor: number;
  needs: Needs;
  /** What a complaint takes of a processor, in milliseconds. It is the same however busy the machine is. */
  processor: { bot: number; worker: number };
}

function figuresOf({ full, half, floor, needs, processor }: Outcome): Figure[] {
  const goal = { of: 'ratio', least: 0.4 } as const;
  return [
    { what: 'sustained', unit: 'complaints a second', ours: full, beside: floor, goal },
    { what: 'end to end at half of it, p50', unit: 'ms', ours: half.p50 },
    { what: 'end to end at half of it, p99', unit: 'ms', ours: half.p99 },
    { what: 'one complaint', unit: 'statements', ours: needs.statements },
    { what: 'one complaint', unit: 'transactions of several', ours: needs.transactions },
    { what: 'one complaint', unit: 'jobs', ours: needs.jobs },
    { what: 'one complaint, bot', unit: 'ms of a processor', ours: processor.bot },
    { what: 'one complaint, worker', unit: 'ms of a processor', ours: processor.worker },
  ];
}
