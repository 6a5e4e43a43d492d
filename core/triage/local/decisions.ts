import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Db } from '../../deps.ts';
import { wordsOf } from '../words/heard.ts';

/** What a person decided, with the words that it was about: a labelled case. */
export interface Decision {
  /** Of the review. */
  id: number;
  complaintId: number;
  /** Of the ticket. */
  reference: string;
  text: string;
  category: string;
  /** The duty that the ticket went out on, if any. */
  duty: string | null;
  /** A supervisor's word between departments. */
  ruling: boolean;
  /** The version of the catalogue that the suggestion rested on. */
  catalogVersion: number;
  /** What the model had said by itself, where it was asked and answered. */
  model: { said: string | null } | null;
  /** All standing reviews of the same ticket: the newest is what counts. */
  supersedes: number[];
}

const page = 500;

/** The standing decisions after a review, the oldest first, page by page. `upTo`: the newest review of the page. */
export async function* readDecisions(
  db: Db,
  after: number,
): AsyncGenerator<{ decisions: Decision[]; upTo: number }> {
  for (let from = after; ; ) {
    const reviews = await db.review.findMany({
      where: { id: { gt: from }, ...standing },
      orderBy: { id: 'asc' },
      take: page,
      select: whole,
    });
    if (reviews.length === 0) return;
    from = reviews.at(-1)!.id;
    yield { decisions: reviews.map(decisionOf), upTo: from };
    if (reviews.length < page) return;
  }
}

/** The decisions of these reviews, as far as they stand, the oldest first. */
export async function readDecisionsOf(db: Db, reviewIds: number[]): Promise<Decision[]> {
  const reviews = await db.review.findMany({
    where: { id: { in: reviewIds }, ...standing },
    orderBy: { id: 'asc' },
    select: whole,
  });
  return reviews.map(decisionOf);
}

const standing = {
  undoneAt: null,
  categoryCode: { not: null },
  verdict: { in: ['confirmed', 'corrected'] },
  ticket: { complaint: { erasedAt: null } },
} as const satisfies Prisma.ReviewWhereInput;

const whole = {
  id: true,
  categoryCode: true,
  ruling: true,
  suggestion: {
    select: {
      evidence: true,
      catalogVersionId: true,
      modelCode: true,
      modelCall: { select: { outcome: true } },
    },
  },
  ticket: {
    select: {
      complaintId: true,
      reference: true,
      dutyCode: true,
      title: true,
      description: true,
      reviews: { where: { undoneAt: null }, select: { id: true } },
      complaint: {
        select: {
          // Not `_count`, for which the client counts the tickets of all complaints there are.
          tickets: { select: { id: true } },
          messages: {
            where: { purpose: { in: ['report', 'addition'] }, supersededAt: null },
            orderBy: { id: 'asc' },
            select: { text: true, media: { select: { transcript: true }, orderBy: { id: 'asc' } } },
          },
        },
      },
    },
  },
} as const satisfies Prisma.ReviewSelect;

/** All that the resident wrote where the complaint is one ticket; the ticket's own draft and evidence where it is several. */
function decisionOf(review: Prisma.ReviewGetPayload<{ select: typeof whole }>): Decision {
  const { id, categoryCode, ruling, suggestion, ticket } = review;
  const { complaintId, reference, complaint, title, description } = ticket;
  const said = complaint.messages.flatMap(wordsOf).map(({ words }) => words);
  const words =
    complaint.tickets.length === 1 && said.length > 0 ? said : [...suggestion.evidence, title, description];
  return {
    id,
    complaintId,
    reference,
    text: words.join('\n'),
    category: categoryCode!,
    duty: ticket.dutyCode,
    ruling,
    catalogVersion: suggestion.catalogVersionId,
    model: suggestion.modelCall?.outcome === 'answered' ? { said: suggestion.modelCode } : null,
    supersedes: ticket.reviews.map((other) => other.id).filter((other) => other !== id),
  };
}
