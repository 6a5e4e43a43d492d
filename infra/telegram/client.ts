import { Agent } from 'node:https';
import { Telegram } from 'telegraf';
import type { Telegram as Methods, Opts } from 'telegraf/types';

export type { Telegram } from 'telegraf';

interface Options {
  token: string;
  apiRoot?: string | undefined;
  /** How long a call waits for its answer, in milliseconds, where it does not say so itself. */
  patience?: number;
}

/** The client for the Bot API, or for a server that speaks it (`apiRoot`). */
export function openTelegram({ token, apiRoot, patience = 30_000 }: Options): Telegram {
  const telegram = new Telegram(token, {
    ...(apiRoot && { apiRoot }),
    // An idle connection is dropped before the other side does it: a call on a dead one fails in a way that leaves unclear
    // whether it was heard.
    agent: new Agent({ keepAlive: true, timeout: 20_000 }),
    webhookReply: false,
  });
  // telegraf itself would wait for 500 s, and with it everything else of that chat.
  const call = telegram.callApi.bind(telegram);
  telegram.callApi = (method, payload, { signal = within(patience) } = {}) =>
    call(method, payload, { signal });
  return telegram;
}

/** Calls a method, for so many milliseconds and no longer, or until `stop`. */
export function callWithin<Method extends keyof Methods>(
  telegram: Telegram,
  milliseconds: number,
  method: Method,
  payload: Opts<Method>,
  stop?: AbortSignal,
): Promise<ReturnType<Methods[Method]>> {
  return telegram.callApi(method, payload, { signal: within(milliseconds, stop) });
}

/** Node's own signal works; telegraf's types know that of a polyfill only. */
function within(milliseconds: number, stop?: AbortSignal): Signal {
  const late = AbortSignal.timeout(milliseconds);
  return (stop ? AbortSignal.any([late, stop]) : late) as unknown as Signal;
}

type Signal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** What Telegram answered to a call that it refused: the HTTP status, and how many seconds it wants to be left alone. */
export function refusalOf(error: unknown): { code: number; retryAfter: number } | null {
  const { response } = error as { response?: { error_code?: number; parameters?: { retry_after?: number } } };
  if (response?.error_code === undefined) return null;
  return { code: response.error_code, retryAfter: response.parameters?.retry_after ?? 0 };
}
