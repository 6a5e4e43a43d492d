import type { Ticket } from '../../prisma/generated/client.ts';
import type { Actor } from '../events.ts';
import { may } from '../people/roles.ts';
import { type Move, type Moved, moveTicket } from '../tickets/move-ticket.ts';
import type { Unit } from '../unit.ts';
import { proveArrival } from './prove-arrival.ts';

/** Who acts for a department: one of its people in a chat, or its own system over HTTP, known by its secret. */
export interface DepartmentInput {
  ticketId: number;
  by: Extract<Actor, { kind: 'department' }>;
  /** The version on the card that was tapped, if it was a card. */
  version?: number;
  /** The card that was tapped, if it was one. */
  card?: { chatId: bigint; messageId: number };
}

export type NotTaken =
  | { kind: 'not-allowed' }
  /** No such ticket, or not this department's. */
  | { kind: 'not-theirs' }
  /** The ticket is past this step: what it is now. */
  | { kind: 'already'; ticket: Ticket };

/**
 * A step that only the department holding a ticket may take. Checked anew each time: the person's role, whose ticket it is, and by
 * compare-and-set its state.
 */
export async function departmentStep(
  unit: Unit,
  input: DepartmentInput,
  move: Pick<Move, 'step' | 'change' | 'say' | 'data'>,
): Promise<{ kind: 'taken'; ticket: Moved } | NotTaken> {
  const { ticketId, by } = input;
  if (by.personId !== null && !(await may(unit.tx, by.personId, { memberOf: by.departmentCode }))) {
    return { kind: 'not-allowed' };
  }
  const before = await unit.tx.ticket.findUnique({ where: { id: ticketId } });
  if (before?.departmentCode !== by.departmentCode) return { kind: 'not-theirs' };
  await proveArrival(unit, input);
  const ticket = await moveTicket(unit, { ...move, ticketId, by });
  if (ticket) return { kind: 'taken', ticket };
  return { kind: 'already', ticket: await unit.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } }) };
}
