import { freePort } from '../test/support/free-port.ts';
import type { Figure, Section } from './figures.ts';
import { latencyOf } from './latency.ts';
import type { Load, Loaded } from './load.ts';
import { bring, startAside } from './processes.ts';
import type { Task } from './run.ts';
import { openStage, type Stage, until } from './stage.ts';

const rates = [50, 100, 200, 'limit'] as const;
type Rate = (typeof rates)[number];

/** So long both run before anything counts, in seconds: the first calls compile what the later ones run. */
const warmUp = 2;

/** From an update at the webhook to our 200, which is said once the row is stored; beside it a bare route with one INSERT. */
export async function intake({ options, home, tell }: Task): Promise<{ section: Section }> {
  const stage = await openStage({ home, queue: options.queue });
  const bare = { url: stage.database.url, port: await freePort() };
  const { stop } = await startAside('bench/bare-route.ts', bare);
  try {
    const at = { url: `http://127.0.0.1:${bare.port}/telegram`, headers: {} };
    const measure = openMeasure(stage, at);
    await measure(100, warmUp);
    const figures: Figure[] = [];
    for (const rate of rates) {
      const { ours, beside } = await measure(rate, options.seconds);
      tell(`  ${rate}: ${ours.took.length} in ${ours.seconds.toFixed(1)} s, ${ours.refused} refused`);
      figures.push(...figuresOf(rate, ours, beside));
    }
    const how = `webhook to 200, row stored; each handled by the same bot meanwhile; beside: a bare Fastify route with one INSERT, same PostgreSQL`;
    return { section: { part: 'intake', how, figures } };
  } finally {
    await stop();
    await stage.close();
  }
}

function openMeasure(stage: Stage, bare: Pick<Load, 'url' | 'headers'>) {
  let first = 0;
  /** Begins when the updates of the load before are handled. What the last one leaves, minutes of work after the limit, nobody waits for. */
  return async (perSecond: Rate, seconds: number): Promise<{ ours: Loaded; beside: Loaded }> => {
    const load = { first, perSecond, until: { seconds } };
    // Beyond what any limit reaches in this time: no update of one load is a repeat of another's.
    first += 100_000;
    await until('all updates are handled', async () => (await waiting(stage)) === 0, 300);
    const beside = await bring({ ...bare, ...load });
    const ours = await bring({ ...stage.webhook, ...load });
    return { ours, beside };
  };
}

function waiting({ database }: Stage): Promise<number> {
  return database.db.telegramUpdate.count({ where: { handledAt: null } });
}

function figuresOf(rate: Rate, ours: Loaded, beside: Loaded): Figure[] {
  if (rate === 'limit') {
    const perSecond = ({ took, seconds }: Loaded) => took.length / seconds;
    const goal = { of: 'ratio', least: 0.6 } as const;
    return [
      { what: 'limit', unit: 'updates a second', ours: perSecond(ours), beside: perSecond(beside), goal },
    ];
  }
  const [us, them] = [latencyOf(ours.took), latencyOf(beside.took)];
  const goal = rate === 100 ? ({ of: 'ratio', most: 3 } as const) : undefined;
  return [
    { what: `p50 at ${rate} a second`, unit: 'ms', ours: us.p50, beside: them.p50 },
    { what: `p99 at ${rate} a second`, unit: 'ms', ours: us.p99, beside: them.p99, goal },
  ];
}
