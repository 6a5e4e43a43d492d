import type { Card } from '../../prisma/generated/client.ts';
import type { Wait } from './board.ts';
import type { ShowDeps } from './show-card.ts';

/** A line moves on otherwise than expected: nobody waits longer before looking again. */
export const longestInLine = 60_000;

/** How long whoever comes behind so many others waits. */
export function waitBehind(ahead: number, { first, apart }: Wait): number {
  return Math.min(first + ahead * apart, longestInLine);
}

/**
 * How long a card waits for its turn in a chat that takes only so much; 0: it is up. Urgent cards come first, then the oldest. Who finds
 * the chat free, but others ahead, rings for the first of them: a line must not stand still because a ring was lost. A chat keeps only its
 * own cards waiting, as what all chats share is more than one chat may take of it.
 */
export async function waitInLine(deps: ShowDeps, card: Card, chatId: bigint): Promise<number> {
  const wait = await deps.board.wait({ chatId, urgent: card.urgent });
  if (!wait) return 0;
  const { ahead, next } = await lineBefore(deps, card, chatId, 2 * wait.apart);
  if (wait.first === 0 && next === null) return 0;
  if (wait.first === 0) await deps.ring({ at: 'notify', id: next!, urgent: true });
  return waitBehind(ahead, wait);
}

/** Those who go before this card: how many, and the next of them whose time comes as soon as that. Photos go when nobody else wants to. */
async function lineBefore(
  { db, now }: ShowDeps,
  { id, urgent }: Card,
  chatId: bigint,
  soon: number,
): Promise<{ ahead: number; next: number | null }> {
  const within = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  const [line] = await db.$queryRaw<[{ ahead: number; next: number | null }]>`
    select count(*)::int as ahead,
      (array_agg(id order by urgent desc, id) filter (where due_at <= ${within(soon)}))[1] as next
    from card
    where (state = 'due' or (state = 'shown' and shown < wanted))
      and due_at <= ${within(longestInLine)}
      and kind not in ('review_media', 'department_media')
      and (urgent > ${urgent} or (urgent = ${urgent} and id < ${id}))
      and (chat_id = ${chatId} or (chat_id is null and exists (
        select from channel where purpose = 'reviewers' and retired_at is null and chat_id = ${chatId}
      )))`;
  return line;
}
