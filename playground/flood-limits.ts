import { tooManyRequests } from './errors.ts';
import type { Params } from './params.ts';

/** How much a bot may write before it is refused; times in milliseconds. */
export type FloodLimits = {
  /** From one call that writes to a chat to the next. */
  apart: number;
  /** Messages, in all chats. */
  all: { most: number; within: number };
  /** Messages, in a group. */
  group: { most: number; within: number };
};

type Written = { at: number; chat: number; messages: number };

export type FloodGate = {
  /** Counts a call that writes or rewrites a message. Throws Telegram's 429 where it is too much; that one does not count. */
  pass(method: string, params: Params): void;
};

export function createFloodGate(limits: FloodLimits, now: () => Date): FloodGate {
  const longest = Math.max(limits.apart, limits.all.within, limits.group.within);
  let log: Written[] = [];

  /** When the newest of the messages that fill a limit leaves its window. */
  function freeAt(written: Written[], { most, within }: FloodLimits['all'], messages: number): number {
    let sum = messages;
    for (const one of written.toReversed()) {
      sum += one.messages;
      if (sum > most) return one.at + within;
    }
    return 0;
  }

  return {
    pass: (method, params) => {
      const chat = params.int('chat_id');
      if (!COUNTED.test(method) || chat === undefined) return;
      const at = now().getTime();
      log = log.filter((one) => one.at > at - longest);
      const here = log.filter((one) => one.chat === chat);
      const messages = countOf(method, params);
      const free = Math.max(
        freeAt(log, limits.all, messages),
        chat < 0 ? freeAt(here, limits.group, messages) : 0,
        (here.at(-1)?.at ?? 0) + limits.apart,
      );
      if (free > at) throw tooManyRequests(Math.ceil((free - at) / 1000));
      log.push({ at, chat, messages });
    },
  };
}

/** Answers to taps, and what is removed or asked, are not counted. */
const COUNTED = /^(?:send(?!ChatAction)|edit|copy|forward)/i;

/** An album counts as many as it holds. */
function countOf(method: string, params: Params): number {
  const media = /^sendMediaGroup$/i.test(method) ? params.json('media') : undefined;
  return Array.isArray(media) ? media.length : 1;
}
