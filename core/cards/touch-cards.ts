import type { CardKind } from '../../prisma/generated/enums.ts';
import type { Unit } from '../unit.ts';
import { besideCard } from './beside-card.ts';

/**
 * Says that a complaint has changed: every card of it, and of the one ticket if given, is to be shown anew. `after` lets a change that is
 * about to follow be shown together with this one, in milliseconds.
 */
export async function touchCards(
  unit: Unit,
  of: { complaintId: number; id?: number },
  { after }: { after?: number } = {},
): Promise<void> {
  const cards = await unit.tx.card.updateManyAndReturn({
    where: {
      complaintId: of.complaintId,
      kind: { in: ['resident', 'review', 'department', 'word'] },
      state: { not: 'gone' },
      ...(of.id !== undefined && { OR: [{ ticketId: of.id }, { kind: 'resident' }] }),
    },
    data: { wanted: { increment: 1 } },
    select: { id: true, urgent: true },
  });
  for (const { id, urgent } of cards)
    unit.later({ at: 'notify', id, urgent, ...(after !== undefined && { delay: after }) });
}

/** Subjects of words that bring no message of anybody's. */
export const wordOfAdvice = 0;
export const wordAboutPlace = -1;

export interface NewCard {
  kind: CardKind;
  complaintId: number;
  ticketId?: number | null;
  /** For words: the message that they bring, or what else they are. For media: the newest that it shows. */
  subject?: number;
  round?: number;
  /** Left out where the chat is found when the card is shown (the reviewers' group). */
  chatId?: bigint;
  urgent?: boolean;
  /** Holds it back, in milliseconds. */
  after?: number;
}

/** Wants a card in a chat, at most one of its kind for the same thing: asking twice changes nothing. */
export async function wantCard(unit: Unit, { after = 0, ...wanted }: NewCard): Promise<void> {
  const [card] = await unit.tx.card.createManyAndReturn({
    data: [
      {
        ...wanted,
        subject: wanted.subject ?? 0,
        round: wanted.round ?? 0,
        dueAt: new Date(unit.at.getTime() + after),
        createdAt: unit.at,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (card) unit.later({ at: 'notify', id: card.id, urgent: wanted.urgent, delay: after });
}

/** Wants the photos and voices of a complaint beside a card: those that no earlier card of the kind has shown. */
export async function wantMediaCard(
  unit: Unit,
  wanted: NewCard & { kind: 'review_media' | 'department_media' },
): Promise<void> {
  const newest = await unit.tx.media.findFirst({
    where: {
      message: await besideCard(unit.tx, { ticketId: null, round: 0, ...wanted }),
      fileId: { not: null },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (newest) await wantCard(unit, { ...wanted, subject: newest.id });
}
