import type { ComplaintKind, Outcome, TicketStatus, Urgency } from '../../prisma/generated/enums.ts';
import type { Deps } from '../deps.ts';

/** Tickets that residents wrote between two moments. */
export interface Period {
  from: Date;
  to: Date;
}

/** One ticket, as far as it says anything about the department that has it. */
export interface Case {
  department: string;
  category: string;
  urgency: Urgency;
  kind: ComplaintKind;
  emergency: boolean;
  status: TicketStatus;
  outcome: Outcome | null;
  dueAt: Date | null;
  reopenings: number;
  /** When it first came to this department, when this first took it on or answered, and when it first answered. */
  cameAt: Date | null;
  respondedAt: Date | null;
  answeredAt: Date | null;
  /** How often this department sent it back, although it has it after all. */
  sentBack: number;
}

/** A resident's word to an answer, with whoever had given that. */
export interface Word {
  department: string;
  category: string;
  urgency: Urgency;
  kind: ComplaintKind;
  emergency: boolean;
  solved: boolean;
}

/**
 * The tickets that count. What is nobody's counts for nobody: what was merged, withdrawn or ended without a department, thanks, what a
 * resident left behind who was erased, what a grid worker saw on their round, and what lies with staff, unless the resident has brought it back there.
 */
export async function readCases({ db }: Pick<Deps, 'db'>, { from, to }: Period): Promise<Case[]> {
  return db.$queryRaw<Case[]>`
    select ticket.department_code as department, ticket.category_code as category, ticket.urgency, complaint.kind,
      complaint.emergency is not null as emergency, ticket.status, ticket.outcome, ticket.due_at as "dueAt",
      ticket.reopenings, came.at as "cameAt", took.responded as "respondedAt", took.answered as "answeredAt",
      took.returned as "sentBack"
    from ticket
    join complaint on complaint.id = ticket.complaint_id
    left join lateral (
      select min(at) as at from event
      where ticket_id = ticket.id and type = 'dispatched' and data->>'department' = ticket.department_code
    ) came on true
    left join lateral (
      select min(at) filter (where type in ('accepted', 'answered')) as responded,
        min(at) filter (where type = 'answered') as answered,
        count(*) filter (where type = 'returned')::int as returned
      from event where ticket_id = ticket.id and department_code = ticket.department_code
    ) took on true
    where complaint.written_at >= ${from} and complaint.written_at < ${to} and complaint.origin = 'resident'
      and ticket.department_code is not null and ticket.category_code is not null and ticket.due_at is not null
      and (ticket.outcome is null or ticket.outcome <> 'erased')
      and (ticket.status in ('confirmed', 'dispatched', 'accepted', 'answered', 'closed', 'reopened')
        or (ticket.status in ('returned', 'in_review') and ticket.reopenings > 1))`;
}

/** What residents said of answers, each word with the department whose answer it was. */
export async function readWords({ db }: Pick<Deps, 'db'>, { from, to }: Period): Promise<Word[]> {
  return db.$queryRaw<Word[]>`
    select answer.department_code as department, ticket.category_code as category, ticket.urgency, complaint.kind,
      complaint.emergency is not null as emergency, word.type = 'closed' as solved
    from event word
    join ticket on ticket.id = word.ticket_id
    join complaint on complaint.id = word.complaint_id
    join lateral (
      select department_code from event
      where ticket_id = word.ticket_id and type = 'answered' and id < word.id
      order by id desc limit 1
    ) answer on true
    where complaint.written_at >= ${from} and complaint.written_at < ${to} and complaint.origin = 'resident'
      and word.actor_kind = 'resident' and word.type in ('closed', 'reopened')
      and ticket.category_code is not null
      and (ticket.outcome is null or ticket.outcome <> 'erased') and ticket.status not in ('merged', 'withdrawn', 'rejected')`;
}

/** How often each department said "not ours". */
export async function readReturns(
  { db }: Pick<Deps, 'db'>,
  { from, to }: Period,
): Promise<{ department: string; count: number }[]> {
  return db.$queryRaw`
    select event.department_code as department, count(*)::int as count
    from event join complaint on complaint.id = event.complaint_id
    where event.type = 'returned' and event.department_code is not null
      and complaint.written_at >= ${from} and complaint.written_at < ${to}
    group by event.department_code`;
}
