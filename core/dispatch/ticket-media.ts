import type { Ticket } from '../../prisma/generated/client.ts';
import type { TicketStatus } from '../../prisma/generated/enums.ts';
import type { Deps } from '../deps.ts';

/** A ticket that went back to the reviewers, or was withdrawn, is no business of its department's any more. */
const held: readonly TicketStatus[] = [
  'confirmed',
  'dispatched',
  'accepted',
  'answered',
  'reopened',
  'closed',
];

/** Whether this department has the ticket, or had it to the end. */
export function isHeldBy(ticket: Ticket, departmentCode: string): boolean {
  return ticket.departmentCode === departmentCode && held.includes(ticket.status);
}

/** A file that belongs to a ticket, for the department that holds the ticket; null for any other, and for erased ones. */
export async function ticketMedia(
  { db }: Pick<Deps, 'db'>,
  { ticket, departmentCode, mediaId }: { ticket: Ticket; departmentCode: string; mediaId: number },
): Promise<{ fileId: string; mime: string | null } | null> {
  if (!isHeldBy(ticket, departmentCode)) return null;
  if (!Number.isSafeInteger(mediaId) || mediaId < 1 || mediaId >= 2 ** 31) return null;
  const media = await db.media.findFirst({
    where: { id: mediaId, message: messagesOf(ticket) },
  });
  return media?.fileId ? { fileId: media.fileId, mime: media.mime } : null;
}

/** The messages whose files go to a ticket's department: those to the whole complaint, and those about this ticket. */
export function messagesOf({ id, complaintId }: Pick<Ticket, 'id' | 'complaintId'>) {
  return { complaintId, supersededAt: null, OR: [{ ticketId: null }, { ticketId: id }] };
}
