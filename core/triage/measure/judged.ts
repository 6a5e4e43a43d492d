import type { SuggestionSource, Verdict } from '../../../prisma/generated/enums.ts';
import type { Db } from '../../deps.ts';

/** A suggestion beside what a person decided. Codes and numbers only, so it outlives the words of whoever was erased. */
export interface Judged {
  verdict: Verdict;
  /** The category that the person chose; null where they ended the ticket without a department. */
  decided: string | null;
  /** The category that was suggested; null where none was. */
  suggested: string | null;
  runnerUp: string | null;
  source: SuggestionSource;
  confidence: number | null;
  unsure: boolean;
  cascaded: boolean;
  catalogVersion: number;
  /** Of the call that was made for it, whatever came of it. */
  modelName: string | null;
  promptVersion: string | null;
  /** From the suggestion to the first decision on it. */
  seconds: number;
}

/**
 * Every ticket's suggestion beside its last review that stands. A ticket that came back counts once, by the last word on it; what was
 * taken back within the minute counts for nothing.
 */
export async function judgedSince(db: Db, since: Date): Promise<Judged[]> {
  return db.$queryRaw<Judged[]>`
    with standing as (
      select distinct on (ticket_id) *,
             min(created_at) over (partition by suggestion_id) as first_at
      from review where undone_at is null
      order by ticket_id, id desc
    )
    select standing.verdict::text as verdict,
           standing.category_code as decided,
           suggestion.category_code as suggested,
           suggestion.runner_up_code as "runnerUp",
           suggestion.source::text as source,
           suggestion.confidence,
           suggestion.unsure,
           suggestion.cascaded,
           suggestion.catalog_version_id as "catalogVersion",
           call.model_name as "modelName",
           call.prompt_version as "promptVersion",
           extract(epoch from standing.first_at - suggestion.created_at)::float as seconds
    from standing
    join suggestion on suggestion.id = standing.suggestion_id
    left join model_call call on call.id = suggestion.model_call_id
    where standing.created_at >= ${since}
    order by standing.id`;
}

/** The suggestion named a category, and the person chose one: it was right or wrong. */
export function isDecided({ verdict, suggested }: Judged): boolean {
  return suggested !== null && verdict !== 'rejected';
}
