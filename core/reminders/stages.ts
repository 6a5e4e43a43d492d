import type { Ticket } from '../../prisma/generated/client.ts';
import type { LimitName, ReminderStage } from '../../prisma/generated/enums.ts';

/** A limit that a ticket is under, and what time it is for it. */
export interface Remindable {
  limit: LimitName;
  limitAt: Date;
  stage: ReminderStage;
}

type Timed = Pick<Ticket, 'heldSince' | 'reviewBy' | 'acceptBy' | 'answerBy' | 'pausedAt' | 'dueAt'>;

const minute = 60_000;
/** A supervisor hears at the earliest, and at the latest, so long after a limit. */
const patience = { least: 15 * minute, most: 24 * 60 * minute };

/**
 * The limits that a ticket is under now: of what has to be done next, and of what the resident was told. A department's clock stands still
 * while it waits for the resident; theirs does not.
 */
export function limitsOf({ heldSince, reviewBy, acceptBy, answerBy, pausedAt, dueAt }: Timed) {
  if (heldSince === null) return [];
  const next: [LimitName, Date | null][] = reviewBy
    ? [['review', reviewBy]]
    : pausedAt
      ? []
      : acceptBy
        ? [['accept', acceptBy]]
        : [['answer', answerBy]];
  // What was lost on the way is not the fault of who has it now, but the resident waits all the same.
  const lost = dueAt !== null && (answerBy === null || dueAt < answerBy);
  if (lost) next.push(['resident', dueAt]);
  return next.flatMap(([limit, limitAt]) => (limitAt ? [{ limit, limitAt }] : []));
}

/** The stages that have come for a ticket: a quarter of its time before a limit, at it, and a quarter after it. */
export function stagesAt(ticket: Timed, now: Date): Remindable[] {
  return limitsOf(ticket).flatMap(({ limit, limitAt }): Remindable[] => {
    const quarter = (limitAt.getTime() - ticket.heldSince!.getTime()) / 4;
    const passed = now.getTime() - limitAt.getTime();
    const after = Math.min(Math.max(quarter, patience.least), patience.most);
    if (limit === 'resident') return passed >= 0 ? [{ limit, limitAt, stage: 'after' }] : [];
    if (passed >= after) return [{ limit, limitAt, stage: 'after' }];
    if (passed >= 0) return [{ limit, limitAt, stage: 'at' }];
    return passed >= -quarter ? [{ limit, limitAt, stage: 'before' }] : [];
  });
}
