import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referenceIn, saying } from '../../demo/actors.ts';
import { postmaster } from '../../infra/embedded/server.ts';
import { departmentGroup, reviewersGroup } from '../../town.ts';
import { newFolder, newPlace, processesIn, startedPlace, startTown } from './program.ts';

const resident = 1001;
const reviewer = 2001;
const lamp = '小区南门的路灯坏了三天了，昨晚有位老人摔倒了';

test('an empty folder becomes a town at work, whose first lines say what it runs on and where to go', async () => {
  const place = await newPlace();
  const town = await startTown(place);
  const [first, ready] = town.said().split('Ready in') as [string, string];
  for (const words of [
    'embedded PostgreSQL',
    '内置 PostgreSQL',
    'playground',
    '试用聊天页',
    'local classifier',
  ])
    expect(first).toContain(words);
  for (const variable of ['DATABASE_URL', 'REDIS_URL', 'TELEGRAM_BOT_TOKEN', 'OPENAI_API_KEY'])
    expect(first.split(variable)).toHaveLength(3);
  expect(town.said()).not.toMatch(/^\{/m);
  const address = /http:\/\/localhost:\d+/.exec(ready)![0];
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  const health = async () => (await fetch(`http://127.0.0.1:${place.PORT}/ready`)).json();
  await expect.poll(health).toEqual({ ready: true, database: true, migrations: true, queue: true });
});

test('where machines read the log, every line of the start is JSON', async () => {
  const town = await startTown({ ...(await newPlace()), LOG_FORMAT: 'json' }, { ready: '"msg":"ready"' });
  town.signal('SIGTERM');
  await town.ended();
  const entries = town.said().trim().split('\n');
  expect(entries.map((entry) => JSON.parse(entry).level)).toEqual(entries.map(() => 'info'));
});

test('all that is kept lies in DATA_DIR', async () => {
  const around = await newFolder();
  const town = await startTown(await newPlace(join(around, 'deep', 'data')));
  town.signal('SIGINT');
  await town.ended();
  expect((await readdir(join(around, 'deep/data'))).sort()).toEqual([
    'playground',
    'postgres',
    'postgres.log',
  ]);
});

test('a second start carries on where the first stopped', async () => {
  const place = await newPlace();
  const first = await startTown(place);
  const reference = await complain(first);
  await first.actors.see(reviewersGroup, 'the review card', (one) => saying(one, reference));
  const before = await first.actors.messages(resident);
  first.signal('SIGINT');
  expect(await first.ended(), first.complained()).toBe(0);

  const second = await startTown(place);
  expect(await second.actors.messages(resident)).toEqual(before);
  await second.actors.act(resident, resident, 'say', { text: '/mine' });
  await second.actors.see(resident, 'the list', (one) => saying(one, reference), before.at(-1)!.message_id);
  await confirmed(second, reference);
});

test('killed with -9, it leaves its PostgreSQL behind; the next start ends that and nothing is lost', async () => {
  const place = await startedPlace();
  const first = await startTown(place);
  const reference = await complain(first);
  first.signal('SIGKILL');
  expect(await first.ended()).toBe('SIGKILL');
  const orphan = (await postmaster(join(place.DATA_DIR, 'postgres')))!;
  expect(await processesIn(place.DATA_DIR)).toContain(orphan.pid);

  const second = await startTown(place);
  expect(await processesIn(place.DATA_DIR)).not.toContain(orphan.pid);
  await confirmed(second, reference);
  second.signal('SIGINT');
  expect(await second.ended(), second.complained()).toBe(0);
  expect(await processesIn(place.DATA_DIR)).toEqual([]);
});

test('when its PostgreSQL dies, it says so and ends; the next start has everything', async () => {
  const place = await startedPlace();
  const first = await startTown(place);
  const reference = await complain(first);
  process.kill((await postmaster(join(place.DATA_DIR, 'postgres')))!.pid, 'SIGKILL');
  expect(await first.ended(), first.complained()).toBe(1);
  expect(first.complained()).toMatch(
    /^Cannot go on: the embedded PostgreSQL ended by itself \(SIGKILL\)\..+\n$/,
  );
  await confirmed(await startTown(place), reference);
});

type Town = Awaited<ReturnType<typeof startTown>>;

/** A resident complains and gets a reference. */
async function complain({ actors }: Town): Promise<string> {
  await actors.act(resident, resident, 'start');
  await actors.act(resident, resident, 'say', { text: lamp });
  return referenceIn(await actors.see(resident, 'a reference', referenceIn))!;
}

/** A reviewer confirms the complaint, and its department has it. */
async function confirmed({ actors }: Town, reference: string): Promise<void> {
  await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'confirm');
  const { chat } = departmentGroup('urban-management');
  await actors.see(chat, 'the department’s card', (one) => saying(one, reference));
}
