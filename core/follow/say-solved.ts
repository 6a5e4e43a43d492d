import type { Complaint, Ticket } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { wantDelivery } from '../dispatch/want-delivery.ts';
import { agree, leadOf } from '../neighbours/say-of-group.ts';
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
    const lead = await leadOf(unit, before);
    if (!input.solved) return sayNot(unit, lead ?? before, { ...input, speaker: before });
    if (lead) {
      const agreed = await agree(unit, before, input);
      return agreed ? { kind: 'closed', reference: before.reference } : { kind: 'already' };
    }
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
async function sayNot(
  unit: Unit,
  before: Before,
  { version, personId, speaker }: Saying & { speaker: Before },
): Promise<Followed> {
  const { reference } = speaker;
  const ending = endingOf(before);
  const ofAnother = speaker.id !== before.id && ending === 'solved';
  const lapsed =
    (ending === 'no_answer' || ofAnother) && unit.at.getTime() - before.closedAt!.getTime() > secondThoughts;
  if (lapsed) return { kind: 'too-late', reference };
  const isOver = ending === 'explained' || ending === 'no_answer' || ofAnother;
  if (ending !== null && !isOver) return { kind: 'already' };
  const escalated = before.reopenings > 0;
  const ticket = await moveTicket(unit, {
    ticketId: before.id,
    // Whose ticket is merged saw the version of that one.
    ...(before.id === speaker.id && { version }),
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
  const said = await spokeSinceAnswer(unit, ticket, speaker);
  if (escalated) await bringBack(unit, ticket);
  else await wantDelivery(unit, ticket, 'ticket', said ? 0 : wordsWhy);
  await expect(unit.tx, personId, {
    what: 'not_solved',
    complaintId: speaker.complaintId,
    ticketId: speaker.id,
    until: new Date(unit.at.getTime() + 3_600_000),
  });
  return { kind: 'reopened', reference, said, errand: errandOf(ticket, before.complaint), escalated };
}

async function spokeSinceAnswer({ tx }: Unit, { id }: Ticket, { complaintId, complaint }: Before) {
  const answer = await tx.message.findFirst({
    where: { ticketId: id, purpose: 'answer' },
    orderBy: { id: 'desc' },
  });
  const later = {
    complaintId,
    authorId: complaint.personId,
    id: { gt: answer?.id ?? 0 },
    text: { not: null },
  };
  return (await tx.message.count({ where: { ...later, version: 1 } })) > 0;
}

/** The resident has said why: the reopened ticket need not wait any longer. */
export async function sendWithWords(unit: Unit, ticketId: number): Promise<void> {
  const released = await unit.tx.delivery.updateManyAndReturn({
    where: {
      ...{ state: 'due', kind: 'ticket' },
      ticket: { status: 'reopened', OR: [{ id: ticketId }, { merged: { some: { id: ticketId } } }] },
    },
    data: { dueAt: unit.at },
    select: { id: true },
  });
  for (const { id } of released) unit.later({ at: 'dispatch', id });
}
