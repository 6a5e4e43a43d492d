import type { MediaKind, MessagePurpose } from '../../prisma/generated/enums.ts';
import type { Deps, Tx } from '../deps.ts';
import type { Unit } from '../unit.ts';

/** A place on the map, in degrees (WGS 84), with its name if it has one. */
export interface Point {
  latitude: number;
  longitude: number;
  name: string | null;
}

/** One message of a person, as any chat gives it: cleaned text, what was attached, where it stands in the chat. */
export interface Incoming {
  chatId: bigint;
  messageId: number;
  sentAt: Date;
  text: string | null;
  media: IncomingMedia[];
  mediaGroupId: string | null;
  place: Point | null;
  /** The message of ours or theirs that it replies to. */
  replyTo: number | null;
  /** The words of that message, where it is one of ours. */
  repliedText?: string | null;
  forwarded: boolean;
}

export interface IncomingMedia {
  kind: MediaKind;
  fileId: string | null;
  /** The same whenever the same file comes; the file id is another each time. */
  uniqueId: string | null;
  mime: string | null;
  size: number | null;
}

/** Keeps a message word for word in its complaint's thread, with its media and place. Returns its id. */
export async function keepMessage(
  unit: Unit,
  to: { complaintId: number; ticketId?: number | null; authorId: number; purpose: MessagePurpose },
  incoming: Incoming,
): Promise<number> {
  const { tx } = unit;
  const message = await tx.message.create({
    data: {
      ...to,
      text: incoming.text,
      chatId: incoming.chatId,
      telegramMessageId: incoming.messageId,
      mediaGroupId: incoming.mediaGroupId,
      forwarded: incoming.forwarded,
      sentAt: writtenAt(unit, incoming),
      // Without any, the client would look for the message once more to tell of them.
      ...(incoming.media.length > 0 && { media: { create: incoming.media } }),
    },
    select: { id: true },
  });
  if (incoming.place) {
    const { latitude, longitude, name } = incoming.place;
    await tx.complaint.update({
      where: { id: to.complaintId },
      data: { latitude, longitude, placeName: name },
    });
  }
  return message.id;
}

/** When it was written, by the chat's clock; never later than now, whatever that clock says. */
export function writtenAt({ at }: Unit, { sentAt }: Incoming): Date {
  return new Date(Math.min(sentAt.getTime(), at.getTime()));
}

/** The message that we keep of this one, if it came before: Telegram brings updates twice. */
export async function findKept(db: Tx | Deps['db'], chatId: bigint, messageId: number) {
  return db.message.findFirst({
    where: { chatId, telegramMessageId: messageId, supersededAt: null },
    include: { complaint: true, media: { orderBy: { id: 'asc' } } },
  });
}
