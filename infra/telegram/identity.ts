import type { Telegram } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { CannotStart } from '../cannot-start.ts';

/**
 * Who the bot is. Asks until Telegram answers, as a start must not depend on the network of that minute; a token that Telegram does
 * not know ends it. Throws `CannotStart`, or the signal's reason.
 */
export async function whoAmI(telegram: Telegram, options: { signal: AbortSignal; onDelay: () => void }): Promise<UserFromGetMe> {
  for (let attempt = 0; ; attempt += 1) {
    options.signal.throwIfAborted();
    try {
      return await telegram.callApi('getMe', {}, { signal: AbortSignal.timeout(10_000) });
    } catch (error) {
      if (isUnauthorized(error)) throw new CannotStart('Telegram does not know this TELEGRAM_BOT_TOKEN.');
      if (attempt === 0) options.onDelay();
    }
    await pause(Math.min(1000 * 2 ** attempt, 30_000), options.signal);
  }
}

function isUnauthorized(error: unknown): boolean {
  const code = (error as { response?: { error_code?: number } }).response?.error_code;
  return code === 401 || code === 404;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish, { once: true });
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      done();
    }
  });
}
