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
