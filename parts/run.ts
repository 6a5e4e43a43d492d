import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../infra/cannot-start.ts';

/** A terminal's Ctrl-C reaches us, and npm passes its own on: what comes this close together is one. */
const sameKeystroke = 500;
/** Longer than anything takes that ends in an orderly way. */
const longest = 4500;

/**
 * Runs a program until it is interrupted. `start` opens everything and returns what is to be disposed of. The first interrupt ends it in
 * an orderly way within 5 s, a second one at once; a start that cannot be ends with one clear sentence.
 */
export async function run(start: (stopping: AbortSignal) => Promise<AsyncDisposable>): Promise<void> {
  const stopping = new AbortController();
  const interrupted = untilInterrupted(stopping);
  try {
    const running = await start(stopping.signal);
    await interrupted;
    await Promise.race([running[Symbol.asyncDispose](), pause(longest)]);
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    process.stderr.write(error instanceof CannotStart ? `${error.message}\n` : `${stackOf(error)}\n`);
    process.exit(1);
  }
}

function untilInterrupted(stopping: AbortController): Promise<void> {
  return new Promise((done) => {
    let first = 0;
    const onSignal = () => {
      const now = Date.now();
      if (first && now - first > sameKeystroke) process.exit(130);
      if (first) return;
      first = now;
      process.stdout.write('\nEnding; once more ends at once.\n');
      stopping.abort();
      done();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
