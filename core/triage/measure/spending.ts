import type { ModelCallPurpose } from '../../../prisma/generated/enums.ts';
import type { Deps } from '../../deps.ts';

/** What the calls of one purpose took on one day of the town. */
export interface DaySpent {
  day: string;
  purpose: ModelCallPurpose;
  calls: number;
  /** How many ended in which way; `open` for what is not known yet. */
  outcomes: Record<string, number>;
  tokensIn: number;
  tokensOut: number;
  /** In the currency of the prices; null where no call had one. */
  cost: number | null;
  /** Of the calls that ended: half, and 95 of 100, took at most so long. */
  p50: number | null;
  p95: number | null;
}

/** The model's calls by day and purpose, the latest day first. */
export async function spendingSince(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  since: Date,
): Promise<DaySpent[]> {
  return db.$queryRaw<DaySpent[]>`
    with call as (
      select *, to_char(created_at at time zone ${settings.timeZone}, 'YYYY-MM-DD') as day,
             coalesce(outcome, 'open') as ended
      from model_call where created_at >= ${since}
    ), ends as (
      select day, purpose, jsonb_object_agg(ended, calls) as outcomes
      from (select day, purpose, ended, count(*) as calls from call group by 1, 2, 3) as counted
      group by 1, 2
    )
    select day, purpose::text as purpose,
           count(*)::int as calls,
           ends.outcomes,
           sum(tokens_in)::float as "tokensIn",
           sum(tokens_out)::float as "tokensOut",
           sum(cost)::float / 1000000 as cost,
           percentile_disc(0.5) within group (order by milliseconds) as p50,
           percentile_disc(0.95) within group (order by milliseconds) as p95
    from call join ends using (day, purpose)
    group by day, purpose, ends.outcomes
    order by day desc, purpose`;
}
