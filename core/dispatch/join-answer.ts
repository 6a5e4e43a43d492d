import type { Deps } from '../deps.ts';
import type { Source } from '../tickets/move-ticket.ts';
import { commit } from '../unit.ts';
import type { Answer } from './answer-ticket.ts';

/**
 * A message that belongs to an answer that was taken already: a further photo of its album, or the very same message once more. Its
 * photos join that answer. False: it belongs to none.
 */
export async function joinAnswer(
  deps: Deps,
  {
    ticketId,
    personId,
    text,
    media,
    source,
  }: Answer & { ticketId: number; personId: number; source: Source },
): Promise<boolean> {
  const { chatId, telegramMessageId, mediaGroupId } = source;
  const album = mediaGroupId === null ? [] : [{ mediaGroupId }];
  return commit(deps, async ({ tx }) => {
    const answer = await tx.message.findFirst({
      where: {
        ticketId,
        purpose: { in: ['answer', 'stopped_answer'] },
        authorId: personId,
        chatId,
        OR: [{ telegramMessageId }, ...album],
      },
      include: { media: true },
    });
    if (!answer) return false;
    const isNew = ({ fileId }: Answer['media'][number]) =>
      answer.media.every((known) => known.fileId !== fileId);
    await tx.message.update({
      where: { id: answer.id },
      data: { text: answer.text ?? text, media: { create: media.filter(isNew) } },
    });
    return true;
  });
}
