import type { Deps } from '../deps.ts';

export interface CardAt {
  chatId: bigint;
  messageId: number;
}

/**
 * Shows a card anew because somebody found it out of date, or because its buttons were changed by hand. False: this message is not a
 * card that we keep (its posting was never confirmed, and another stands in its place).
 */
export async function refreshCard(deps: Deps, { chatId, messageId }: CardAt): Promise<boolean> {
  const [card] = await deps.db.card.updateManyAndReturn({
    where: { chatId, telegramMessageId: messageId, state: { not: 'gone' } },
    data: { wanted: { increment: 1 }, digest: null },
    select: { id: true },
  });
  if (card) await deps.ring({ at: 'notify', id: card.id, urgent: true });
  return card !== undefined;
}

/** Shows the newest cards of a ticket in a chat anew: one that somebody deleted there is posted again, if it still matters. */
export async function refreshCardsOf(
  deps: Deps,
  { ticketId, chatId }: { ticketId: number; chatId: bigint },
): Promise<void> {
  const cards = await deps.db.card.findMany({
    where: { ticketId, chatId, kind: { in: ['review', 'department'] }, telegramMessageId: { not: null } },
    orderBy: { round: 'desc' },
    distinct: ['kind'],
  });
  for (const { telegramMessageId } of cards)
    await refreshCard(deps, { chatId, messageId: telegramMessageId! });
}
