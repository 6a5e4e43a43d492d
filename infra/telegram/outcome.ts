import { NotYet } from './in-turn.ts';

/** What a failed call of the Bot API means for what was to be shown. */
export type Misfortune =
  /** Certainly not done; try again after so long. */
  | { kind: 'wait'; milliseconds: number; failure: string }
  /** Done or not: the answer got lost. */
  | { kind: 'unclear'; failure: string }
  /** The message says this already. */
  | { kind: 'same' }
  /** The message that was to be changed is not there for us any more. */
  | { kind: 'lost' }
  /** The chat is closed to us. */
  | { kind: 'unreachable'; failure: string }
  /** The group has a new id. */
  | { kind: 'moved'; chatId: bigint }
  /** It will never be taken as it is. */
  | { kind: 'refused'; failure: string };

/**
 * Reads an error of telegraf, or of the network under it. The failures hold Telegram's words, which name parameters and never what
 * was sent. Descriptions are those of https://github.com/tdlib/telegram-bot-api (Client.cpp) and of Telegram's servers.
 */
export function outcomeOf(error: unknown): Misfortune {
  if (error instanceof NotYet) return { kind: 'wait', milliseconds: error.milliseconds, failure: 'not-yet' };
  const { response, code, name } = error as Failed;
  return response?.error_code ? answered(response) : unanswered(code ?? name ?? 'unknown');
}

interface Failed {
  response?: Answer;
  /** The network's: `ECONNRESET` and the like. */
  code?: string | number;
  name?: string;
}

interface Answer {
  error_code: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

const shortWait = 5_000;
const longWait = 60_000;

function answered({ error_code: code, description = '', parameters = {} }: Answer): Misfortune {
  const failure = description || String(code);
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'moved', chatId: BigInt(parameters.migrate_to_chat_id) };
  if (code === 429) return { kind: 'wait', milliseconds: (parameters.retry_after ?? 1) * 1000, failure };
  if (code >= 500) return { kind: 'unclear', failure };
  // The token is not taken just now. That says nothing about the chat.
  if (code === 401) return { kind: 'wait', milliseconds: longWait, failure };
  if (/message is not modified/i.test(description)) return { kind: 'same' };
  if (lost.test(description)) return { kind: 'lost' };
  if (code === 403 || closed.test(description)) return { kind: 'unreachable', failure };
  return { kind: 'refused', failure };
}

const lost =
  /message to edit not found|message can't be edited|message_id_invalid|message to delete not found|no text in the message to edit/i;
const closed =
  /chat not found|peer_id_invalid|user_is_blocked|user is deactivated|group chat was deactivated|have no rights to send|not enough rights to send|user_deactivated|chat_write_forbidden|chat_send_plain_forbidden|chat_restricted|topic_closed/i;

/** Errors of the network before a byte was sent; after it, whatever broke may have broken behind the work. */
const beforeSending = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function unanswered(code: string | number): Misfortune {
  const failure = String(code);
  if (beforeSending.includes(failure)) return { kind: 'wait', milliseconds: shortWait, failure };
  return { kind: 'unclear', failure };
}
