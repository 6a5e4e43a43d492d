import type { Ticket } from '../../prisma/generated/client.ts';
import type { LimitName, ReminderStage } from '../../prisma/generated/enums.ts';

/** A limit that a ticket is under, and what time it is for it. */
export interface Remindable {
  limit: LimitName;
  limitAt: Date;
  stage: ReminderStage;
}

type Timed = Pick<
  Ticket,
  'status' | 'heldSince' | 'reviewBy' | 'acceptBy' | 'answerBy' | 'pausedAt' | 'dueAt' | 'promisedFor'
>;

const minute = 60_000;
/** A supervisor hears at the earliest, and at the latest, so long after a limit. */
const patience = { least: 15 * minute, most: 24 * 60 * minute };

/** A department hears of what it has promised so long before it must be done. */
const beforePromise = 24 * 60 * minute;

/**
 * The limits that a ticket is under now: of what has to be done next, of what the resident was told, and of what was promised to them. A
 * department's clock stands still while it waits for the resident; theirs does not.
 */
export function limitsOf(ticket: Timed): { limit: LimitName; limitAt: Date }[] {
  const { status, heldSince, answerBy, dueAt, promisedFor } = ticket;
  if (status === 'answered' && promisedFor) return [{ limit: 'promised', limitAt: promisedFor }];
  if (heldSince === null) return [];
  // What was lost on the way is not the fault of who has it now, but the resident waits all the same.
  const lost = dueAt !== null && (answerBy === null || dueAt < answerBy);
  return [...nextLimit(ticket), ...(lost ? [{ limit: 'resident' as const, limitAt: dueAt }] : [])];
}

function nextLimit({ reviewBy, acceptBy, answerBy, pausedAt }: Timed): { limit: LimitName; limitAt: Date }[] {
  if (reviewBy) return [{ limit: 'review', limitAt: reviewBy }];
  if (pausedAt) return [];
  if (acceptBy) return [{ limit: 'accept', limitAt: acceptBy }];
  return answerBy ? [{ limit: 'answer', limitAt: answerBy }] : [];
}

/**
 * The stages that have come for a ticket: a quarter of its time before a limit, at it, and a quarter after it. A promise has a day before,
 * and nothing after: then the resident is asked.
 */
export function stagesAt(ticket: Timed, now: Date): Remindable[] {
  return limitsOf(ticket).flatMap(({ limit, limitAt }): Remindable[] => {
    const stage = stageOf(ticket, limit, now.getTime() - limitAt.getTime(), limitAt);
    return stage ? [{ limit, limitAt, stage }] : [];
  });
}

/** `passed`: since the limit, in milliseconds; below 0 before it. */
function stageOf(
  { heldSince }: Timed,
  limit: LimitName,
  passed: number,
  limitAt: Date,
): ReminderStage | null {
  if (limit === 'resident') return passed >= 0 ? 'after' : null;
  if (limit === 'promised') return passed >= 0 ? 'at' : passed >= -beforePromise ? 'before' : null;
  const quarter = (limitAt.getTime() - heldSince!.getTime()) / 4;
  const after = Math.min(Math.max(quarter, patience.least), patience.most);
  if (passed >= after) return 'after';
  if (passed >= 0) return 'at';
  return passed >= -quarter ? 'before' : null;
}
