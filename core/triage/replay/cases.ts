import type { SuggestionSource } from '../../../prisma/generated/enums.ts';
import type { Db } from '../../deps.ts';
import type { ModelFailure } from '../model/propose-with-model.ts';
import type { Reading } from '../proposal.ts';
import { wordsOf } from '../words/heard.ts';

/** A review that says a category: what was suggested then, and what a person decided. */
export interface Case {
  reviewId: number;
  ticketId: number;
  complaintId: number;
  /** By which staff find the ticket. */
  reference: string;
  decided: string;
  /** What staff were shown; and what each source said by itself. Null where nothing is kept that it could be held against. */
  suggestion: Said | null;
  model: Said | null;
  local: Said | null;
  suggestedAt: Date;
  decidedAt: Date;
}

export interface Said {
  /** Null: no category. */
  said: string | null;
}

/** What an answer that cannot be used says of the model and its prompt: that nothing is suggested. */
export const useless: readonly string[] = ['refused', 'cut-off', 'unreadable'] satisfies ModelFailure[];

/** The newest so many: as far back as the local classifier learns. */
const most = 10_000;

/** The last standing reviews that say a category, in the order in which they were made. None of their words. */
export async function readCases(db: Db): Promise<Case[]> {
  const rows = await db.$queryRaw<Row[]>`
    with standing as (
      select distinct on (ticket_id) * from review
      where undone_at is null
      order by ticket_id, id desc
    )
    select standing.id as "reviewId",
           standing.ticket_id as "ticketId",
           ticket.complaint_id as "complaintId",
           ticket.reference,
           standing.category_code as decided,
           suggestion.source::text as source,
           suggestion.category_code as suggested,
           suggestion.model_code as "modelCode",
           suggestion.local_code as "localCode",
           suggestion.failure,
           call.outcome,
           suggestion.created_at as "suggestedAt",
           standing.created_at as "decidedAt"
    from standing
    join ticket on ticket.id = standing.ticket_id
    join suggestion on suggestion.id = standing.suggestion_id
    left join model_call call on call.id = suggestion.model_call_id
    where standing.category_code is not null and standing.verdict <> 'rejected'
    order by standing.created_at desc, standing.id desc
    limit ${most}`;
  return rows.reverse().map(caseOf);
}

type Row = Omit<Case, 'suggestion' | 'model' | 'local'> & {
  source: SuggestionSource;
  suggested: string | null;
  modelCode: string | null;
  localCode: string | null;
  failure: string | null;
  /** Of the call of the model, if one was made. */
  outcome: string | null;
};

/** A model that was not asked is held against what staff saw without it. */
function caseOf({ source, suggested, modelCode, localCode, failure, outcome, ...row }: Row): Case {
  const suggestion = failure === null || useless.includes(failure) ? { said: suggested } : null;
  // The local classifier's suggestion stands where it is sure, but it is not the model's.
  const ofModel = failure === null ? suggestion : suggestion && { said: null };
  return {
    ...row,
    suggestion,
    model: outcome === 'answered' ? { said: modelCode } : ofModel,
    local: localCode !== null || source === 'local' ? { said: localCode ?? suggested } : null,
  };
}

const page = 200;

/**
 * What triage read for each case, as it stood when the suggestion was made: all words of a complaint of one ticket, and of one of several
 * the ticket's own part. What was erased, or never had words, is missing.
 */
export async function readWords(db: Db, cases: Case[]): Promise<Map<Case, Reading>> {
  const readings = new Map<Case, Reading>();
  for (let from = 0; from < cases.length; from += page) {
    const some = cases.slice(from, from + page);
    const tickets = new Map((await readTickets(db, some)).map((ticket) => [ticket.id, ticket]));
    for (const one of some) {
      const reading = readingOf(tickets.get(one.ticketId)!, one);
      if (reading.text.trim() !== '') readings.set(one, reading);
    }
  }
  return readings;
}

type Ticket = Awaited<ReturnType<typeof readTickets>>[number];

function readTickets(db: Db, cases: Case[]) {
  return db.ticket.findMany({
    where: { id: { in: cases.map(({ ticketId }) => ticketId) }, complaint: { erasedAt: null } },
    select: {
      id: true,
      title: true,
      description: true,
      reviews: { select: { id: true, suggestion: { select: { evidence: true } } } },
      complaint: {
        select: {
          language: true,
          latitude: true,
          tickets: { select: { id: true } },
          messages: {
            where: { purpose: { in: ['report', 'addition', 'correction', 'reply', 'not_solved'] } },
            orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
            select: {
              text: true,
              sentAt: true,
              supersededAt: true,
              media: { select: { kind: true, transcript: true }, orderBy: { id: 'asc' } },
            },
          },
        },
      },
    },
  });
}

function readingOf(ticket: Ticket | undefined, { reviewId, suggestedAt }: Case): Reading {
  const complaint = ticket?.complaint;
  const messages = (complaint?.messages ?? []).filter(
    ({ sentAt, supersededAt }) =>
      sentAt <= suggestedAt && (supersededAt === null || supersededAt > suggestedAt),
  );
  const kinds = messages.flatMap(({ media }) => media.map(({ kind }) => kind));
  const whole = messages.flatMap(wordsOf).map(({ words }) => words);
  const evidence = ticket?.reviews.find(({ id }) => id === reviewId)?.suggestion.evidence ?? [];
  const part = ticket ? [...evidence, ticket.title, ticket.description] : [];
  return {
    text: (complaint?.tickets.length === 1 ? whole : part).join('\n'),
    photos: kinds.filter((kind) => kind === 'photo').length,
    voices: kinds.filter((kind) => kind === 'voice' || kind === 'audio').length,
    hasPlace: (complaint?.latitude ?? null) !== null,
    language: complaint?.language ?? 'zh',
  };
}
