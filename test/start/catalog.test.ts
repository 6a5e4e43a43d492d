import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saying } from '../../demo/actors.ts';
import { defaultCatalogDir } from '../support/default-catalog.ts';
import { newFolder, newPlace, processesIn, startedPlace, startProgram, startTown } from './program.ts';

/** `npm run catalog` on the database that `npm start` keeps in its folder. */

test('an import beside a running town is in force there at once', async () => {
  const place = await startedPlace();
  const town = await startTown(place);
  expect(await catalog(place, 'import', await townWithItsOwnGasCompany())).toContain('Version 2 is in force');
  await town.actors.act(1001, 1001, 'start');
  await town.actors.act(1001, 1001, 'say', { text: '楼道里有很浓的煤气味' });
  await town.actors.see(1001, 'the gas company’s number', (one) => saying(one, '55512345'));
});

test('an import while nothing runs starts the database for itself, ends it, and is in force at the next start', async () => {
  const place = await newPlace();
  const dir = await townWithItsOwnGasCompany();
  expect(await catalog(place, 'import', dir)).toContain('Version 1 is in force');
  expect(await processesIn(place.DATA_DIR)).toEqual([]);
  expect(await catalog(place, 'import', dir)).toContain('Nothing to do: this is version 1');
  const town = await startTown(place);
  await town.actors.act(1001, 1001, 'start');
  await town.actors.act(1001, 1001, 'say', { text: '楼道里有很浓的煤气味' });
  await town.actors.see(1001, 'the gas company’s number', (one) => saying(one, '55512345'));
});

test('a check needs no database and touches none', async () => {
  const place = await newPlace(join(await newFolder(), 'data'));
  expect(await catalog(place, 'check', defaultCatalogDir)).toContain('is sound');
  expect(await processesIn(place.DATA_DIR)).toEqual([]);
});

test('an import that cannot reach its database says so in one sentence', async () => {
  const env = { DATABASE_URL: 'postgresql://whistle:hunter2-is-secret@127.0.0.1:1/whistle' };
  const program = startProgram('catalog.ts', { env, args: ['import', defaultCatalogDir] });
  expect(await program.ended()).toBe(1);
  expect(program.complained()).toMatch(/^The database "whistle" at 127\.0\.0\.1:1 cannot be used .+\n$/);
  expect(program.complained()).not.toContain('hunter2-is-secret');
});

/** Runs the command to its end, which is a good one, and returns what it says. */
async function catalog(env: Record<string, string>, command: string, dir: string): Promise<string> {
  const program = startProgram('catalog.ts', { env, args: [command, dir] });
  expect(await program.ended(), program.complained()).toBe(0);
  expect(program.complained()).toBe('');
  return program.said();
}

/** The default district, but for the number that is called where gas smells. */
async function townWithItsOwnGasCompany(): Promise<string> {
  const dir = await newFolder();
  await cp(defaultCatalogDir, dir, { recursive: true });
  const file = join(dir, 'district.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('number: "12345"', 'number: "55512345"'));
  return dir;
}
