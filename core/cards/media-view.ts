import type { Card, Media } from '../../prisma/generated/client.ts';
import type { Deps, Language } from '../deps.ts';
import { besideCard } from './beside-card.ts';
import type { MediaOnCard, MediaView } from './views.ts';

/** The photos and voices that this card brings: those up to its newest that no earlier card of the kind brought. */
export async function mediaView(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  card: Pick<Card, 'kind' | 'ticketId' | 'round' | 'subject'> & { complaintId: number },
  language: Language,
): Promise<MediaView> {
  const complaint = await db.complaint.findUniqueOrThrow({ where: { id: card.complaintId } });
  // What came with a complaint whose ticket is merged hangs below the card of its lead.
  const ticket = card.ticketId && (await db.ticket.findUnique({ where: { id: card.ticketId } }));
  const earlier = await db.card.aggregate({
    where: {
      kind: card.kind,
      complaintId: card.complaintId,
      ticketId: card.ticketId,
      round: card.round,
      subject: { lt: card.subject },
    },
    _max: { subject: true },
  });
  const media = await db.media.findMany({
    where: {
      id: { gt: earlier._max.subject ?? 0, lte: card.subject },
      message: await besideCard(db, card),
    },
    orderBy: { id: 'asc' },
  });
  return {
    kind: 'media',
    language,
    timeZone: settings.timeZone,
    reference: ticket && ticket.complaintId !== complaint.id ? ticket.reference : complaint.reference,
    media: mediaOf(media),
  };
}

/** What can be shown again: a file that the chat keeps for us. */
export function mediaOf(media: Media[]): MediaOnCard[] {
  return media.flatMap(({ kind, fileId }) => (fileId === null ? [] : [{ kind, fileId }]));
}
