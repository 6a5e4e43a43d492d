import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';

/** Who wants to write: the lesser leave some of what Telegram allows to the others. */
export type Rank = 'card' | 'urgent' | 'reply';

export interface Want {
  chatId: bigint;
  /** An album counts as many as it holds. */
  messages: number;
  rank: Rank;
}

/**
 * What Telegram lets a bot write, kept by all processes together. A turn counts from when it is taken until so long after Telegram has
 * answered: by its own clock Telegram counted somewhere in between, so no haste of the network makes it see more than is allowed.
 */
export interface Pace {
  /** In how many milliseconds this may be written, and how far apart those after it come; null: nobody waits for others here. */
  wait: (want: Want) => Promise<{ first: number; apart: number } | null>;
  /** A turn, to be ended as soon as Telegram has answered; or how many milliseconds to wait before asking again. */
  take: (want: Want) => Promise<Turn | { kind: 'wait'; milliseconds: number }>;
}

export interface Turn {
  kind: 'turn';
  /** `leftAlone`: for how many milliseconds the chat does not want to hear from us at all. */
  end: (leftAlone?: number) => Promise<void>;
}

/** What a Bot API server allows; times in milliseconds. */
export interface Limits {
  /** From one message in a chat to the next. */
  apart: number;
  /** Messages in all chats together. */
  all: { most: number; within: number };
  /** Messages in a group. */
  group: { most: number; within: number };
}

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const telegramLimits: Limits = {
  apart: 1000,
  all: { most: 30, within: 1000 },
  group: { most: 20, within: 60_000 },
};

/** A server that limits nothing may still want to be left alone. */
const unlimited: Limits = {
  apart: 0,
  all: { most: 1_000_000, within: 0 },
  group: { most: 1_000_000, within: 0 },
};

/** Of what is allowed: cards leave a fifth to others, and urgent ones a tenth. */
const share: Record<Rank, number> = { card: 0.8, urgent: 0.9, reply: 1 };

export function openPace({ db, limits }: { db: PrismaClient; limits: Limits | null }): Pace {
  return {
    wait: async (want) => {
      if (!limits) return null;
      const [row] = await db.$queryRaw<
        [{ wait: number }]
      >`select telegram_wait(${asked(want, limits)}) as wait`;
      return { first: row.wait, apart: limits.apart };
    },
    take: async (want) => {
      const [{ turn, wait }] = await db.$queryRaw<[{ turn: bigint | null; wait: number }]>`
        select turn, wait from telegram_take(${asked(want, limits ?? unlimited)})`;
      if (turn === null) return { kind: 'wait', milliseconds: wait };
      return { kind: 'turn', end: (leftAlone = 0) => end(db, turn, leftAlone) };
    },
  };
}

/** A chat's wish to be left alone is a turn of no messages, which ends then. */
async function end(db: PrismaClient, turn: bigint, leftAlone: number): Promise<void> {
  await db.$executeRaw`
    with ended as (update telegram_turn set ended_at = clock_timestamp() where id = ${turn} returning chat_id)
    insert into telegram_turn (chat_id, messages, taken_at, ended_at)
    select chat_id, 0, clock_timestamp(), clock_timestamp() + ${leftAlone} * interval '1 millisecond'
    from ended where ${leftAlone} > 0`;
}

/** What the functions of the database are given. Whatever is more than a limit allows at all goes when nothing else has been. */
function asked({ chatId, messages, rank }: Want, { apart, all, group }: Limits): Prisma.Sql {
  const most = (limit: Limits['all']) => Math.max(1, Math.floor(limit.most * share[rank]));
  const [ofAll, ofGroup] = [most(all), most(group)];
  const more = Math.min(messages, ofAll, ofGroup);
  return Prisma.sql`${chatId}::bigint, ${more}::int, ${apart}::int,
    ${ofAll}::int, ${all.within}::int, ${ofGroup}::int, ${group.within}::int`;
}
