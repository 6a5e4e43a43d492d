import type { Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { expect } from '../people/expecting.ts';
import { type Errand, endingOf, errandOf } from '../tickets/errand.ts';
import { heldByStaff } from '../tickets/hold.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';

export type Followed =
  | { kind: 'closed'; reference: string }
  /** `said`: they had written why before they tapped. */
  | { kind: 'reopened'; reference: string; said: boolean; errand: Errand }
  | { kind: 'not-yours' | 'already' };

/** How long a reopened ticket waits for the resident's word why, before it goes back without one. */
export const wordsWhy = 2 * 60_000;

/**
 * The resident says whether the answer solved it, or that it did not answer their question, which was over with it. "Not" reopens at once and brings the ticket back to its department, held back for a
 * moment so that the reason can travel along, unless it has been written already.
 */
export async function saySolved(
  deps: Deps,
  input: { ticketId: number; version: number; personId: number; solved: boolean },
): Promise<Followed> {
  return commit(deps, async (unit) => {
    const before = await unit.tx.ticket.findUnique({
      where: { id: input.ticketId },
      include: { complaint: true },
    });
    if (before?.complaint.personId !== input.personId) return { kind: 'not-yours' } as const;
    const { reference } = before;
    const by = { kind: 'resident', personId: input.personId } as const;
    const moving = { ticketId: before.id, version: input.version, by };
    if (input.solved) {
      const change = { outcome: 'solved', closedAt: unit.at } as const;
      const closed = await moveTicket(unit, { ...moving, step: 'close', change });
      return closed ? ({ kind: 'closed', reference } as const) : ({ kind: 'already' } as const);
    }
    const ticket = await moveTicket(unit, {
      ...moving,
      step: endingOf(before) === 'explained' ? 'ask_again' : 'reopen',
      change: { rounds: { increment: 1 }, closedAt: null, ...(await heldByStaff(unit, before)) },
    });
    if (!ticket) return { kind: 'already' } as const;
    const said = await spokeSinceAnswer(unit, ticket, input.personId);
    await wantDelivery(unit, ticket, 'ticket', said ? 0 : wordsWhy);
    await expect(unit.tx, input.personId, {
      what: 'not_solved',
      complaintId: ticket.complaintId,
      ticketId: ticket.id,
      until: new Date(unit.at.getTime() + 3_600_000),
    });
    return { kind: 'reopened', reference, said, errand: errandOf(ticket, before.complaint) } as const;
  });
}

async function spokeSinceAnswer({ tx }: Unit, { id, complaintId }: Ticket, personId: number) {
  const answer = await tx.message.findFirst({
    where: { ticketId: id, purpose: 'answer' },
    orderBy: { id: 'desc' },
  });
  const later = { complaintId, authorId: personId, id: { gt: answer?.id ?? 0 }, text: { not: null } };
  return (await tx.message.count({ where: { ...later, version: 1 } })) > 0;
}

/** The resident has said why: the reopened ticket need not wait any longer. */
export async function sendWithWords(unit: Unit, ticketId: number): Promise<void> {
  const released = await unit.tx.delivery.updateManyAndReturn({
    where: { ticketId, state: 'due', kind: 'ticket', ticket: { status: 'reopened' } },
    data: { dueAt: unit.at },
    select: { id: true },
  });
  for (const { id } of released) unit.later({ at: 'dispatch', id });
}
