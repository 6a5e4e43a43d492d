import type { TicketStatus } from '../../prisma/generated/enums.ts';

/**
 * The life of a ticket, in one table: each step leads from some states to exactly one.
 * A step that is not listed for a state is refused, wherever it comes from.
 */
export const life = {
  present: { from: ['drafted', 'returned'], to: 'in_review' },
  confirm: { from: ['in_review'], to: 'confirmed' },
  rule: { from: ['in_review'], to: 'confirmed' },
  pass_on: { from: ['in_review'], to: 'closed' },
  reject: { from: ['in_review'], to: 'rejected' },
  merge: { from: ['in_review'], to: 'merged' },
  unmerge: { from: ['merged'], to: 'in_review' },
  give_back: { from: ['merged'], to: 'drafted' },
  agree: { from: ['merged'], to: 'merged' },
  take_back: { from: ['confirmed', 'dispatched', 'rejected'], to: 'in_review' },
  take_back_thanks: { from: ['closed'], to: 'in_review' },
  dispatch: { from: ['confirmed', 'reopened'], to: 'dispatched' },
  accept: { from: ['dispatched'], to: 'accepted' },
  return: { from: ['dispatched', 'accepted'], to: 'returned' },
  answer: { from: ['dispatched', 'accepted'], to: 'answered' },
  close: { from: ['answered'], to: 'closed' },
  reopen: { from: ['answered'], to: 'reopened' },
  ask_again: { from: ['closed'], to: 'reopened' },
  escalate: { from: ['answered', 'closed'], to: 'returned' },
  withdraw: { from: ['drafted', 'in_review', 'confirmed', 'returned', 'merged'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly TicketStatus[]; to: TicketStatus }>;

export type Step = keyof typeof life;

/** Where this step leads from this state, or null where it must not be taken. */
export function after(status: TicketStatus, step: Step): TicketStatus | null {
  const { from, to } = life[step];
  return (from as readonly TicketStatus[]).includes(status) ? to : null;
}

/** States in which nothing more is owed to anybody. */
export const endedStates: readonly TicketStatus[] = ['closed', 'rejected', 'merged', 'withdrawn'];
/** States in which staff have not decided yet. */
export const undecidedStates: readonly TicketStatus[] = ['drafted', 'in_review', 'returned'];

/** States in which a department is at it. */
export const departmentStates: readonly TicketStatus[] = ['dispatched', 'accepted'];

/** The department that has a ticket, or is about to have it; null while it is nobody's. */
export function holderOf({
  status,
  departmentCode,
}: {
  status: TicketStatus;
  departmentCode: string | null;
}) {
  return undecidedStates.includes(status) ? null : departmentCode;
}
