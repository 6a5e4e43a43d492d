import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './programs.ts';

/** What postmaster.pid says of a server: its process, its port, and whether it takes connections yet. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Runs the server on the files in `folder`, on the loopback address, its messages appended to `log`. */
export async function spawnServer(server: {
  program: string;
  folder: string;
  account: Account | undefined;
  port: number;
  durable: boolean;
  log: string;
}): Promise<ChildProcess> {
  const settings = {
    port: server.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 150,
    timezone: 'UTC',
    jit: 'off',
    // Failing statements and "DETAIL: Key (name)=(...)" would put people's words into the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(server.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(server.log, 'a', 0o600);
  const child = spawn(server.program, ['-D', asSeenFromInside(server.folder), ...flags], {
    ...server.account,
    cwd: server.folder,
    // A group of its own, so that Ctrl-C reaches the server only through us, after our pools are closed.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.on('error', () => undefined);
  // Should our process end without the time to wait for the server: ask it to end, and go.
  const farewell = () => child.kill('SIGINT');
  process.once('exit', farewell);
  child.once('exit', () => process.off('exit', farewell));
  await log.close();
  return child;
}

/**
 * Under a folder that only root can enter, the server's account cannot walk to its own files; but a process that
 * is started in a folder can use it, and Linux names that folder for it.
 */
function asSeenFromInside(folder: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** True when the server takes connections, false when it ended instead. */
export async function ready(folder: string, child: ChildProcess): Promise<boolean> {
  const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  await until(async () => {
    const found = await postmaster(folder);
    return ended() || (found?.ready === true && found.pid === child.pid);
  }, 60_000);
  return !ended();
}

/** The server that works on `folder`, or used to before the machine went down. Undefined: none. */
export async function postmaster(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  // By PostgreSQL's pidfile.h: process, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = text?.split('\n');
  if (!lines?.[3]) return undefined;
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Whether the process is alive and at work in the folder, as a server is in its data folder. */
export async function worksIn(folder: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const [its, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(folder)]);
    return its?.ino === ours.ino && its.dev === ours.dev;
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Looks until the condition holds; false when it does not within the time. */
export async function until(condition: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await wait(10);
  }
  return true;
}
