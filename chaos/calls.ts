import { setTimeout as pause } from 'node:timers/promises';
import type { Actors } from '../demo/actors.ts';
import type { CallEntry } from '../playground/calls.ts';

/** Keeps what the bot called, of which the playground itself remembers the last few thousand only. */
export async function watchCalls(actors: Actors, calls: CallEntry[], stopped: AbortSignal): Promise<void> {
  const look = async () => {
    const after = calls.at(-1)?.n ?? 0;
    const read = await actors.request<{ calls: CallEntry[] }>('GET', `/api/calls?after=${after}`);
    calls.push(...read.calls);
  };
  while (!stopped.aborted) {
    await look();
    await pause(500);
  }
  await look();
}

/** Calls that are under way when the answer comes cannot know of it, in milliseconds. */
const underWay = 300;

/** Of every chat that wanted to be left alone for so many seconds: whether the same was tried there before they were over. */
export function tooEarly(calls: CallEntry[]): { waits: number; early: string[] } {
  const told = calls.filter((call) => call.retryAfter !== undefined && call.chat !== undefined);
  const early = told.flatMap(({ n, method, chat, message, at, retryAfter = 0 }) => {
    const since = (call: CallEntry) => Date.parse(call.at) - Date.parse(at);
    const sooner = calls.find(
      (call) =>
        call.n > n &&
        call.chat === chat &&
        call.method === method &&
        (message === undefined || call.message === message) &&
        since(call) > underWay &&
        since(call) < retryAfter * 1000 - 50,
    );
    return sooner
      ? `${method} in chat ${chat} was to wait ${retryAfter} s, and came after ${since(sooner) / 1000} s`
      : [];
  });
  return { waits: told.length, early };
}
