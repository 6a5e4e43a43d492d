import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** One process of the product that somebody restarts whenever it ends, as systemd would. */
export interface Member {
  name: string;
  /** How many times it was started. */
  starts: () => number;
  signal: (name: NodeJS.Signals) => void;
  /** Asks it to end, and waits until it has. */
  ended: (name: NodeJS.Signals) => Promise<void>;
  /** Sends this, and restarts it no more. */
  dismiss: (name: NodeJS.Signals) => Promise<void>;
}

const checkout = fileURLToPath(new URL('..', import.meta.url));

interface Post {
  name: string;
  entry: 'main-bot.ts' | 'main-worker.ts';
  env: Record<string, string>;
  /** How far its clock is ahead, in milliseconds. */
  clockAhead?: number;
  /** Where its log goes. */
  home: string;
}

/** Starts it, and again whenever it ends. */
export function employ({ name, entry, env, clockAhead = 0, home }: Post): Member {
  const log = openSync(join(home, `${name}.log`), 'a');
  let child: ChildProcess;
  let starts = 0;
  let dismissed = false;
  const start = () => {
    starts += 1;
    const clock = clockAhead === 0 ? [] : ['--import', wrongClock(clockAhead)];
    child = spawn(process.execPath, [...clock, entry], {
      cwd: checkout,
      env,
      stdio: ['ignore', log, log],
    });
    child.once('exit', () => {
      if (!dismissed) void pause(300).then(() => !dismissed && start());
    });
  };
  start();
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    name,
    starts: () => starts,
    signal: (signal) => child.kill(signal),
    ended,
    dismiss: async (signal) => {
      dismissed = true;
      child.kill('SIGCONT');
      await ended(signal);
      process.off('exit', orphan);
      closeSync(log);
    },
  };
}

/** A module that node loads first: to that process it is later than it is. */
function wrongClock(ahead: number): string {
  const source = `
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { given.length ? super(...given) : super(Real.now() + ${ahead}); }
      static now() { return Real.now() + ${ahead}; }
    };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
