import { execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished, vi } from 'vitest';
import { openActors } from '../../demo/actors.ts';
import { postmaster } from '../../infra/embedded/server.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { freePort } from '../support/free-port.ts';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** How long a program may be silent, in milliseconds. */
const patience = 60_000;
// Real starts, several a test, on machines that have other things to do.
vi.setConfig({ testTimeout: 120_000 });

/** A folder of its own for a test, which goes with it, and an embedded PostgreSQL that is left in it too. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whistle-start-'));
  onTestFinished(async () => {
    for (const pid of await processesIn(folder)) kill(pid);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Program {
  pid: number;
  /** What it has written to stdout so far, and to stderr. */
  said: () => string;
  complained: () => string;
  signal: (name: NodeJS.Signals) => void;
  /** Waits until it has written this. Fails when it ends before. */
  untilSaid: (words: string) => Promise<void>;
  /** Waits for its end: its exit code, or the signal that ended it. */
  ended: () => Promise<number | NodeJS.Signals>;
}

interface Setting {
  /** Its whole environment, beyond PATH. (A `.env` in the checkout counts too.) */
  env: Record<string, string>;
  /** Where node_modules and the entries lie. */
  from?: string;
  /** Arguments of node's own, and of the program. */
  node?: string[];
  args?: string[];
  as?: Pick<SpawnOptions, 'uid' | 'gid'>;
}

/** Starts an entry such as `main.ts`, as npm does. What a test leaves running is ended after it. */
export function startProgram(
  entry: string,
  { env, from = checkout, node = [], args = [], as = {} }: Setting,
): Program {
  const child = spawn(join(from, 'node_modules/.bin/node'), [...node, entry, ...args], {
    ...as,
    cwd: from,
    env: { ...bareEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const written = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      written[name] += chunk;
      for (const look of looks) look();
    });
  }
  const all = () => written.stdout + written.stderr;
  const untilSaid = (words: string) =>
    new Promise<void>((done, fail) => {
      const giveUp = (why: string) => fail(new Error(`${why} before it said "${words}":\n${all()}`));
      const late = setTimeout(giveUp, patience, `nothing more came within ${patience / 1000} s`);
      const look = () => {
        if (!all().includes(words)) return;
        clearTimeout(late);
        looks.delete(look);
        done();
      };
      looks.add(look);
      look();
      closed.then(([code, signal]) => giveUp(`it ended with ${code ?? signal}`));
    });
  return {
    pid: child.pid!,
    said: () => written.stdout,
    complained: () => written.stderr,
    signal: (name) => child.kill(name),
    untilSaid,
    ended: async () => {
      const [code, signal] = await closed;
      return code ?? signal;
    },
  };
}

/** The variables of a start that gets in nobody's way. */
export async function newPlace(dataDir?: string) {
  const [port, playgroundPort] = [await freePort(), await freePort()];
  return {
    DATA_DIR: dataDir ?? (await newFolder()),
    PORT: String(port),
    PLAYGROUND_PORT: String(playgroundPort),
    QUIET_SPELL_SECONDS: '1',
  };
}

/** The same, in a folder where a start has been already: its PostgreSQL has the default district in force. */
export async function startedPlace() {
  const place = await newPlace();
  // Owners too: they are who PostgreSQL runs as.
  execFileSync('cp', ['-Rp', join(inject('startedFolder'), 'postgres'), place.DATA_DIR]);
  return place;
}

/** `npm start` until it is ready, and people who act in its playground. */
export async function startTown(
  env: Record<string, string>,
  { ready = 'Ready in', ...setting }: Omit<Setting, 'env'> & { ready?: string } = {},
) {
  const program = startProgram('main.ts', { env, ...setting });
  await program.untilSaid(ready);
  const url = `http://127.0.0.1:${env.PLAYGROUND_PORT}`;
  return { ...program, url, actors: openActors(url) };
}

/** The processes at work in a folder or below it, as an embedded PostgreSQL is in its own. */
export async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') {
    const server = await postmaster(join(folder, 'postgres'));
    return server ? [server.pid] : [];
  }
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = all.map(async (pid) => ({ pid, cwd: await readlink(`/proc/${pid}/cwd`).catch(() => '') }));
  return (await Promise.all(places))
    .filter(({ cwd }) => `${cwd}/`.startsWith(`${folder}/`))
    .map(({ pid }) => Number(pid));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile, as the others of its server did.
  }
}
