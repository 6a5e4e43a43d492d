import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { type Actor, record } from '../events.ts';
import { expect } from '../people/expecting.ts';
import { may } from '../people/roles.ts';
import { commit, type Unit } from '../unit.ts';
import { departmentStates, undecidedStates } from './life.ts';

export type Asked =
  | { kind: 'asked'; reference: string }
  | { kind: 'not-allowed' | 'gone' | 'nobody' | 'decided' };

const day = 24 * 3_600_000;

/** Who asks: staff while they decide, or the department that has the ticket. */
export type Asker =
  | Extract<Actor, { kind: 'staff' }>
  | (Extract<Actor, { kind: 'department' }> & { personId: number });

/**
 * Somebody asks the resident something; it rings their phone, and their next words come back to the card. A department's clock stands
 * still until then.
 */
export async function askResident(
  deps: Deps,
  input: { ticketId: number; by: Asker; text: string; chatId: bigint; messageId: number },
): Promise<Asked> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    const { by } = input;
    const right = by.kind === 'staff' ? 'review' : { memberOf: by.departmentCode };
    if (!(await may(tx, by.personId, right))) return { kind: 'not-allowed' } as const;
    const ticket = await tx.ticket.findUnique({
      where: { id: input.ticketId },
      include: { complaint: { include: { person: true } } },
    });
    if (!ticket) return { kind: 'gone' } as const;
    const { complaint, reference } = ticket;
    if (complaint.erasedAt || complaint.person.unreachableAt) return { kind: 'nobody' } as const;
    if (!isTheirs(ticket, by)) return { kind: 'decided' } as const;
    const [question] = await tx.message.createManyAndReturn({
      data: [
        {
          complaintId: complaint.id,
          ticketId: ticket.id,
          authorId: by.personId,
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
      by,
      messageId: question.id,
    });
    if (by.kind === 'department') await pause(unit, ticket);
    await wantCard(unit, { kind: 'word', ...ids, subject: question.id, chatId: complaint.chatId });
    await expect(tx, complaint.personId, { what: 'reply', ...ids, until: new Date(at.getTime() + day) });
    await touchCards(unit, { complaintId: complaint.id, id: ticket.id });
    return { kind: 'asked', reference } as const;
  });
}

function isTheirs({ status, departmentCode }: Ticket, by: Asker): boolean {
  if (by.kind === 'staff') return undecidedStates.includes(status);
  return departmentStates.includes(status) && departmentCode === by.departmentCode;
}

/** Its clock stands still from the first of several questions on. */
async function pause({ tx, at }: Unit, { id }: Ticket): Promise<void> {
  await tx.ticket.updateMany({
    where: { id, pausedAt: null, status: { in: [...departmentStates] } },
    data: { pausedAt: at },
  });
}
