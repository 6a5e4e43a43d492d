import { setTimeout as pause } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import { refusalOf } from './client.ts';
import type { Pace, Turn, Want } from './pace.ts';

/** Nothing was sent: it is not our turn yet. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super('not yet');
    this.milliseconds = milliseconds;
  }
}

/** How long a reply waits for its turn at most before its update is put off. */
const patience = 5000;
/** How long nothing is sent where the database cannot say whose turn it is. */
const unknown = 5000;

/** Makes a call in its turn. Throws `NotYet` where that is later. */
export async function callInTurn<T>(pace: Pace, want: Want, call: () => Promise<T>): Promise<T> {
  return callAndEnd(await turnWithin(0, pace, want), call);
}

/**
 * The same client, whose messages and edits count with all others and go ahead of the cards. It is for those who wait for an answer: a
 * reply whose turn comes soon waits for it; where that is later, `NotYet` is thrown and nothing was sent.
 */
export function replyInTurn(telegram: Telegram, pace: Pace): Telegram {
  const paced: Telegram = Object.create(telegram);
  paced.callApi = async (method, payload, options) => {
    const call = () => telegram.callApi(method, payload, options);
    const chatId = Number((payload as { chat_id?: number | string }).chat_id);
    if (!isCounted.test(method) || !Number.isSafeInteger(chatId)) return call();
    const want = { chatId: BigInt(chatId), messages: 1, rank: 'reply' } as const;
    return callAndEnd(await turnWithin(patience, pace, want), call);
  };
  return paced;
}

/** What is written or rewritten. Answers to taps, and what is removed or asked, Telegram does not count. */
const isCounted = /^(?:send(?!ChatAction)|edit|copy|forward)/;

async function turnWithin(milliseconds: number, pace: Pace, want: Want): Promise<Turn> {
  const ends = performance.now() + milliseconds;
  for (;;) {
    const turn = await pace.take(want).catch(() => ({ kind: 'wait', milliseconds: unknown }) as const);
    if (turn.kind === 'turn') return turn;
    if (performance.now() + turn.milliseconds > ends) throw new NotYet(turn.milliseconds);
    await pause(turn.milliseconds);
  }
}

async function callAndEnd<T>(turn: Turn, call: () => Promise<T>): Promise<T> {
  let leftAlone = 0;
  try {
    return await call();
  } catch (error) {
    leftAlone = (refusalOf(error)?.retryAfter ?? 0) * 1000;
    throw error;
  } finally {
    // A turn that is not ended only counts for longer; what came of the call must not be lost for that.
    await turn.end(leftAlone).catch(() => undefined);
  }
}
