import type { Ears } from '../../core/triage/media/ears.ts';
import type { Model, ModelReply, Usage } from '../../core/triage/model/model.ts';
import { openPlaces } from '../places.ts';

export interface GuardOptions {
  /** How many calls may be under way at once. */
  atOnce: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** After so many failures in a row the model is left alone for so long; then one call tries whether it is back. */
const tooManyFailures = 5;
const rest = 30_000;
/** A server that asks for longer than this is mistaken, or has no quota left for today. */
const longestWait = 24 * 3_600_000;
/** Who found no place in all its time may find one after so many seconds more. */
const crowded = 5;
/** With less than this left, a call is not begun. */
const worthAsking = 1_000;

/**
 * The same model, asked with care: no more calls at once than it bears, none while it wants to be left alone, and none while it
 * does nothing but fail. Who has to wait for a place waits within the request's own deadline. Each process guards by itself.
 */
export function guardModel(model: Model, options: GuardOptions): Model {
  const guard = openGuard(options);
  return { name: model.name, ask: (request) => guard(request.deadline, () => model.ask(request)) };
}

/** The same ears, with the same care. */
export function guardEars(ears: Ears, options: GuardOptions): Ears {
  const guard = openGuard(options);
  return { name: ears.name, hear: (voice, deadline) => guard(deadline, () => ears.hear(voice, deadline)) };
}

function openGuard({ atOnce, now = Date.now }: GuardOptions) {
  const health = watchHealth(now);
  const places = openPlaces(atOnce, now);
  return async <Reply extends { kind: string }>(
    deadline: number,
    ask: () => Promise<Reply | Failed>,
  ): Promise<Reply | Failed> => {
    const unwell = health.unwell();
    if (unwell) return unwell;
    if (!(await places.take(deadline - worthAsking))) return notAsked('busy', crowded);
    try {
      return await health.watch(ask);
    } finally {
      places.give();
    }
  };
}

type Failed = Usage & Extract<ModelReply, { kind: 'failed' }>;
type Why = Failed['why'];

/** `retryAfter`: in seconds, where it is known when to ask again. */
function notAsked(why: Why, retryAfter?: number): Failed {
  return { kind: 'failed', why, tokensIn: 0, tokensOut: 0, ...(retryAfter !== undefined && { retryAfter }) };
}

/** Knows from what came back whether the model may be asked. */
function watchHealth(now: () => number) {
  let failures = 0;
  let restUntil = 0;
  let probing = false;
  let wait: { until: number; why: Why } = { until: 0, why: 'rate-limited' };

  function unwell(): Failed | null {
    if (now() < wait.until) return notAsked(wait.why, (wait.until - now()) / 1000);
    const resting = failures >= tooManyFailures && (now() < restUntil || probing);
    return resting ? notAsked('breaker') : null;
  }

  function note(reply: { kind: string } | Failed): void {
    const failed = 'why' in reply ? reply : null;
    if (failed?.retryAfter !== undefined) {
      const until = now() + Math.min(failed.retryAfter * 1000, longestWait);
      if (until > wait.until) wait = { until, why: failed.why };
    }
    if (failed?.why === 'rate-limited' || failed?.why === 'blind') return;
    // What was rejected is our own mistake, and shows that the server is there.
    const down = failed && failed.why !== 'rejected';
    failures = down ? failures + 1 : 0;
    restUntil = now() + rest;
  }

  return {
    unwell,
    /** Asks, unless that has become unwise while the caller waited; and learns from the reply. */
    watch: async <Reply extends { kind: string }>(
      ask: () => Promise<Reply | Failed>,
    ): Promise<Reply | Failed> => {
      const unable = unwell();
      if (unable) return unable;
      const probe = failures >= tooManyFailures;
      probing ||= probe;
      try {
        const reply = await ask();
        note(reply);
        return reply;
      } finally {
        if (probe) probing = false;
      }
    },
  };
}
