import type { Person } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { expectedOf } from '../people/expecting.ts';
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
  if (!expected) return { expected: false };
  if (expected.what === 'human') return { wantsHuman: true, expected: true };
  const { complaintId } = expected;
  const ticketId = 'ticketId' in expected ? expected.ticketId : undefined;
  return { about: { complaintId, ticketId, purpose: expected.what }, expected: true };
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
