import { touchCards, wantCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { expect } from '../people/expecting.ts';
import { may } from '../people/roles.ts';
import { undecidedStates } from '../tickets/life.ts';
import { commit } from '../unit.ts';

export type Asked =
  | { kind: 'asked'; reference: string }
  | { kind: 'not-allowed' | 'gone' | 'nobody' | 'decided' };

const day = 24 * 3_600_000;

/** Staff ask the resident something; it rings their phone, and their next words come back to the card. */
export async function askResident(
  deps: Deps,
  input: { ticketId: number; by: number; text: string; chatId: bigint; messageId: number },
): Promise<Asked> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    if (!(await may(tx, input.by, 'review'))) return { kind: 'not-allowed' } as const;
    const ticket = await tx.ticket.findUnique({
      where: { id: input.ticketId },
      include: { complaint: { include: { person: true } } },
    });
    if (!ticket) return { kind: 'gone' } as const;
    const { complaint, reference } = ticket;
    if (complaint.erasedAt || complaint.person.unreachableAt) return { kind: 'nobody' } as const;
    if (!undecidedStates.includes(ticket.status)) return { kind: 'decided' } as const;
    const [question] = await tx.message.createManyAndReturn({
      data: [
        {
          complaintId: complaint.id,
          ticketId: ticket.id,
          authorId: input.by,
          purpose: 'question',
          text: input.text,
          chatId: input.chatId,
          telegramMessageId: input.messageId,
          sentAt: at,
        },
      ],
      skipDuplicates: true,
    });
    if (!question) return { kind: 'asked', reference } as const;
    const ids = { complaintId: complaint.id, ticketId: ticket.id };
    await record(unit, {
      ...ids,
      type: 'asked',
      by: { kind: 'staff', personId: input.by },
      messageId: question.id,
    });
    await wantCard(unit, { kind: 'word', ...ids, subject: question.id, chatId: complaint.chatId });
    await expect(tx, complaint.personId, { what: 'reply', ...ids, until: new Date(at.getTime() + day) });
    await touchCards(unit, { complaintId: complaint.id, id: ticket.id });
    return { kind: 'asked', reference } as const;
  });
}
