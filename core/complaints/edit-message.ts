import type { Media } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { showAtLeads } from '../neighbours/group.ts';
import { commit } from '../unit.ts';
import type { Incoming, IncomingMedia } from './incoming.ts';
import { findKept } from './incoming.ts';
import { gatherAgain, watchForEmergency } from './receive.ts';

export type Edited = { kind: 'edited'; complaintId: number } | { kind: 'unchanged' | 'unknown' };

/**
 * A person changed a message, its words or its file: a new version stands in its place and the old one is kept. What is not decided yet is understood
 * anew; what is decided shows the change to whoever has it. `unknown`: we never kept the message; take it as a new one.
 */
export async function editMessage(
  deps: Deps,
  { personId, incoming }: { personId: number; incoming: Incoming },
): Promise<Edited> {
  const kept = await findKept(deps.db, incoming.chatId, incoming.messageId);
  if (!kept || kept.authorId !== personId) return { kind: 'unknown' };
  const sameFiles = areSame(kept.media, incoming.media);
  if ((kept.text === incoming.text && sameFiles) || kept.complaint.erasedAt) return { kind: 'unchanged' };
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    // The version that was read is the fence: of two edits at once, one waits for the next round of its update.
    const { count } = await tx.message.updateMany({
      where: { id: kept.id, supersededAt: null },
      data: { supersededAt: at },
    });
    if (count === 0) return { kind: 'unchanged' } as const;
    const { id: messageId } = await tx.message.create({
      data: {
        complaintId: kept.complaintId,
        ticketId: kept.ticketId,
        authorId: personId,
        purpose: kept.purpose,
        text: incoming.text,
        chatId: kept.chatId,
        telegramMessageId: kept.telegramMessageId,
        version: kept.version + 1,
        mediaGroupId: kept.mediaGroupId,
        forwarded: kept.forwarded,
        sentAt: kept.sentAt,
        media: { create: sameFiles ? [] : incoming.media },
      },
    });
    // What was replaced stays with the version that it came with.
    if (sameFiles) await tx.media.updateMany({ where: { messageId: kept.id }, data: { messageId } });
    await record(unit, {
      complaintId: kept.complaintId,
      type: 'edited',
      by: { kind: 'resident', personId },
      messageId,
    });
    await watchForEmergency(unit, kept.complaint, incoming);
    await gatherAgain(unit, deps, kept.complaintId);
    await touchCards(unit, { complaintId: kept.complaintId });
    await showAtLeads(unit, kept.complaintId);
    return { kind: 'edited', complaintId: kept.complaintId } as const;
  });
}

/** Nothing can be said of a file that was kept before files were told apart: it is taken for the same. */
function areSame(kept: Media[], sent: IncomingMedia[]): boolean {
  const same = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return kept.length === sent.length && kept.every(({ uniqueId }, at) => same(uniqueId, sent[at]!.uniqueId));
}
