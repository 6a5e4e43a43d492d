import type { Inbox } from '../bot/inbox.ts';
import type { Telegram } from '../infra/telegram/client.ts';
import { pollUpdates } from '../infra/telegram/polling.ts';
import { setWebhook } from '../infra/telegram/webhook.ts';
import type { Ground } from './ground.ts';

/** Begins to hear Telegram: by webhook, for which somebody must be listening already, or by asking. */
export async function startHearing(
  { config, log }: Ground,
  telegram: Telegram,
  { store }: Inbox,
  stopping: AbortSignal,
): Promise<AsyncDisposable> {
  if (config.telegram.kind === 'webhook') {
    await setWebhook(telegram, config.telegram, { signal: stopping, log });
    return { [Symbol.asyncDispose]: async () => undefined };
  }
  const stop = new AbortController();
  const polling = pollUpdates({ telegram, store, log, signal: stop.signal });
  return {
    [Symbol.asyncDispose]: () => {
      stop.abort();
      return polling;
    },
  };
}
