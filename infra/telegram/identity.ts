import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { CannotStart } from '../cannot-start.ts';
import { callWithin, refusalOf } from './client.ts';

/**
 * Who the bot is. Asks until Telegram answers, as a start must not depend on the network of that minute; a token that Telegram does
 * not know ends it. Throws `CannotStart`, or the signal's reason.
 */
export async function whoAmI(
  telegram: Telegram,
  { signal, onDelay }: { signal: AbortSignal; onDelay: () => void },
): Promise<UserFromGetMe> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await callWithin(telegram, 10_000, 'getMe', {}, signal);
    } catch (error) {
      if ([401, 404].includes(refusalOf(error)?.code ?? 0))
        throw new CannotStart('Telegram does not know this token (TELEGRAM_BOT_TOKEN).');
      if (attempt === 0) onDelay();
    }
    await pause(Math.min(1000 * 2 ** attempt, 30_000), undefined, { signal });
  }
}
