import type { Db } from '../deps.ts';
import type { Classifier } from './local/classifier.ts';
import type { Problem, Proposal } from './proposal.ts';

/** A ruling on a matter like this one. */
export interface RuledAlike {
  /** The ticket's on which it was made. */
  reference: string;
  /** ISO, as it is kept in the suggestion's draft. */
  at: string;
}

/** Less alike, and staff would look in vain for what the two have in common. Cosine. */
const leastAlike = 0.35;
const lookedThrough = 32;

/** The proposal, with the ruling that each of its problems follows: the same category, on words that are much alike. */
export async function withRulings(
  db: Db,
  classifier: Classifier,
  proposal: Proposal,
  text: string,
): Promise<Proposal> {
  const alone = proposal.problems.length === 1;
  const problems = await Promise.all(
    proposal.problems.map(async (problem) => {
      const words = alone ? text : [...problem.evidence, problem.title, problem.description].join('\n');
      const ruled = await ruledAlike(db, classifier, problem, words);
      return ruled ? { ...problem, ruled } : problem;
    }),
  );
  return { ...proposal, problems };
}

async function ruledAlike(
  db: Db,
  classifier: Classifier,
  { category }: Problem,
  words: string,
): Promise<RuledAlike | null> {
  const near = classifier.nearest(words, lookedThrough).filter(({ likeness }) => likeness >= leastAlike);
  if (category === null || near.length === 0) return null;
  const rulings = await db.review.findMany({
    where: {
      id: { in: near.map(({ id }) => id) },
      ruling: true,
      undoneAt: null,
      categoryCode: category,
      ticket: { complaint: { erasedAt: null } },
    },
    include: { ticket: { select: { reference: true } } },
  });
  const nearest = near.flatMap(({ id }) => rulings.find((ruling) => ruling.id === id) ?? [])[0];
  return nearest ? { reference: nearest.ticket.reference, at: nearest.createdAt.toISOString() } : null;
}
