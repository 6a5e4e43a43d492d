import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { referenceIn, type Seen, saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { startModelServer } from '../support/model-server.ts';
import { openStation } from './station.ts';

const resident = 1001;

test('a triage in work when SIGTERM comes is finished, and the call that it pays for is made once', async () => {
  const model = await startSlowModel(5000);
  const station = await openStation({ queue: 'postgres', updates: 'polling' });
  await station.startBot();
  const { actors } = await station.settle();
  const worker = station.startWorker(model.env);
  await complain(actors);
  await expect.poll(() => model.asked()).toBe(1);

  worker.signal('SIGTERM');
  expect(await worker.ended(), worker.complained()).toBe(0);
  expect(await station.db.ticket.count()).toBe(1);
  expect(await station.db.modelCall.findMany({ select: { outcome: true } })).toEqual([
    { outcome: 'answered' },
  ]);
});

test('a triage that hangs when SIGTERM comes is taken up by another, and the process ends within 20 s all the same', async () => {
  const model = await startSlowModel(60_000);
  const station = await openStation({ queue: 'postgres', updates: 'polling' });
  await station.startBot();
  const { actors } = await station.settle();
  const worker = station.startWorker(model.env);
  const reference = await complain(actors);
  await expect.poll(() => model.asked()).toBe(1);

  const asked = Date.now();
  worker.signal('SIGTERM');
  await station.db.complaint.updateMany({ data: { settleAt: new Date(asked - 60_000) } });
  station.startWorker();
  expect(await worker.ended(), worker.complained()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(20_000);
  await expect.poll(() => station.db.ticket.count(), { timeout: 60_000 }).toBe(1);
  const isAbout = (one: Seen) => saying(one, reference);
  await actors.see(reviewersGroup, 'the review card', isAbout);
  expect((await actors.messages(reviewersGroup)).filter(isAbout)).toHaveLength(1);
  expect(await station.db.ticket.count()).toBe(1);
});

async function complain(actors: Awaited<ReturnType<typeof openStation>>['actors']): Promise<string> {
  await actors.act(resident, resident, 'start');
  await actors.act(resident, resident, 'say', { text: '五号楼后面的健身器材断了一根杆' });
  return referenceIn(await actors.see(resident, 'its card', referenceIn))!;
}

/** A model's server that thinks for so many milliseconds before each answer. */
async function startSlowModel(milliseconds: number) {
  const model = await startModelServer();
  let asked = 0;
  const thinking = new Set<NodeJS.Timeout>();
  const server = createServer(async (request, response) => {
    const body = await readText(request);
    asked += 1;
    const thought = setTimeout(async () => {
      const { authorization = '' } = request.headers;
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(new URL(request.url!, model.url), { method: 'POST', headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    }, milliseconds);
    thinking.add(thought);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    for (const thought of thinking) clearTimeout(thought);
    server.closeAllConnections();
    server.close();
    await model.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: url, OPENAI_MODEL: 'test-model' },
    asked: () => asked,
  };
}
