import type { CatalogInForce } from '../../catalog/catalog.ts';
import { catalogInForce } from '../../catalog/in-force.ts';
import type { Db, Deps } from '../../deps.ts';
import { type Classifier, createClassifier, outcomesKept } from './classifier.ts';

interface Learned {
  version: number;
  classifier: Classifier;
  /** The newest review seen, and the newest moments of taking back and erasing; each asked for again with some overlap. */
  lastReview: number;
  /** Reviews up to this one are learned without being judged first: no confidence would rest on them. */
  judgedAfter: number;
  lastUndone: Date;
  lastErased: Date;
}

/** The oldest beyond these teach little that is new, and cost memory and the start its time (about half a second a thousand). */
const reviewsLearned = 10_000;
const page = 200;
// A transaction that began earlier may commit later: what it wrote is behind what was seen, but not far.
const overlapReviews = 100;
const overlapMilliseconds = 5 * 60_000;

const learnedOn = new WeakMap<Db, Promise<Learned>>();

/**
 * The local classifier, made of the catalogue in force and of every review so far, and brought up to date at each call: new
 * reviews are learned, those taken back and the words of people who were erased are unlearned. A new version of the catalogue
 * starts it afresh. One a database and process.
 */
export async function learnedClassifier(deps: Pick<Deps, 'db'>): Promise<Classifier> {
  const catalog = await catalogInForce(deps);
  if (!catalog) throw new Error('no catalogue has been imported');
  // One after another: two catching up at once would both read the same reviews.
  const before = learnedOn.get(deps.db);
  const next = (before ?? Promise.resolve(undefined))
    .catch(() => undefined)
    .then((known) => catchUp(deps.db, known?.version === catalog.version ? known : afresh(deps.db, catalog)));
  learnedOn.set(deps.db, next);
  return (await next).classifier;
}

async function afresh(db: Db, catalog: CatalogInForce): Promise<Learned> {
  const undone = await db.review.aggregate({ _max: { undoneAt: true } });
  const erased = await db.complaint.aggregate({ _max: { erasedAt: true } });
  return {
    version: catalog.version,
    classifier: createClassifier(catalog),
    lastReview: await reviewBefore(db, reviewsLearned),
    judgedAfter: await reviewBefore(db, outcomesKept),
    lastUndone: undone._max.undoneAt ?? new Date(0),
    lastErased: erased._max.erasedAt ?? new Date(0),
  };
}

/** The id of the review before the newest `count`; 0 where there are no more than these. */
async function reviewBefore(db: Db, count: number): Promise<number> {
  const review = await db.review.findFirst({ orderBy: { id: 'desc' }, skip: count, select: { id: true } });
  return review?.id ?? 0;
}

async function catchUp(db: Db, from: Learned | Promise<Learned>): Promise<Learned> {
  const learned = { ...(await from) };
  await unlearn(db, learned);
  for (let after = Math.max(0, learned.lastReview - overlapReviews); ; ) {
    const reviews = await readReviews(db, after);
    for (const { id, text, category, ofTicket } of reviews) {
      // A ticket that came back was reviewed again: only the last word counts.
      if (ofTicket.some((other) => other > id)) continue;
      for (const other of ofTicket) if (other !== id) learned.classifier.forget(other);
      learned.classifier.learn({ id, text, category, judge: id > learned.judgedAfter });
    }
    after = reviews.at(-1)?.id ?? after;
    learned.lastReview = Math.max(learned.lastReview, after);
    if (reviews.length < page) return learned;
  }
}

async function unlearn(db: Db, learned: Learned): Promise<void> {
  const undone = await db.review.findMany({
    where: { undoneAt: { gte: earlier(learned.lastUndone) } },
    select: { id: true, undoneAt: true },
  });
  const erased = await db.complaint.findMany({
    where: { erasedAt: { gte: earlier(learned.lastErased) } },
    select: { erasedAt: true, tickets: { select: { reviews: { select: { id: true } } } } },
  });
  for (const { id, undoneAt } of undone) {
    learned.classifier.forget(id);
    if (undoneAt! > learned.lastUndone) learned.lastUndone = undoneAt!;
  }
  for (const { erasedAt, tickets } of erased) {
    for (const { id } of tickets.flatMap(({ reviews }) => reviews)) learned.classifier.forget(id);
    if (erasedAt! > learned.lastErased) learned.lastErased = erasedAt!;
  }
}

function earlier(moment: Date): Date {
  return new Date(moment.getTime() - overlapMilliseconds);
}

/**
 * The next reviews that say a category, each with the words it was about: all that the resident wrote where the complaint is one
 * ticket, and the ticket's own draft and evidence where it is several.
 */
async function readReviews(db: Db, after: number) {
  const reviews = await db.review.findMany({
    where: {
      id: { gt: after },
      undoneAt: null,
      categoryCode: { not: null },
      verdict: { in: ['confirmed', 'corrected'] },
      ticket: { complaint: { erasedAt: null } },
    },
    orderBy: { id: 'asc' },
    take: page,
    select: {
      id: true,
      categoryCode: true,
      suggestion: { select: { evidence: true } },
      ticket: {
        select: {
          title: true,
          description: true,
          reviews: { where: { undoneAt: null }, select: { id: true } },
          complaint: {
            select: {
              _count: { select: { tickets: true } },
              messages: {
                where: { purpose: { in: ['report', 'addition'] }, supersededAt: null },
                orderBy: { id: 'asc' },
                select: { text: true },
              },
            },
          },
        },
      },
    },
  });
  return reviews.map(({ id, categoryCode, suggestion, ticket }) => {
    const { complaint, title, description } = ticket;
    const said = complaint.messages.flatMap(({ text }) => text ?? []);
    const words =
      complaint._count.tickets === 1 && said.length > 0 ? said : [...suggestion.evidence, title, description];
    const ofTicket = ticket.reviews.map((review) => review.id);
    return { id, category: categoryCode!, text: words.join('\n'), ofTicket };
  });
}
