import type { Figure, Section } from './figures.ts';
import { bring } from './processes.ts';
import type { Task } from './run.ts';
import { openStage, type Stage, until } from './stage.ts';

/** How long the model thinks, in milliseconds, and how many calls are open at once, of all workers. */
const thinking = 2000;
const atOnce = 64;
/** As many as there are cores: what one of them shows of so many complaints is more than one core can do. */
const workers = 2;
/** Answers come in rounds, as calls were made in rounds: a worker has the next round of complaints ready when one is over. */
const inHand = (atOnce / workers) * 2;

/** The workers do little but wait for the model, as nobody reviews: how near do they come to as many calls as it could answer? */
export async function modelBound({ options, home }: Task): Promise<{ section: Section }> {
  const stage = await openStage({
    ...{ home, queue: options.queue, modelTakes: thinking, reviewed: false },
    env: { MODEL_CONCURRENCY: String(atOnce / workers), WORKER_CONCURRENCY: String(inHand) },
  });
  try {
    const { perSecond, delay } = await measure(stage, options.seconds);
    const possible = (atOnce * 1000) / thinking;
    const figures: Figure[] = [
      {
        ...{ what: 'calls answered', unit: 'a second', ours: perSecond, beside: possible },
        goal: { of: 'ratio', least: 0.95, most: 1.05 },
      },
      { what: 'calls open at once, at most', unit: 'calls', ours: stage.model.most() },
      { what: 'event loop delay of a worker, p50', unit: 'ms', ours: delay.p50 },
      {
        what: 'event loop delay of a worker, p99',
        unit: 'ms',
        ours: delay.p99,
        goal: { of: 'ours', most: 20 },
      },
      { what: 'event loop delay of a worker, longest', unit: 'ms', ours: delay.max },
    ];
    const how = `${workers} workers, ${atOnce} calls at once, the slower of them, a model that takes ${thinking / 1000} s; beside: what so many calls can be at most`;
    return { section: { part: 'model', how, figures } };
  } finally {
    await stage.close();
  }
}

/** All is written before the worker begins, so that there is always more to ask; from when a first round has been answered, for so long. */
async function measure({ webhook, model, database, hire }: Stage, seconds: number) {
  const count = Math.ceil((seconds * 1000 * atOnce) / thinking) + 3 * atOnce;
  await bring({ ...webhook, first: 0, perSecond: 'limit', until: { count } });
  await until('all is written', async () => (await database.db.complaint.count()) === count, 300);
  const hired = Array.from({ length: workers }, hire);
  await until('a first round is answered', async () => model.answered.length >= atOnce);
  const readings = () => Promise.all(hired.map((worker) => worker.read()));
  await readings();
  const from = Date.now();
  // The last round is not full any more.
  const enough = () => Date.now() - from >= seconds * 1000 || model.answered.length >= count - atOnce;
  await until('enough is answered', async () => enough(), 300);
  const delays = (await readings()).map(({ delay }) => delay);
  const delay = delays.reduce((one, other) => (one.p99 > other.p99 ? one : other));
  // Until the last of them: answers come in rounds, and part of a round would count for none.
  const since = model.answered.filter((at) => at >= from);
  const to = since.at(-1) ?? Date.now();
  return { perSecond: (since.length * 1000) / (to - from), delay };
}
