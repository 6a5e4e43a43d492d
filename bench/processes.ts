import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Load, Loaded } from './load.ts';
import type { Reading } from './probe.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** A process of the product under measurement. */
export interface Running {
  /** What it says of itself since it was last asked. */
  read: () => Promise<Reading>;
  stop: (signal?: 'SIGTERM') => Promise<void>;
}

interface Start {
  name: string;
  entry: string;
  env: Record<string, string>;
  /** Where its log goes. */
  home: string;
}

/** Starts a program of ours with the probe in it. Its environment is what it is given, and nothing else. */
export function startProcess({ name, entry, env, home }: Start): Running {
  const log = openSync(join(home, `${name}.log`), 'a');
  const child = spawn(process.execPath, ['--import', './bench/probe.ts', entry], {
    cwd: checkout,
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  return {
    read: () => asked(child, 'read') as Promise<Reading>,
    stop: stopper(child),
  };
}

/** Brings a load from a process of its own. */
export async function bring(load: Load): Promise<Loaded> {
  return (await inProcess('bench/load.ts', load)) as Loaded;
}

/** Has one question answered by a process that is there for nothing else. */
export async function inProcess(entry: string, question: object): Promise<unknown> {
  const { answer, stop } = await startAside(entry, question);
  await stop();
  return answer;
}

/** Starts a process of the bench's own with what it is to do. Returns its first answer, and lets it run on. */
export async function startAside(
  entry: string,
  question: object,
): Promise<{ answer: unknown; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [entry], {
    cwd: checkout,
    env: {},
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const stop = stopper(child);
  try {
    return { answer: await asked(child, question), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function asked(child: ChildProcess, question: object | string): Promise<unknown> {
  const answered = once(child, 'message').then(([answer]) => answer);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended with ${code} before it answered`);
  });
  ended.catch(() => undefined);
  child.send(question);
  const answer = await Promise.race([answered, ended]);
  if ((answer as { error?: string }).error) throw new Error((answer as { error: string }).error);
  return answer;
}

function stopper(child: ChildProcess): Running['stop'] {
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  return async (signal) => {
    process.off('exit', orphan);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal ?? 'SIGKILL');
    await ended;
  };
}
