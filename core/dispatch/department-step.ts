import type { Person, Ticket } from '../../prisma/generated/client.ts';
import type { Actor } from '../events.ts';
import { may } from '../people/roles.ts';
import { rulingOn } from '../review/supervised.ts';
import { after } from '../tickets/life.ts';
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
  /** The name of its system's call. A call is taken once, however far the ticket has gone before it is repeated. */
  call?: string;
}

export type NotTaken =
  | { kind: 'not-allowed' }
  /** No such ticket, or not this department's. */
  | { kind: 'not-theirs' }
  /** A supervisor ruled that it is this department's: it can't go back. */
  | { kind: 'ruled'; by: string | null; at: Date }
  /** The ticket is past this step: what it is now, and who of the department brought it there. `repeated`: this very call has taken it there before. */
  | { kind: 'already'; ticket: Ticket; by: Pick<Person, 'id' | 'name'> | null; repeated: boolean };

/** Why this department can't take this step now; null where it can. */
export async function whyNotTaken(
  unit: Unit,
  input: DepartmentInput,
  step: Move['step'],
): Promise<NotTaken | null> {
  const refused = await refuse(unit, input, step);
  if (refused) return refused;
  const now = await unit.tx.ticket.findUniqueOrThrow({ where: { id: input.ticketId } });
  return after(now.status, step) ? null : tooLate(unit, input, now);
}

/**
 * A step that only the department holding a ticket may take. Checked anew each time: the person's role, whose ticket it is, and by
 * compare-and-set its state.
 */
export async function departmentStep(
  unit: Unit,
  input: DepartmentInput,
  move: Pick<Move, 'step' | 'change' | 'say' | 'adopt' | 'data'>,
): Promise<{ kind: 'taken'; ticket: Moved } | NotTaken> {
  const { ticketId, by } = input;
  const refused = await refuse(unit, input, move.step);
  if (refused) return refused;
  const data = { ...move.data, ...(input.call && { call: input.call }) };
  const ticket = await moveTicket(unit, { ...move, ticketId, by, data });
  if (ticket) return { kind: 'taken', ticket };
  // Of two at once, the second waited for the first to write its event.
  return tooLate(unit, input, await unit.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } }));
}

/** Why it is not theirs to take, wherever the ticket stands. */
async function refuse(unit: Unit, input: DepartmentInput, step: Move['step']): Promise<NotTaken | null> {
  const { ticketId, by } = input;
  if (by.personId !== null && !(await may(unit.tx, by.personId, { memberOf: by.departmentCode }))) {
    return { kind: 'not-allowed' };
  }
  const before = await unit.tx.ticket.findUnique({ where: { id: ticketId } });
  if (before && (await wasTaken(unit, input)))
    return { kind: 'already', ticket: before, by: null, repeated: true };
  if (before?.departmentCode !== by.departmentCode) return { kind: 'not-theirs' };
  await proveArrival(unit, input);
  const ruling = step === 'return' ? await bindingRuling(unit, ticketId) : null;
  return ruling ? { kind: 'ruled', ...ruling } : null;
}

async function tooLate(unit: Unit, input: DepartmentInput, ticket: Ticket): Promise<NotTaken> {
  const [by, repeated] = [await whoWasFirst(unit, ticket), await wasTaken(unit, input)];
  return { kind: 'already', ticket, by, repeated };
}

/** Who of the department took the step that brought a ticket to where it is, if a department did. */
async function whoWasFirst(
  { tx }: Unit,
  { id, status }: Ticket,
): Promise<Pick<Person, 'id' | 'name'> | null> {
  const last = await tx.event.findFirst({
    where: { ticketId: id, type: { in: ['accepted', 'answered', 'returned'] } },
    orderBy: { id: 'desc' },
  });
  return last?.actorId && last.type === status
    ? tx.person.findUnique({ where: { id: last.actorId }, select: { id: true, name: true } })
    : null;
}

/** The ruling that gave the ticket to whoever has it. One that is made at this very moment is waited for. */
async function bindingRuling({ tx }: Unit, ticketId: number) {
  await tx.$executeRaw`select 1 from ticket where id = ${ticketId} for update`;
  const { status } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  return after(status, 'return') ? rulingOn(tx, ticketId) : null;
}

async function wasTaken({ tx }: Unit, { ticketId, by, call }: DepartmentInput): Promise<boolean> {
  if (!call) return false;
  const event = await tx.event.findFirst({
    where: { ticketId, departmentCode: by.departmentCode, data: { path: ['call'], equals: call } },
  });
  return event !== null;
}
