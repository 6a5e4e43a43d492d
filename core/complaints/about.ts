import type { Person } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { answeredTicket, soundsLikeVerdict } from '../follow/answered-ticket.ts';
import { expectedOf } from '../people/expecting.ts';
import { tellsPlace } from '../triage/words/place.ts';
import type { Incoming } from './incoming.ts';
import type { Receiving } from './receive.ts';

/**
 * What a resident's words are about, if they answer something: the question that they reply to, or what they were just asked.
 * A reply to something else is about that, whatever was asked.
 */
export async function aboutOf(
  deps: Pick<Deps, 'db' | 'now'>,
  person: Person,
  incoming: Incoming,
): Promise<Pick<Receiving, 'about' | 'wantsHuman'> & { expected: boolean }> {
  const expected = expectedOf(person, deps.now());
  if (incoming.replyTo !== null) {
    const question = await questionAt(deps, incoming.chatId, incoming.replyTo);
    if (question) return { about: question, expected: expected?.what === 'reply' };
    const replied = await complaintAt(deps, incoming.chatId, incoming.replyTo);
    const same = expected && 'complaintId' in expected && expected.complaintId === replied;
    if (replied !== null && !same) return { expected: false };
  }
  if (expected?.what === 'place' && isPlaceTold(incoming))
    return { about: { complaintId: expected.complaintId, purpose: 'addition' }, expected: true };
  // What a grid worker was asked for is no complaint of theirs, should they be none any more.
  if (!expected || expected.what === 'place' || !('complaintId' in expected || expected.what === 'human'))
    return { ...(await toAnAnswer(deps, person, incoming)), expected: false };
  if (expected.what === 'human') return { wantsHuman: true, expected: true };
  const { complaintId } = expected;
  const ticketId = 'ticketId' in expected ? expected.ticketId : undefined;
  return { about: { complaintId, ticketId, purpose: expected.what }, expected: true };
}

const day = 24 * 3_600_000;

/** Words without a reply that sound like the answer to "is it solved?", while that is open. */
async function toAnAnswer(
  deps: Pick<Deps, 'db' | 'now'>,
  person: Person,
  { text, replyTo }: Incoming,
): Promise<Pick<Receiving, 'about'>> {
  if (replyTo !== null || text === null || !soundsLikeVerdict(text)) return {};
  const since = new Date(deps.now().getTime() - day);
  const answered = await answeredTicket(deps, { personId: person.id, since });
  return answered ? { about: { complaintId: answered.complaintId, purpose: 'addition' } } : {};
}

/** Words to our question where it is; other words may be about something else. A place on the map finds its way itself. */
function isPlaceTold({ text, media }: Incoming): boolean {
  return text !== null && media.length === 0 && tellsPlace(text);
}

async function questionAt({ db }: Pick<Deps, 'db'>, chatId: bigint, telegramMessageId: number) {
  const card = await db.card.findFirst({
    where: { chatId, telegramMessageId, kind: 'word', subject: { gt: 0 } },
  });
  const question = card && (await db.message.findFirst({ where: { id: card.subject, purpose: 'question' } }));
  if (!question) return null;
  return { complaintId: question.complaintId, ticketId: question.ticketId!, purpose: 'reply' } as const;
}

async function complaintAt({ db }: Pick<Deps, 'db'>, chatId: bigint, telegramMessageId: number) {
  const card = await db.card.findFirst({ where: { chatId, telegramMessageId } });
  return card?.complaintId ?? null;
}
