import type { Prisma, Ticket } from '../../prisma/generated/client.ts';
import type { MessagePurpose } from '../../prisma/generated/enums.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { type Actor, type EventType, record } from '../events.ts';
import { followLead } from '../neighbours/follow-lead.ts';
import type { Unit } from '../unit.ts';
import { holdAfter } from './hold.ts';
import { life, type Step } from './life.ts';

export interface Move {
  step: Step;
  ticketId: number;
  /** The version that the mover saw. Left out where the mover saw none (a call-back over HTTP, the sweep). */
  version?: number;
  change?: Prisma.TicketUncheckedUpdateManyInput;
  by: Actor;
  /** Words that go with the step: a reason, an answer. Kept with it, or not at all. */
  say?: Pick<Prisma.MessageUncheckedCreateInput, 'purpose' | 'text' | 'media'> & Partial<Source>;
  /** In their place: words that were kept before, and go with the step now. */
  adopt?: { messageId: number; as: MessagePurpose };
  data?: Prisma.InputJsonObject;
}

/** The message of a chat that words came in. */
export interface Source {
  chatId: bigint;
  telegramMessageId: number;
  mediaGroupId: string | null;
}

/** A ticket after a step, with the id of the message that holds the words to it. */
export type Moved = Ticket & { messageId: number | null };

/**
 * Takes a ticket one step on, or does nothing and returns null. The step is a compare-and-set on status and version in
 * one statement, so of two that race exactly one moves it. Words, event and cards follow in the same transaction.
 */
export async function moveTicket(unit: Unit, move: Move): Promise<Moved | null> {
  const { from, to } = life[move.step];
  const [ticket] = await unit.tx.ticket.updateManyAndReturn({
    where: { id: move.ticketId, status: { in: [...from] }, ...(move.version && { version: move.version }) },
    data: { ...holdAfter(move.step), ...move.change, status: to, version: { increment: 1 } },
  });
  if (!ticket) return null;
  const messageId = await keepWords(unit, ticket, move);
  await record(unit, {
    complaintId: ticket.complaintId,
    ticketId: ticket.id,
    type: eventOf[move.step],
    by: move.by,
    messageId,
    data: move.data,
  });
  await showMoved(unit, ticket, move.step);
  await followLead(unit, ticket, move.step);
  return { ...ticket, messageId };
}

/** How long a card waits with what a delivery is about to follow, in milliseconds: most are there by then, and it is edited once, not twice. */
const deliverySoon = 500;

/**
 * Shows the step on the ticket's cards. That a new draft goes to the reviewers shows on the card that goes there, and nowhere else: to the
 * resident it looks the same. (What has been with a department before, and came back, does not.)
 */
async function showMoved(unit: Unit, ticket: Ticket, step: Step): Promise<void> {
  if (step === 'present' && ticket.rounds === 0) return;
  await touchCards(unit, ticket, life[step].to === 'confirmed' ? { after: deliverySoon } : {});
}

async function keepWords({ tx, at }: Unit, ticket: Ticket, { say, adopt, by }: Move): Promise<number | null> {
  if (adopt) {
    const data = { purpose: adopt.as, sentAt: at };
    await tx.message.update({ where: { id: adopt.messageId, ticketId: ticket.id }, data });
    return adopt.messageId;
  }
  if (!say) return null;
  const message = await tx.message.create({
    data: {
      ...say,
      complaintId: ticket.complaintId,
      ticketId: ticket.id,
      authorId: 'personId' in by ? by.personId : null,
      sentAt: at,
    },
    select: { id: true },
  });
  return message.id;
}

const eventOf: Record<Step, EventType> = {
  present: 'presented',
  confirm: 'confirmed',
  rule: 'ruled',
  pass_on: 'passed_on',
  reject: 'rejected',
  merge: 'merged',
  unmerge: 'unmerged',
  give_back: 'given_back',
  agree: 'agreed',
  take_back: 'taken_back',
  take_back_thanks: 'taken_back',
  dispatch: 'dispatched',
  accept: 'accepted',
  return: 'returned',
  answer: 'answered',
  close: 'closed',
  reopen: 'reopened',
  ask_again: 'reopened',
  escalate: 'reopened',
  withdraw: 'withdrawn',
};
