import type { Delivery, Ticket } from '../../prisma/generated/client.ts';
import { touchCards, wantMediaCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { showMembersMedia } from '../neighbours/group.ts';
import { heldByDepartment } from '../tickets/hold.ts';
import { moveTicket } from '../tickets/move-ticket.ts';
import { commit, type Unit } from '../unit.ts';
import type { Carried } from './carry.ts';
import type { Dispatched } from './dispatch-delivery.ts';

const system = { kind: 'system' } as const;

/** At this failed attempt the reviewers' card begins to say that the ticket is not there yet: sooner it would only flicker. */
const worthTelling = 3;

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
    if (carried.kind === 'retry') {
      if (delivery.attempts === worthTelling) await showState(unit, ticket);
      return { kind: 'again', in: carried.milliseconds } as const;
    }
    await tellPeople(unit, delivery, ticket, carried);
    return { kind: 'settled' } as const;
  });
}

/** A message that is the card of a delivery. */
export interface Post {
  chatId: bigint;
  messageId: number;
  digest?: string;
}

/** The ticket is with its department: its state says so, and its card in the group, if it is one, is kept true from now on. */
export async function arrive(unit: Unit, delivery: Delivery, ticket: Ticket, post?: Post): Promise<void> {
  if (delivery.kind === 'recall') return;
  if (post) await keepCard(unit, delivery, ticket, post);
  // What arrives late must not stand for a later round, which may be on its way to another department just now.
  const [now] = await unit.tx.$queryRaw<{ rounds: number }[]>`
    select rounds from ticket where id = ${ticket.id} for update`;
  const data = { department: delivery.departmentCode, round: delivery.round };
  const moved =
    delivery.round === now?.rounds &&
    (await moveTicket(unit, {
      step: 'dispatch',
      ticketId: ticket.id,
      change: await heldByDepartment(unit, ticket),
      by: system,
      data,
    }));
  // It was taken back while it was on its way: what has just arrived must say so at once.
  if (!moved) await showState(unit, ticket);
}

/**
 * Writes down which message is a delivery's card, unless one is known, and wants the photos beside it. A group that has become a supergroup
 * while the answer was on its way left that message behind: there the card is shown anew.
 */
export async function keepCard(unit: Unit, delivery: Delivery, ticket: Ticket, post: Post): Promise<void> {
  const chatId = (await movedTo(unit, delivery, post)) ?? post.chatId;
  const of = { complaintId: ticket.complaintId, ticketId: ticket.id, round: delivery.round, chatId };
  const stands = {
    telegramMessageId: post.messageId,
    digest: post.digest ?? null,
    state: 'shown',
    shown: 1,
  } as const;
  const [card] = await unit.tx.card.createManyAndReturn({
    data: [
      {
        ...of,
        kind: 'department',
        ...(chatId === post.chatId && stands),
        dueAt: unit.at,
        createdAt: unit.at,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (card && chatId !== post.chatId) unit.later({ at: 'notify', id: card.id });
  await wantMediaCard(unit, { ...of, kind: 'department_media' });
  await showMembersMedia(unit, ticket);
}

/** Where the group is by now. Held until this is written, so that whoever moves it just then finds the card. */
async function movedTo({ tx }: Unit, { channelId }: Delivery, { chatId }: Post): Promise<bigint | null> {
  const [channel] = await tx.$queryRaw<{ chatId: bigint | null }[]>`
    select chat_id as "chatId" from channel where id = ${channelId} and retired_at is null for share`;
  return channel?.chatId && channel.chatId !== chatId ? channel.chatId : null;
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
  await showState(unit, ticket);
}

function showState(unit: Unit, { complaintId, id }: Ticket): Promise<void> {
  return touchCards(unit, { complaintId, id });
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
