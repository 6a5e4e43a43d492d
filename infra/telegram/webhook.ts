import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import { CannotStart } from '../cannot-start.ts';
import type { Logger } from '../log.ts';
import { callWithin, refusalOf } from './client.ts';
import { allowedUpdates } from './updates.ts';

/** The header in which Telegram says the secret that we gave it (https://core.telegram.org/bots/api#setwebhook). */
export const secretHeader = 'x-telegram-bot-api-secret-token';

/**
 * Tells Telegram where to bring updates. Doing so again changes nothing, so that every process may. Asks until Telegram answers; an
 * address that Telegram will not take ends the start with `CannotStart`.
 */
export async function setWebhook(
  telegram: Telegram,
  { url, secret }: { url: string; secret: string },
  { signal, log }: { signal: AbortSignal; log: Pick<Logger, 'warn'> },
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      const options = { url, secret_token: secret, allowed_updates: allowedUpdates, max_connections: 40 };
      await callWithin(telegram, 10_000, 'setWebhook', options, signal);
      return;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.code === 400) throw new CannotStart('Telegram will not call this address (WEBHOOK_URL).');
      if (attempt === 0) log.warn({ error }, 'Telegram does not take the webhook yet; asking again');
      await pause(
        Math.max(Math.min(1000 * 2 ** attempt, 30_000), 1000 * (refusal?.retryAfter ?? 0)),
        undefined,
        { signal },
      );
    }
  }
}

/** How many updates Telegram holds that it has not brought yet. */
export async function pendingUpdates(telegram: Telegram): Promise<number> {
  return (await callWithin(telegram, 5000, 'getWebhookInfo', {})).pending_update_count;
}

/** Whether this is the secret, in the same time for every wrong one. */
export function isSecret(given: unknown, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(secret));
}
