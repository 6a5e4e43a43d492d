import type { CatalogInForce } from '../../catalog/catalog.ts';
import { catalogInForce } from '../../catalog/in-force.ts';
import type { Db, Deps } from '../../deps.ts';
import { readDecisions, readDecisionsOf } from './decisions.ts';
import { type Learned, type Learning, startLearning } from './learning.ts';

interface State {
  catalog: CatalogInForce;
  learning: Learning;
  /** How many were learned. */
  decisions: number;
  /** The newest review seen, and those seen shortly before it. */
  lastReview: number;
  seen: Set<number>;
  /** The newest moments of taking back and erasing, asked for again with some overlap. */
  lastUndone: Date;
  lastErased: Date;
}

/** The oldest beyond these teach little that is new, and cost memory and time at the start. */
const decisionsLearned = 10_000;
/** With so many a long-lived process starts afresh, with the newest of them. */
const decisionsHeld = 12_500;
// A transaction that began earlier may commit later: what it wrote is behind what was seen, but not far.
const overlapReviews = 100;
const page = 500;
const overlapMilliseconds = 5 * 60_000;

const learnedOn = new WeakMap<Db, Promise<State | undefined>>();

/**
 * The local classifier, and the blend of it with the model, made of the catalogue in force and of every review so far. Brought up to
 * date at each call: new reviews are learned, those taken back and the words of people who were erased are unlearned. A new version of
 * the catalogue starts both afresh. One a database and process. Whoever has just asked which catalogue is in force gives it.
 */
export async function learnedFrom(deps: Pick<Deps, 'db'>, inForce?: CatalogInForce): Promise<Learned> {
  const catalog = inForce ?? (await catalogInForce(deps));
  if (!catalog) throw new Error('no catalogue has been imported');
  // One after another: two catching up at once would both read the same reviews.
  const before = learnedOn.get(deps.db) ?? Promise.resolve(undefined);
  const next = before.then((known) =>
    known?.catalog.version === catalog.version && known.decisions < decisionsHeld
      ? catchUp(deps.db, known)
      : afresh(deps.db, catalog),
  );
  // What is known stays known when the database is away for a moment.
  learnedOn.set(
    deps.db,
    next.catch(() => before),
  );
  return (await next).learning;
}

async function afresh(db: Db, catalog: CatalogInForce): Promise<State> {
  const undone = await db.review.aggregate({ _max: { undoneAt: true } });
  const erased = await db.complaint.aggregate({ _max: { erasedAt: true } });
  const state: State = {
    catalog,
    learning: startLearning(db, catalog, catalog.version),
    decisions: 0,
    lastReview: await reviewBefore(db, decisionsLearned),
    seen: new Set(),
    lastUndone: undone._max.undoneAt ?? new Date(0),
    lastErased: erased._max.erasedAt ?? new Date(0),
  };
  const decisions = [];
  for await (const page of readDecisions(db, state.lastReview)) {
    state.lastReview = page.upTo;
    decisions.push(
      ...page.decisions.filter(({ supersedes, id }) => supersedes.every((other) => other <= id)),
    );
  }
  await state.learning.begin(decisions);
  state.decisions = decisions.length;
  return state;
}

async function catchUp(db: Db, from: State): Promise<State> {
  const state = { ...from };
  await unlearn(db, state);
  const unseen = await reviewsUnseen(db, state);
  // A page at a time: after a long pause there may be many.
  for (let at = 0; at < unseen.length; at += page) {
    const decisions = await readDecisionsOf(db, unseen.slice(at, at + page));
    state.decisions += await state.learning.goOn(decisions);
  }
  return state;
}

/** The ids of new reviews, and of those whose transaction began before newer ones that are known already. */
async function reviewsUnseen(db: Db, state: State): Promise<number[]> {
  const recent = await db.review.findMany({
    where: { id: { gt: state.lastReview - overlapReviews } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const unseen = recent.map(({ id }) => id).filter((id) => !state.seen.has(id));
  state.lastReview = Math.max(state.lastReview, ...unseen);
  const kept = [...state.seen, ...unseen].filter((id) => id > state.lastReview - overlapReviews);
  state.seen = new Set(kept);
  return unseen;
}

async function unlearn(db: Db, state: State): Promise<void> {
  const { forget } = state.learning;
  const undone = await db.review.findMany({
    where: { undoneAt: { gte: earlier(state.lastUndone) } },
    select: { id: true, undoneAt: true },
  });
  const erased = await db.complaint.findMany({
    where: { erasedAt: { gte: earlier(state.lastErased) } },
    select: { erasedAt: true, tickets: { select: { reviews: { select: { id: true } } } } },
  });
  for (const { id, undoneAt } of undone) {
    forget(id);
    if (undoneAt! > state.lastUndone) state.lastUndone = undoneAt!;
  }
  for (const { erasedAt, tickets } of erased) {
    for (const { id } of tickets.flatMap(({ reviews }) => reviews)) forget(id);
    if (erasedAt! > state.lastErased) state.lastErased = erasedAt!;
  }
}

/** The id of the review before the newest `count`; 0 where there are no more than these. */
async function reviewBefore(db: Db, count: number): Promise<number> {
  const review = await db.review.findFirst({ orderBy: { id: 'desc' }, skip: count, select: { id: true } });
  return review?.id ?? 0;
}

function earlier(moment: Date): Date {
  return new Date(moment.getTime() - overlapMilliseconds);
}
