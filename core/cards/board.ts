import type { CardView } from './views.ts';

/** Where a card stands, or is to stand. */
export interface Spot {
  chatId: bigint;
  /** The message that is to be edited; null to post a new one. */
  messageId: number | null;
  /** Further messages of the same card, such as an album; without a `messageId`, those that stand already. */
  companions: number[];
  /** The message that a new one should hang below, if it is still there. */
  replyTo?: number | null;
  /** Ahead of what is not. */
  urgent?: boolean;
  /** What stood there last, as `shown` gave it: a card that would look the same is not sent again. */
  digest: string | null;
}

/**
 * What came of it. Every outcome that a chat can have is a value here. Of what takes several messages, some may stand already when
 * one fails: these are its `companions`, after which the next try goes on.
 */
export type Shown =
  | { kind: 'shown'; messageId: number; companions: number[]; digest: string }
  /** Certainly not shown; the chat wants to be left alone for a while, or was not reached at all. */
  | { kind: 'wait'; milliseconds: number; failure: string; companions: number[] }
  /** The answer got lost: it may be shown or not. */
  | { kind: 'unclear'; failure: string; companions: number[] }
  /** The message that was to be edited can't be any more. */
  | { kind: 'lost' }
  /** The person blocked us, or the chat does not exist for us. */
  | { kind: 'unreachable'; failure: string }
  | { kind: 'moved'; chatId: bigint }
  /** The chat will never take this: our mistake. */
  | { kind: 'refused'; failure: string; companions: number[] };

/** In milliseconds. */
export interface Wait {
  /** 0: the chat takes it now. */
  first: number;
  /** How long each further message waits for the one before, about. */
  apart: number;
}

/** The chats as core sees them: a wall that cards are pinned to. Never throws for what a chat may do. */
export interface Board {
  /** How long until the chat takes one message more; null: it never keeps anybody waiting. */
  wait: (at: Pick<Spot, 'chatId' | 'urgent'>) => Promise<Wait | null>;
  show: (view: CardView, at: Spot) => Promise<Shown>;
  /** Removes messages, as far as the chat lets us. */
  remove: (at: { chatId: bigint; messageIds: number[] }) => Promise<void>;
}
