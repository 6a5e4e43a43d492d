import type { Complaint, Person } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { endedStates } from '../tickets/life.ts';
import { referenceWithin } from '../tickets/reference.ts';
import type { Unit } from '../unit.ts';
import type { Incoming } from './incoming.ts';
import type { Receiving } from './receive.ts';

const minutes = 60_000;
/** A photo without words, and the words to it, belong together when they come this close. */
const loneCompanion = 10 * minutes;
/** A place that we asked for is still the answer after this time. */
const placeAnswer = 24 * 60 * minutes;

/**
 * The complaint that a message belongs to, or null if it opens a new one: its album's, the one that it replies to, the one
 * being written right now (by the clock of the sender, so that a backlog after an outage is not one heap), the one that a
 * lone photo, place or contact was meant for, or the one that was asked for a place.
 */
export async function findHome(
  { tx }: Unit,
  deps: Deps,
  { person, incoming, onlyJoin = false }: Receiving,
): Promise<Complaint | null> {
  const album = await albumHome(tx, incoming);
  if (album) return openOnly(album);
  if (incoming.replyTo !== null) {
    const answered =
      (await replied(tx, incoming.chatId, incoming.replyTo)) ??
      (await namedIn(tx, person, incoming.repliedText));
    if (answered) return (await isEnded(tx, answered.id)) ? null : openOnly(answered);
  }
  const last = await lastWritten(tx, person, incoming.chatId);
  if (!last) return null;
  const gap = Math.abs(incoming.sentAt.getTime() - last.sentAt.getTime());
  // Telegram tells whole seconds: what was sent 2.9 s apart may look 3 s apart.
  if (gap <= Math.max(deps.settings.quietSpell, 1000)) return last.complaint;
  const bare = incoming.text === null || onlyJoin;
  if (gap <= loneCompanion && (bare || (await isWordless(tx, last.complaint, person)))) {
    if (!(await isEnded(tx, last.complaintId))) return last.complaint;
  }
  const onlyPlace = bare && incoming.place !== null && incoming.media.length === 0;
  return onlyPlace ? askedForPlace(tx, person, incoming) : null;
}

/** The complaint that already holds a picture of the same album. */
export async function albumHome(
  tx: Unit['tx'],
  { mediaGroupId, chatId }: Incoming,
): Promise<Complaint | null> {
  if (!mediaGroupId) return null;
  const sibling = await tx.message.findFirst({
    where: { mediaGroupId, chatId },
    include: { complaint: true },
  });
  return sibling?.complaint ?? null;
}

/** What is written to a complaint that is over would be read by nobody: it opens a new one. */
export async function isEnded(tx: Unit['tx'], complaintId: number): Promise<boolean> {
  const tickets = await tx.ticket.findMany({
    where: { complaintId },
    select: { status: true, lead: { select: { status: true } } },
  });
  // What is merged goes on as long as the ticket that stands for it.
  return (
    tickets.length > 0 &&
    tickets.every(({ status, lead }) => endedStates.includes((lead ?? { status }).status))
  );
}

/** The last that this person wrote here, and to which complaint, be that an old one. */
async function lastWritten(tx: Unit['tx'], person: Person, chatId: bigint) {
  return tx.message.findFirst({
    where: { authorId: person.id, chatId, complaint: { status: { not: 'withdrawn' }, erasedAt: null } },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    include: { complaint: true },
  });
}

async function isWordless(tx: Unit['tx'], { id }: Complaint, person: Person): Promise<boolean> {
  const where = { complaintId: id, authorId: person.id, supersededAt: null, text: { not: null } };
  return (await tx.message.count({ where })) === 0;
}

/** The newest complaint that was asked for a place and has none; or that has one, and this is a better one. */
async function askedForPlace(
  tx: Unit['tx'],
  person: Person,
  { chatId, sentAt }: Incoming,
): Promise<Complaint | null> {
  const asked = await tx.complaint.findMany({
    where: {
      personId: person.id,
      chatId,
      status: { not: 'withdrawn' },
      asked: { has: 'place' },
      messages: { some: { authorId: person.id, sentAt: { gte: new Date(sentAt.getTime() - placeAnswer) } } },
      tickets: { some: { status: { notIn: [...endedStates] } } },
    },
    orderBy: { id: 'desc' },
  });
  return asked.find(({ latitude }) => latitude === null) ?? asked[0] ?? null;
}

function openOnly(complaint: Complaint): Complaint | null {
  return complaint.status === 'withdrawn' || complaint.erasedAt ? null : complaint;
}

/** A message of ours that is no card names the complaint that it speaks of; nobody reaches another's by that. */
async function namedIn(
  tx: Unit['tx'],
  { id: personId }: Person,
  text: string | null | undefined,
): Promise<Complaint | null> {
  const reference = text && referenceWithin(text);
  return reference
    ? tx.complaint.findFirst({
        where: { personId, OR: [{ reference }, { tickets: { some: { reference } } }] },
      })
    : null;
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
