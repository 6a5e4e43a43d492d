import type { Complaint, Person } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { endedStates } from '../tickets/life.ts';
import type { Unit } from '../unit.ts';
import type { Incoming } from './incoming.ts';

const minutes = 60_000;
/** A photo without words, and the words to it, belong together when they come this close. */
const loneCompanion = 10 * minutes;
/** A place that we asked for is still the answer after this time. */
const placeAnswer = 24 * 60 * minutes;

/**
 * The complaint that a message belongs to, or null if it opens a new one: its album's, the one that it replies to, the one
 * being written right now (by the clock of the sender, so that a backlog after an outage is not one heap), the one that a
 * lone photo or place was meant for, or the one that was asked for a place.
 */
export async function findHome(
  { tx }: Unit,
  deps: Deps,
  person: Person,
  incoming: Incoming,
): Promise<Complaint | null> {
  if (incoming.mediaGroupId) {
    const sibling = await tx.message.findFirst({
      where: { mediaGroupId: incoming.mediaGroupId, chatId: incoming.chatId },
      include: { complaint: true },
    });
    if (sibling) return openOnly(sibling.complaint);
  }
  if (incoming.replyTo !== null) {
    const answered = await replied(tx, incoming.chatId, incoming.replyTo);
    if (answered) return (await isEnded(tx, answered.id)) ? null : openOnly(answered);
  }
  const latest = await tx.complaint.findFirst({
    where: { personId: person.id, chatId: incoming.chatId, status: { not: 'withdrawn' }, erasedAt: null },
    orderBy: { id: 'desc' },
    include: {
      messages: {
        where: { authorId: person.id },
        orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
        include: { media: true },
      },
    },
  });
  const last = latest?.messages[0];
  if (!latest || !last) return null;
  const gap = Math.abs(incoming.sentAt.getTime() - last.sentAt.getTime());
  // Telegram tells whole seconds: what was sent 2.9 s apart may look 3 s apart.
  if (gap <= Math.max(deps.settings.quietSpell, 1000)) return openOnly(latest);
  if (await isEnded(tx, latest.id)) return null;
  const bare = incoming.text === null;
  const wordless = latest.messages.every((message) => message.text === null);
  if ((bare || wordless) && gap <= loneCompanion) return latest;
  const onlyPlace = bare && incoming.place !== null && incoming.media.length === 0;
  if (onlyPlace && latest.asked.includes('place') && gap <= placeAnswer) return latest;
  return null;
}

/** What is written to a complaint that is over would be read by nobody: it opens a new one. */
async function isEnded(tx: Unit['tx'], complaintId: number): Promise<boolean> {
  const tickets = await tx.ticket.findMany({ where: { complaintId }, select: { status: true } });
  return tickets.length > 0 && tickets.every(({ status }) => endedStates.includes(status));
}

function openOnly(complaint: Complaint): Complaint | null {
  return complaint.status === 'withdrawn' || complaint.erasedAt ? null : complaint;
}

async function replied(tx: Unit['tx'], chatId: bigint, telegramMessageId: number): Promise<Complaint | null> {
  const card = await tx.card.findFirst({
    where: { chatId, telegramMessageId },
    include: { complaint: true },
  });
  if (card) return card.complaint;
  const message = await tx.message.findFirst({
    where: { chatId, telegramMessageId },
    include: { complaint: true },
  });
  return message?.complaint ?? null;
}
