import type { Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';

/** A file that belongs to a ticket's complaint, for the department that holds the ticket; null for any other, and for erased ones. */
export async function ticketMedia(
  { db }: Pick<Deps, 'db'>,
  { ticket, mediaId }: { ticket: Pick<Ticket, 'complaintId'>; mediaId: number },
): Promise<{ fileId: string; mime: string | null } | null> {
  if (!Number.isSafeInteger(mediaId) || mediaId < 1 || mediaId >= 2 ** 31) return null;
  const media = await db.media.findFirst({
    where: { id: mediaId, message: { complaintId: ticket.complaintId, supersededAt: null } },
  });
  return media?.fileId ? { fileId: media.fileId, mime: media.mime } : null;
}
