import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referenceIn, type Seen, saying } from '../../demo/actors.ts';
import { play } from '../../demo/play.ts';
import { scenarios } from '../../demo/scenarios.ts';
import { reviewersGroup } from '../../town.ts';
import { startModelServer } from '../support/model-server.ts';
import { redisIsHere } from '../support/redis.ts';
import { manners, openStation } from './station.ts';

const resident = 1001;
const [lamp] = scenarios;

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

type Station = Awaited<ReturnType<typeof openStation>>;

describe.each(manners)('a bot by $updates and workers, with the queue on $queue', (manner) => {
  const here = manner.queue === 'postgres' || redisIsHere;

  test.skipIf(!here)(
    'begin together on an empty database; a complaint goes to its department and back',
    async () => {
      const station = await openStation({ ...manner, empty: true });
      const workers = [station.startWorker(), station.startWorker()];
      const bot = await station.startBot();
      await walk(station, [resident]);
      for (const process of [bot, ...workers]) {
        process.signal('SIGTERM');
        expect(await process.ended(), process.complained()).toBe(0);
      }
    },
  );

  test.skipIf(!here)(
    'lose nothing and do nothing twice where a worker is killed while it thinks',
    async () => {
      const station = await openStation(manner);
      await station.startBot();
      const { actors } = await station.settle();
      model.next({ hang: true });
      const asked = model.requests.length;
      const thinking = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
      const doomed = station.startWorker(thinking);
      await actors.act(resident, resident, 'start');
      await actors.act(resident, resident, 'say', { text: '幸福里小区3号楼门口的路灯坏了三天了' });
      const reference = referenceIn(await actors.see(resident, 'its card', referenceIn))!;
      await expect.poll(() => model.requests.length).toBe(asked + 1);
      doomed.signal('SIGKILL');
      await doomed.ended();
      await letTimePass(station);
      station.startWorker();
      const isAbout = (one: Seen) => saying(one, reference);
      await actors.see(reviewersGroup, 'the review card', isAbout);
      expect((await actors.messages(reviewersGroup)).filter(isAbout)).toHaveLength(1);
      expect((await actors.messages(resident)).filter(isAbout)).toHaveLength(1);
      expect(await station.db.ticket.count()).toBe(1);
    },
  );

  test.skipIf(!here)('hear what was said while the bot was away', async () => {
    const station = await openStation(manner);
    const first = await station.startBot();
    const { actors } = await station.settle();
    station.startWorker();
    await actors.act(resident, resident, 'start');
    await actors.see(resident, 'a welcome', ({ from }) => from?.is_bot);
    first.signal('SIGTERM');
    expect(await first.ended(), first.complained()).toBe(0);
    await actors.act(resident, resident, 'say', { text: '小区南门的路灯坏了三天了' });
    await station.startBot();
    await actors.see(resident, 'its card', referenceIn);
    expect(await station.db.complaint.count()).toBe(1);
  });

  test.skipIf(!here)('go on while each of them is replaced', async () => {
    const station = await openStation(manner);
    const old = [station.startWorker(), station.startWorker()];
    const oldBot = await station.startBot();
    const walking = walk(station, [1001, 1002, 1003]);
    for (const worker of old) {
      station.startWorker();
      worker.signal('SIGTERM');
      expect(await worker.ended(), worker.complained()).toBe(0);
    }
    oldBot.signal('SIGTERM');
    expect(await oldBot.ended(), oldBot.complained()).toBe(0);
    await station.startBot();
    await walking;
  });
});

/** Each of these people complains about a lamp, and all their tickets are closed in the end. */
async function walk(station: Station, residents: number[]): Promise<void> {
  const stage = await station.settle();
  const played = await Promise.all(residents.map((one) => play(stage, lamp!, one)));
  const references = played.flatMap(({ tickets }) => tickets);
  const status = async () => {
    const tickets = await station.db.ticket.findMany({ where: { reference: { in: references } } });
    return tickets.map((ticket) => ticket.status);
  };
  await expect.poll(status).toEqual(references.map(() => lamp!.ways[0]!.ends));
}

/** Makes what was said an old thing, so that the sweep need not be waited for. */
async function letTimePass({ db }: Station): Promise<void> {
  await db.complaint.updateMany({ data: { settleAt: new Date(Date.now() - 60_000) } });
}
