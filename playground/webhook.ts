import { setTimeout as delay } from 'node:timers/promises';
import type { PendingUpdate, Webhook } from './state.ts';
import { DAY, expireUpdates, forgetUpdates } from './updates.ts';
import { unixTime, type World } from './world.ts';

export type WebhookDelivery = {
  lastError(): { last_error_date?: number; last_error_message?: string };
  close(): void;
};

/** Runs a method that the bot put into its answer to an update (https://core.telegram.org/bots/api#making-requests-when-getting-updates). */
export type RunReply = (method: string, fields: { [name: string]: unknown }) => void;

/** One chat's updates wait for each other; chats do not wait for other chats. */
type Lane = PendingUpdate[];
type Run = { webhook: Webhook; lanes: Map<number, Lane>; places: Places; stop: AbortController };
type Places = { take(): Promise<void>; give(): void };

const POST_TIMEOUT_MS = 60_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Brings updates to the bot's webhook: in order within a chat, again after 1 s, 2 s, 4 s, ... up to a minute, or
 * after what Retry-After says, until any 2xx answer or until the update is a day old.
 */
export function createWebhookDelivery(world: World, runReply: RunReply): WebhookDelivery {
  let run: Run | undefined;
  let lastError: ReturnType<WebhookDelivery['lastError']> = {};

  async function drain({ webhook, lanes, places, stop }: Run, chat: number, lane: Lane): Promise<void> {
    for (let failures = 0; lane.length > 0 && !stop.signal.aborted; ) {
      const { update, at } = lane[0]!;
      if (at <= world.now().getTime() - DAY || !world.state.pending.has(update.update_id)) {
        lane.shift();
        continue;
      }
      await places.take();
      const outcome = await post(webhook, JSON.stringify(update), stop.signal).finally(places.give);
      if (stop.signal.aborted) return;
      if (outcome.ok) {
        failures = 0;
        lane.shift();
        forgetUpdates(world, [update.update_id]);
        if (outcome.reply) runReply(outcome.reply.method, outcome.reply);
      } else {
        failures += 1;
        lastError = { last_error_date: unixTime(world), last_error_message: outcome.error };
        await pause(outcome.retryAfterMs ?? 1000 * 2 ** (failures - 1), stop.signal);
      }
    }
    if (lanes.get(chat) === lane) lanes.delete(chat);
  }

  function enqueue(current: Run, pending: PendingUpdate): void {
    const lane = current.lanes.get(pending.chat);
    if (lane) {
      lane.push(pending);
      return;
    }
    const fresh = [pending];
    current.lanes.set(pending.chat, fresh);
    void drain(current, pending.chat, fresh);
  }

  function restart(webhook: Webhook | null): void {
    run?.stop.abort();
    run = undefined;
    if (!webhook) return;
    run = {
      webhook,
      lanes: new Map(),
      places: createPlaces(webhook.maxConnections),
      stop: new AbortController(),
    };
    expireUpdates(world);
    for (const pending of world.state.pending.values()) enqueue(run, pending);
  }

  const unsubscribe = world.subscribe((event) => {
    if (event.t === 'webhook') {
      lastError = {};
      restart(event.webhook);
    }
    if (event.t === 'update' && run) enqueue(run, event);
  });
  restart(world.state.webhook);
  return {
    lastError: () => lastError,
    close: () => {
      unsubscribe();
      run?.stop.abort();
    },
  };
}

type Outcome =
  | { ok: true; reply?: { method: string; [name: string]: unknown } }
  | { ok: false; error: string; retryAfterMs?: number };

async function post(webhook: Webhook, body: string, stop: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret ? { 'x-telegram-bot-api-secret-token': webhook.secret } : {}),
      },
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(POST_TIMEOUT_MS)]),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, ...readReply(response, text) };
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      ok: false,
      error: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
      ...(Number.isFinite(seconds) ? { retryAfterMs: Math.max(0, seconds) * 1000 } : {}),
    };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, error: timedOut ? 'Read timeout expired' : 'Connection refused' };
  }
}

function readReply(response: Response, text: string): { reply?: { method: string } } {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  try {
    const reply = JSON.parse(text);
    return typeof reply?.method === 'string' ? { reply } : {};
  } catch {
    return {};
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await delay(Math.min(LONGEST_PAUSE_MS, ms), undefined, { signal: stop }).catch(() => {});
}

/** At most `count` posts under way at once (setWebhook's max_connections). */
function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    take: async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
