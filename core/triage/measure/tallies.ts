import type { ModelCallPurpose, SuggestionSource, Verdict } from '../../../prisma/generated/enums.ts';
import type { Deps } from '../../deps.ts';

/** All of the town's suggestions, reviews and calls, counted. Codes and numbers only. */
export interface Tallies {
  reviews: ReviewTally[];
  suggestions: { source: SuggestionSource; unsure: boolean; cascaded: boolean; suggestions: number }[];
  calls: CallTally[];
  /** Of the calls of the last day that ended: how long they took, by purpose. */
  lately: { purpose: ModelCallPurpose; p50: number; p95: number }[];
}

/** The last reviews that stand, of one kind. */
export interface ReviewTally {
  /** That was suggested; null: none. */
  category: string | null;
  source: SuggestionSource;
  verdict: Verdict;
  /** From which tenth on a confidence was stated, 0 to 0.9; null: none was. */
  tenth: number | null;
  reviews: number;
  /** The stated confidences, added up. */
  stated: number;
}

export interface CallTally {
  purpose: ModelCallPurpose;
  /** `open` where it is not known yet. */
  outcome: string;
  calls: number;
  tokensIn: number;
  tokensOut: number;
  cost: number;
  milliseconds: number;
}

const dayLong = 24 * 60 * 60_000;

export async function tallies({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Tallies> {
  const [reviews, suggestions, calls, lately] = await Promise.all([
    db.$queryRaw<ReviewTally[]>`
      with standing as (
        select distinct on (ticket_id) suggestion_id, verdict from review
        where undone_at is null
        order by ticket_id, id desc
      )
      select suggestion.category_code as category,
             suggestion.source::text as source,
             standing.verdict::text as verdict,
             (least(9, floor(suggestion.confidence * 10)) / 10)::float as tenth,
             count(*)::int as reviews,
             coalesce(sum(suggestion.confidence), 0)::float as stated
      from standing join suggestion on suggestion.id = standing.suggestion_id
      group by 1, 2, 3, 4`,
    db.$queryRaw<Tallies['suggestions']>`
      select source::text as source, unsure, cascaded, count(*)::int as suggestions
      from suggestion group by 1, 2, 3`,
    db.$queryRaw<CallTally[]>`
      select purpose::text as purpose,
             coalesce(outcome, 'open') as outcome,
             count(*)::int as calls,
             sum(tokens_in)::float as "tokensIn",
             sum(tokens_out)::float as "tokensOut",
             coalesce(sum(cost), 0)::float / 1000000 as cost,
             coalesce(sum(milliseconds), 0)::float as milliseconds
      from model_call group by 1, 2`,
    db.$queryRaw<Tallies['lately']>`
      select purpose::text as purpose,
             percentile_disc(0.5) within group (order by milliseconds) as p50,
             percentile_disc(0.95) within group (order by milliseconds) as p95
      from model_call
      where created_at >= ${new Date(now().getTime() - dayLong)} and milliseconds is not null
      group by 1`,
  ]);
  return { reviews, suggestions, calls, lately };
}
