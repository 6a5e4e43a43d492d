import type { Complaint, Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { expect } from '../people/expecting.ts';
import { bringBack } from '../review/bring-back.ts';
import { type Errand, endingOf, errandOf } from '../tickets/errand.ts';
import { heldByStaff } from '../tickets/hold.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import { secondThoughts } from './close-unheard.ts';

export type Followed =
  | { kind: 'closed'; reference: string }
  /** `said`: they had written why before they tapped. `escalated`: it is the supervisors' now. */
  | { kind: 'reopened'; reference: string; said: boolean; errand: Errand; escalated: boolean }
  | { kind: 'not-yours' | 'already' }
  /** It was closed so long ago that it is a matter of its own. */
  | { kind: 'too-late'; reference: string };

/** How long a reopened ticket waits for the resident's word why, before it goes back without one. */
export const wordsWhy = 2 * 60_000;

type Saying = { ticketId: number; version: number; personId: number; solved: boolean };
type Before = Ticket & { complaint: Complaint };

/** The resident says whether the answer solved it, or that it did not answer their question, which was over with it. */
export async function saySolved(deps: Deps, input: Saying): Promise<Followed> {
  return commit(deps, async (unit) => {
    const before = await unit.tx.ticket.findUnique({
      where: { id: input.ticketId },
      include: { complaint: true },
    });
    if (before?.complaint.personId !== input.personId) return { kind: 'not-yours' } as const;
    if (!input.solved) return sayNot(unit, before, input);
    const ticket = await moveTicket(unit, {
      ticketId: before.id,
      version: input.version,
      by: { kind: 'resident', personId: input.personId },
      step: 'close',
      change: { outcome: 'solved', closedAt: unit.at },
    });
    return ticket ? { kind: 'closed', reference: before.reference } : { kind: 'already' };
  });
}

/**
 * "Not" reopens at once. The first time the ticket goes back to its department, held back for a moment so that the reason can travel
 * along, unless it has been written already; with the second, the same way has led nowhere, and the supervisors decide which to take. Also
 * what was closed because nobody heard of them can be reopened, for a while.
 */
async function sayNot(unit: Unit, before: Before, { version, personId }: Saying): Promise<Followed> {
  const { reference } = before;
  const ending = endingOf(before);
  const lapsed = ending === 'no_answer' && unit.at.getTime() - before.closedAt!.getTime() > secondThoughts;
  if (lapsed) return { kind: 'too-late', reference };
  const isOver = ending === 'explained' || ending === 'no_answer';
  if (ending !== null && !isOver) return { kind: 'already' };
  const escalated = before.reopenings > 0;
  const ticket = await moveTicket(unit, {
    ticketId: before.id,
    version,
    by: { kind: 'resident', personId },
    step: escalated ? 'escalate' : isOver ? 'ask_again' : 'reopen',
    change: {
      reopenings: { increment: 1 },
      ...(!escalated && { rounds: { increment: 1 } }),
      ...{ closedAt: null, outcome: null, askedAt: null },
      ...(await heldByStaff(unit, before)),
    },
  });
  if (!ticket) return { kind: 'already' };
  const said = await spokeSinceAnswer(unit, ticket, personId);
  if (escalated) await bringBack(unit, ticket);
  else await wantDelivery(unit, ticket, 'ticket', said ? 0 : wordsWhy);
  await expect(unit.tx, personId, {
    what: 'not_solved',
    complaintId: ticket.complaintId,
    ticketId: ticket.id,
    until: new Date(unit.at.getTime() + 3_600_000),
  });
  return { kind: 'reopened', reference, said, errand: errandOf(ticket, before.complaint), escalated };
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
