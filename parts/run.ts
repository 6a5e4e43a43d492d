import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../infra/cannot-start.ts';
import { openLog } from '../infra/log.ts';

/** A terminal's Ctrl-C reaches us, and npm passes its own on: what comes this close together is one. */
const sameKeystroke = 500;

/** How long an end may take, in milliseconds: the jobs in work, and the whole of it. */
interface Grace {
  jobs: number;
  whole: number;
}

/** A person at a terminal waits for Ctrl-C; what is in work is taken up again by the next start. */
const atTerminal: Grace = { jobs: 2000, whole: 4500 };
/** A supervisor has time: most calls of a model end within it, and need not be made, and paid for, again. */
const bySupervisor: Grace = { jobs: 15_000, whole: 19_000 };

/** How long jobs in work may still take, in milliseconds, by what ends the program. */
export function timeForJobs({ reason }: AbortSignal): number {
  return ((reason as Grace | undefined) ?? atTerminal).jobs;
}

/**
 * Runs a program until it is interrupted. `start` opens everything and returns what is to be disposed of. The first interrupt ends it in
 * an orderly way, Ctrl-C within 5 s and SIGTERM within 20 s, also while it still starts; a second one ends it at once. What cannot start
 * says so in one clear sentence, and an error that nobody expected ends it too, whoever restarts it being the better judge; neither tells
 * anybody's words.
 */
export async function run(start: (stopping: AbortSignal) => Promise<AsyncDisposable>): Promise<void> {
  dieOfTheUnexpected();
  const stopping = new AbortController();
  const interrupted = untilInterrupted(stopping);
  const ended = program(start, stopping.signal, interrupted);
  await Promise.race([ended, interrupted.then(({ whole }) => pause(whole))]).catch(die);
  process.exit(0);
}

/** Runs a command that ends by itself, with the exit code that `work` returns; with `failed` where an error ends it. */
export async function runCommand(work: () => Promise<number>, failed = 1): Promise<void> {
  dieOfTheUnexpected(failed);
  // What was opened for the occasion hears of this end, as it does not where the system's own handler ends us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const status = await work().catch((error) => die(error, failed));
  await allIsTold();
  process.exit(status);
}

/** A pipe takes only so much at once; what it has not taken would end with us. A reader who left wants no more. */
function allIsTold(): Promise<void> {
  return new Promise((done) => process.stdout.once('error', () => done()).write('', () => done()));
}

async function program(
  start: (stopping: AbortSignal) => Promise<AsyncDisposable>,
  stopping: AbortSignal,
  interrupted: Promise<Grace>,
): Promise<void> {
  const running = await start(stopping).catch((error) => {
    // A start that is broken off fails wherever it stands.
    if (!stopping.aborted) throw error;
  });
  await interrupted;
  await running?.[Symbol.asyncDispose]();
}

function untilInterrupted(stopping: AbortController): Promise<Grace> {
  return new Promise((done) => {
    let keystroke: 'none' | 'under way' | 'over' = 'none';
    const onSignal = (signal: NodeJS.Signals) => {
      if (keystroke === 'over') process.exit(130);
      if (keystroke === 'under way') return;
      keystroke = 'under way';
      // After the next look at what came in: a signal that came while we were busy came in time.
      const over = () => setImmediate(() => (keystroke = 'over'));
      setTimeout(over, sameKeystroke).unref();
      process.stderr.write('\nEnding; once more ends at once. 正在结束，再按一次立即退出。\n');
      const grace = signal === 'SIGTERM' ? bySupervisor : atTerminal;
      stopping.abort(grace);
      done(grace);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    // The terminal's window was closed. Where our output goes elsewhere, as with nohup, we are meant to live on.
    if (process.stdout.isTTY) process.on('SIGHUP', onSignal);
  });
}

function dieOfTheUnexpected(status = 1): void {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error: unknown) => die(error, status));
}

function die(error: unknown, status = 1): never {
  if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`);
  else
    openLog({ level: 'error', format: 'plain' }, process.stderr).error(
      { error },
      'ended by an error that nobody expected',
    );
  process.exit(status);
}
