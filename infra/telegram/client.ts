import { Agent } from 'node:https';
import { Telegram } from 'telegraf';
import type { Telegram as Methods, Opts } from 'telegraf/types';

export type { Telegram } from 'telegraf';

/** The client for the Bot API, or for a server that speaks it (`apiRoot`). */
export function openTelegram({ token, apiRoot }: { token: string; apiRoot?: string | undefined }): Telegram {
  return new Telegram(token, {
    ...(apiRoot && { apiRoot }),
    // An idle connection is dropped before the other side does it: a call on a dead one fails in a way that leaves unclear
    // whether it was heard.
    agent: new Agent({ keepAlive: true, timeout: 20_000 }),
    webhookReply: false,
  });
}

/** Calls a method, for so many milliseconds and no longer, or until `stop`; telegraf itself would wait for 500 s. */
export function callWithin<Method extends keyof Methods>(
  telegram: Telegram,
  milliseconds: number,
  method: Method,
  payload: Opts<Method>,
  stop?: AbortSignal,
): Promise<ReturnType<Methods[Method]>> {
  const late = AbortSignal.timeout(milliseconds);
  const signal = stop ? AbortSignal.any([late, stop]) : late;
  // Node's own signal works; telegraf's types know that of a polyfill only.
  return telegram.callApi(method, payload, { signal: signal as unknown as Signal });
}

type Signal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** What Telegram answered to a call that it refused: the HTTP status, and how many seconds it wants to be left alone. */
export function refusalOf(error: unknown): { code: number; retryAfter: number } | null {
  const { response } = error as { response?: { error_code?: number; parameters?: { retry_after?: number } } };
  if (response?.error_code === undefined) return null;
  return { code: response.error_code, retryAfter: response.parameters?.retry_after ?? 0 };
}
