import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { referenceIn } from '../../demo/actors.ts';
import { openDatabase } from '../../infra/database/database.ts';
import { startPostgres } from '../../infra/embedded/postgres.ts';
import { postmaster } from '../../infra/embedded/server.ts';
import { startModelServer } from '../support/model-server.ts';
import { newPlace, processesIn, startedPlace, startProgram, startTown } from './program.ts';

const resident = 1001;

let model: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it with code 0, its PostgreSQL with it',
  async (signal) => {
    const place = await startedPlace();
    const town = await startTown(place);
    const server = (await postmaster(join(place.DATA_DIR, 'postgres')))!;
    expect(await processesIn(place.DATA_DIR)).toContain(server.pid);
    town.signal(signal);
    expect(await town.ended(), town.complained()).toBe(0);
    expect(await processesIn(place.DATA_DIR)).toEqual([]);
  },
);

test('a Ctrl-C that npm passes on as well counts once', async () => {
  const town = await startTown(await startedPlace());
  // By a process of its own: this one may be held up for longer than a keystroke lasts.
  execFileSync('sh', ['-c', `kill -INT ${town.pid}; sleep 0.1; kill -INT ${town.pid}`]);
  expect(await town.ended(), town.complained()).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)('a second %s ends it at once, whatever hangs', async (signal) => {
  const place = await startedPlace();
  const town = await startTown({ ...place, ...thinking() });
  model.next({ hang: true });
  const asked = model.requests.length;
  await town.actors.act(resident, resident, 'start');
  await town.actors.act(resident, resident, 'say', { text: '三号楼门口的下水道堵了' });
  await expect.poll(() => model.requests.length).toBe(asked + 1);
  town.signal(signal);
  await town.untilSaid('Ending');
  const again = setInterval(() => town.signal(signal), 100);
  expect(await town.ended(), town.complained()).toBe(130);
  clearInterval(again);
  await expect.poll(() => processesIn(place.DATA_DIR)).toEqual([]);
});

test('what hangs is left behind by an orderly end, and taken up by the next start', async () => {
  const place = await startedPlace();
  const first = await startTown({ ...place, ...thinking() });
  model.next({ hang: true });
  const asked = model.requests.length;
  await first.actors.act(resident, resident, 'start');
  await first.actors.act(resident, resident, 'say', { text: '三号楼门口的下水道堵了' });
  await expect.poll(() => model.requests.length).toBe(asked + 1);
  first.signal('SIGINT');
  expect(await first.ended(), first.complained()).toBe(0);
  expect(await processesIn(place.DATA_DIR)).toEqual([]);

  await letTimePass(place.DATA_DIR);
  const second = await startTown(place);
  const card = await second.actors.see(resident, 'its card', referenceIn);
  await second.actors.see(resident, 'the card, understood', ({ text }) => text !== card.text);
});

test.each([
  'Citizen Whistle', // before anything is open
  'catalogue imported', // between the database and the chat
])('Ctrl-C ends a start that has just said "%s"', async (words) => {
  const place = await newPlace();
  const program = startProgram('main.ts', { env: place });
  await program.untilSaid(words);
  program.signal('SIGINT');
  expect(await program.ended(), program.complained()).toBe(0);
  await expect.poll(() => processesIn(place.DATA_DIR)).toEqual([]);
  expect(program.complained()).toMatch(/^\nEnding.+\n$/);

  await startTown(place);
});

test.each(['main-bot.ts', 'main-worker.ts'])(
  'Ctrl-C ends a %s that waits for its database',
  async (entry) => {
    const token = '123456789:AAFakeTokenFakeTokenFakeTokenFake12';
    const { DATA_DIR, PORT } = await newPlace();
    const env = { DATA_DIR, PORT, TELEGRAM_BOT_TOKEN: token, ADMIN_IDS: '1' };
    const DATABASE_URL = 'postgresql://whistle@127.0.0.1:1/whistle';
    const program = startProgram(entry, { env: { ...env, DATABASE_URL } });
    await program.untilSaid('waiting for the database');
    program.signal('SIGINT');
    expect(await program.ended(), program.complained()).toBe(0);
  },
);

test('an error that nobody expected ends it, without the words in it', async () => {
  const place = await startedPlace();
  const town = await startTown(place, { node: ['--import', `data:text/javascript,${encodeURI(breaking)}`] });
  town.signal('SIGUSR2');
  expect(await town.ended(), town.complained()).toBe(1);
  expect(town.complained()).toContain('ended by an error that nobody expected');
  expect(town.said() + town.complained()).not.toContain('李梅');
  await expect.poll(() => processesIn(place.DATA_DIR)).toEqual([]);
});

/** A promise that breaks, and that nobody waits for. */
const breaking = `process.on('SIGUSR2', () => Promise.reject(new Error('李梅')))`;

/** Makes the complaint in this folder an old one, so that the sweep need not be waited for. */
async function letTimePass(dataDir: string): Promise<void> {
  const postgres = await startPostgres({ dataDir });
  const { db, close } = openDatabase({ url: postgres.url });
  await db.complaint.updateMany({ data: { settleAt: new Date(Date.now() - 60_000) } });
  await close();
  await postgres.stop();
}

function thinking() {
  return { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
}
