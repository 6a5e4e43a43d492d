import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkout, newFolder, newPlace, processesIn, startProgram, startTown } from './program.ts';

/**
 * Whoever runs the tests, root or not: an ordinary user starts it, and so does the only one who can enter the folder that it lies in. With
 * root that second one is the hard case, since PostgreSQL refuses root, and the account that root lends it can enter no such folder.
 */
const root = process.getuid?.() === 0;
const ordinary = root ? { uid: idOf('-u'), gid: idOf('-g') } : {};
const ordinaryUid = ordinary.uid ?? process.getuid?.();

/** A checkout in a folder of which each test says who may enter. */
let around: string;
let copy: string;

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'whistle-checkout-'));
  copy = join(around, 'checkout');
  await mkdir(copy);
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: checkout });
  const files = listed.toString().trim().split('\n');
  const present = files.filter((file) => existsSync(join(checkout, file)));
  execFileSync('cp', ['-RPp', ...new Set(present.map((file) => file.split('/')[0]!)), copy], {
    cwd: checkout,
  });
  await takeNodeModules();
});
afterAll(() => rm(around, { recursive: true }));

test('an ordinary user starts it, and what it keeps is theirs', async () => {
  const HOME = await ordinaryHome();
  const place = await newPlace(join(HOME, 'data'));
  const town = await startTown({ ...place, HOME }, { from: copy, as: ordinary });
  expect((await fetch(town.url)).status).toBe(200);
  for (const path of ['', 'postgres', 'playground/journal.jsonl'])
    expect((await stat(join(place.DATA_DIR, path))).uid).toBe(ordinaryUid);
  town.signal('SIGINT');
  expect(await town.ended(), town.complained()).toBe(0);
  expect(await processesIn(HOME)).toEqual([]);
});

test('root may start it in between, and the ordinary user goes on', async () => {
  const HOME = await ordinaryHome();
  const place = await newPlace(join(HOME, 'data'));
  for (const as of [ordinary, {}, ordinary]) {
    const town = await startTown({ ...place, HOME }, { from: copy, as });
    await town.actors.act(1001, 1001, 'photo', { caption: '三号楼门口的路灯坏了' });
    town.signal('SIGINT');
    expect(await town.ended(), town.complained()).toBe(0);
  }
});

test('it starts where only its own user can enter, and its PostgreSQL is never root', async () => {
  await chmod(around, 0o700);
  const { DATA_DIR: _, ...place } = await newPlace();
  const town = await startTown(place, { from: copy });
  const folder = join(copy, '.data/postgres');
  const { uid } = await stat(folder);
  expect(uid).not.toBe(0);
  const servers = await processesIn(folder);
  expect(servers).not.toEqual([]);
  for (const pid of servers) expect((await stat(`/proc/${pid}`)).uid).toBe(uid);
  town.signal('SIGINT');
  expect(await town.ended(), town.complained()).toBe(0);
  expect(await processesIn(folder)).toEqual([]);
});

test('a folder where one may not write is told in one sentence', async () => {
  const HOME = await ordinaryHome();
  await chmod(HOME, 0o555);
  expect(await refusalOf(join(HOME, 'data'))).toMatch(
    new RegExp(
      `^The data folder ${HOME}/data cannot be used \\(DATA_DIR\\): EACCES: permission denied.*\\.\\n$`,
    ),
  );
});

test('files that belong to somebody else are told in one sentence', async () => {
  const HOME = await ordinaryHome();
  await mkdir(join(HOME, 'data/postgres'), { recursive: true });
  await chmod(join(HOME, 'data'), 0o777);
  await chmod(join(HOME, 'data/postgres'), 0o000);
  expect(await refusalOf(join(HOME, 'data'))).toBe(
    `The files in ${HOME}/data/postgres cannot be read; they belong to user number ${process.getuid?.()}. ` +
      'Start as that user or as root, or set another DATA_DIR.\n',
  );
});

/** What an ordinary user reads whose start on this folder is refused. */
async function refusalOf(dataDir: string): Promise<string> {
  const program = startProgram('main.ts', { env: await newPlace(dataDir), from: copy, as: ordinary });
  expect(await program.ended(), program.complained()).toBe(1);
  return program.complained();
}

async function ordinaryHome(): Promise<string> {
  await chmod(around, 0o755);
  const folder = await newFolder();
  if (root) await chown(folder, ordinary.uid!, ordinary.gid!);
  return folder;
}

/** Root's are linked file by file, since an ordinary user may not be able to enter where the originals lie. */
async function takeNodeModules(): Promise<void> {
  const [from, to] = [join(checkout, 'node_modules'), join(copy, 'node_modules')];
  if (!root) return symlink(from, to);
  if (spawnSync('cp', ['-alT', from, to]).status !== 0) execFileSync('cp', ['-aT', from, to]);
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody']));
}
