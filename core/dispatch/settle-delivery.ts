import type { Delivery, Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantMediaCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import type { Carried } from './carry.ts';
import type { Dispatched } from './dispatch-delivery.ts';

const system = { kind: 'system' } as const;

/** Writes down what came of an attempt, unless somebody else has settled it since (a tap on the card proves that it arrived). */
export async function settleDelivery(deps: Deps, claimed: Delivery, carried: Carried): Promise<Dispatched> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    const [delivery] = await tx.delivery.updateManyAndReturn({
      where: { id: claimed.id, state: 'sending', attempts: claimed.attempts },
      data: settled(carried, at),
    });
    if (!delivery) return { kind: 'nothing-to-do' } as const;
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: delivery.ticketId } });
    if (carried.kind === 'delivered') {
      await arrive(unit, delivery, ticket, carried.post);
      return { kind: 'settled' } as const;
    }
    if (carried.kind === 'retry') return { kind: 'again', in: carried.milliseconds } as const;
    await tellPeople(unit, delivery, ticket, carried);
    return { kind: 'settled' } as const;
  });
}

/** The ticket is with its department: its state says so, and its card in the group, if it is one, is kept true from now on. */
export async function arrive(
  unit: Unit,
  delivery: Delivery,
  ticket: Ticket,
  post?: { chatId: bigint; messageId: number; digest?: string },
): Promise<void> {
  if (delivery.kind === 'recall') return;
  const ids = { complaintId: ticket.complaintId, ticketId: ticket.id };
  if (post) {
    await unit.tx.card.createMany({
      data: [
        {
          ...ids,
          kind: 'department',
          round: delivery.round,
          chatId: post.chatId,
          telegramMessageId: post.messageId,
          digest: post.digest ?? null,
          state: 'shown',
          shown: 1,
          dueAt: unit.at,
          createdAt: unit.at,
        },
      ],
      skipDuplicates: true,
    });
    await wantMediaCard(unit, {
      ...ids,
      kind: 'department_media',
      round: delivery.round,
      chatId: post.chatId,
    });
  }
  const data = { department: delivery.departmentCode, round: delivery.round };
  const moved = await moveTicket(unit, { step: 'dispatch', ticketId: ticket.id, by: system, data });
  // It was taken back while it was on its way: what has just arrived must say so at once.
  if (!moved) await touchCards(unit, { complaintId: ticket.complaintId, id: ticket.id });
}

async function tellPeople(
  unit: Unit,
  delivery: Delivery,
  ticket: Ticket,
  carried: { kind: 'unknown' | 'failed' },
): Promise<void> {
  await record(unit, {
    complaintId: ticket.complaintId,
    ticketId: ticket.id,
    type: carried.kind === 'unknown' ? 'delivery_unknown' : 'delivery_failed',
    by: system,
    data: { department: delivery.departmentCode, round: delivery.round },
  });
  await touchCards(unit, { complaintId: ticket.complaintId, id: ticket.id });
}

function settled(carried: Carried, at: Date) {
  switch (carried.kind) {
    case 'delivered':
      return { state: 'delivered', settledAt: at, failure: null } as const;
    case 'retry':
      return {
        state: 'due',
        dueAt: new Date(at.getTime() + carried.milliseconds),
        failure: carried.failure,
      } as const;
    default:
      return { state: carried.kind, settledAt: at, failure: carried.failure };
  }
}
