import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../test/support/free-port.ts';
import type { Figure, Section } from './figures.ts';
import { startProcess } from './processes.ts';
import type { Task } from './run.ts';
import { openStage, until } from './stage.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const megabyte = 2 ** 20;

/** What the product takes when nobody uses it, and how soon it is there. */
export async function small({ options, home, tell }: Task): Promise<{ section: Section }> {
  tell('  everything in one process, for the first and for the second time');
  const first = await startEverything(home, options.seconds);
  const second = await startEverything(home, options.seconds);
  const worker = await idleWorker(join(home, 'apart'), options);
  tell('  node_modules as in the image');
  const figures: Figure[] = [
    { what: 'npm start is ready, the first time', unit: 's', ours: first.readyAfter },
    { what: 'npm start is ready, later', unit: 's', ours: second.readyAfter },
    { what: 'npm start, idle, resident memory', unit: 'MB', ours: second.memory / megabyte },
    { what: 'a worker, idle, resident memory', unit: 'MB', ours: worker / megabyte },
    { what: 'node_modules without development', unit: 'MB', ours: (await modulesOf(home)) / megabyte },
  ];
  const how = 'without the memory of PostgreSQL itself; idle for as long as a load of the other parts';
  return { section: { part: 'small', how, figures } };
}

async function startEverything(home: string, seconds: number) {
  const ports = { PORT: String(await freePort()), PLAYGROUND_PORT: String(await freePort()) };
  const env = { ...ports, DATA_DIR: join(home, 'data'), LOG_FORMAT: 'json' };
  const name = `all-${ports.PORT}`;
  const began = performance.now();
  const running = startProcess({ name, entry: 'main.ts', env, home });
  try {
    const log = join(home, `${name}.log`);
    await until('it is ready', async () => (await readFile(log, 'utf8')).includes('"msg":"ready"'));
    const readyAfter = (performance.now() - began) / 1000;
    await pause(seconds * 1000);
    return { readyAfter, memory: (await running.read()).memory };
  } finally {
    await running.stop('SIGTERM');
  }
}

async function idleWorker(home: string, { queue, seconds }: Task['options']): Promise<number> {
  const stage = await openStage({ home, queue });
  try {
    const worker = stage.hire();
    await pause(5000 + seconds * 1000);
    return (await worker.read()).memory;
  } finally {
    await stage.close();
  }
}

/** Installed afresh as the image has it: without what is for development or optional, and with sharp's library. */
async function modulesOf(home: string): Promise<number> {
  const folder = join(home, 'modules');
  await mkdir(folder);
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(join(checkout, file), join(folder, file));
  const flags = ['ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--silent', '--no-audit'];
  execFileSync('npm', flags, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const sizes = [join(folder, 'node_modules'), join(checkout, 'node_modules/@img')].map(
    (path) => Number(execFileSync('du', ['-sk', path], { encoding: 'utf8' }).split('\t')[0]) * 1024,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
