import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import type { Logger } from '../log.ts';
import { callWithin, refusalOf } from './client.ts';
import { allowedUpdates } from './updates.ts';

/** How long Telegram holds a call that it has no update for, in seconds. */
const holding = 25;
const longestPause = 30_000;

interface Polling {
  telegram: Telegram;
  /** Keeps an update. Until it has, Telegram is not told that we have it. */
  store: (update: Update) => Promise<void>;
  log: Pick<Logger, 'warn' | 'info'>;
  signal: AbortSignal;
}

/**
 * Asks Telegram for updates until stopped. A call confirms what the calls before it brought, so the next one is made only when all
 * of that is stored; what could not be stored is asked for again. Trouble of any kind is waited out.
 */
export async function pollUpdates({ telegram, store, log, signal }: Polling): Promise<void> {
  let offset: number | undefined;
  let failures = 0;
  let webhookGone = false;
  while (!signal.aborted) {
    try {
      // A webhook that was set before would keep all updates for itself. What it has not brought stays.
      if (!webhookGone)
        await callWithin(telegram, 10_000, 'deleteWebhook', { drop_pending_updates: false }, signal);
      webhookGone = true;
      offset = await pollOnce(telegram, store, offset, signal);
      if (failures > 0) log.info({}, 'the bot hears again');
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      if (failures === 1) log.warn({ error }, hindrance(error));
      const wait = Math.max(
        Math.min(500 * 2 ** failures, longestPause),
        1000 * (refusalOf(error)?.retryAfter ?? 0),
      );
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Returns the next offset. After an empty answer there is none: all is confirmed, and ids may begin anywhere after a quiet week. */
async function pollOnce(
  telegram: Telegram,
  store: Polling['store'],
  offset: number | undefined,
  signal: AbortSignal,
): Promise<number | undefined> {
  const updates = await callWithin(
    telegram,
    (holding + 10) * 1000,
    'getUpdates',
    { offset, limit: 100, timeout: holding, allowed_updates: allowedUpdates },
    signal,
  );
  for (const update of updates) await store(update);
  const last = updates.at(-1);
  return last && last.update_id + 1;
}

function hindrance(error: unknown): string {
  return refusalOf(error)?.code === 409
    ? 'another process asks for the updates of this bot; the bot hears nothing until that one ends'
    : 'updates can’t be fetched or kept just now; trying on';
}
