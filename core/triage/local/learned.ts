import { type CatalogInForce, catalogSchema } from '../../catalog/catalog.ts';
import { catalogInForce } from '../../catalog/in-force.ts';
import type { Db, Deps } from '../../deps.ts';
import { type Blend, createBlend } from '../blend.ts';
import { Classifier, type Foresight } from './classifier.ts';
import { type Decision, readDecisions, readDecisionsOf } from './decisions.ts';
import { fading } from './fading.ts';

/** What the reviews so far have taught. */
export interface Learned {
  classifier: Classifier;
  blend: Blend;
}

interface State extends Learned {
  catalog: CatalogInForce;
  /** How many were learned. */
  decisions: number;
  /** The newest review seen, and those seen shortly before it. */
  lastReview: number;
  seen: Set<number>;
  /** The newest moments of taking back and erasing, asked for again with some overlap. */
  lastUndone: Date;
  lastErased: Date;
  /** How much decisions under each earlier version of the catalogue still count. */
  faded: Map<number, (category: string) => number>;
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
 * the catalogue starts both afresh. One a database and process.
 */
export async function learnedFrom(deps: Pick<Deps, 'db'>): Promise<Learned> {
  const catalog = await catalogInForce(deps);
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
  return next;
}

async function afresh(db: Db, catalog: CatalogInForce): Promise<State> {
  const undone = await db.review.aggregate({ _max: { undoneAt: true } });
  const erased = await db.complaint.aggregate({ _max: { erasedAt: true } });
  const state: State = {
    catalog,
    classifier: new Classifier(catalog),
    blend: createBlend(catalog),
    decisions: 0,
    lastReview: await reviewBefore(db, decisionsLearned),
    seen: new Set(),
    lastUndone: undone._max.undoneAt ?? new Date(0),
    lastErased: erased._max.erasedAt ?? new Date(0),
    faded: new Map(),
  };
  const decisions = [];
  for await (const page of readDecisions(db, state.lastReview)) {
    state.lastReview = page.upTo;
    decisions.push(
      ...page.decisions.filter(({ supersedes, id }) => supersedes.every((other) => other <= id)),
    );
  }
  await noteFading(db, state, decisions);
  state.decisions = decisions.length;
  const said = new Map(decisions.map((decision) => [decision.id, decision]));
  for (const foresight of state.classifier.learnAll(decisions.map((one) => lessonOf(state, one)))) {
    if (foresight) noteModel(state, said.get(foresight.lesson.id)!, foresight);
    // Thousands take seconds, in which a worker still has to say that it lives.
    else await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return state;
}

async function catchUp(db: Db, from: State): Promise<State> {
  const state = { ...from };
  await unlearn(db, state);
  const unseen = await reviewsUnseen(db, state);
  // A page at a time: after a long pause there may be many.
  for (let at = 0; at < unseen.length; at += page) {
    const decisions = await readDecisionsOf(db, unseen.slice(at, at + page));
    await noteFading(db, state, decisions);
    for (const decision of decisions) learnOne(state, decision);
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

function learnOne(state: State, decision: Decision): void {
  // A ticket that came back was reviewed again: only the last word counts.
  if (decision.supersedes.some((other) => other > decision.id)) return;
  for (const other of decision.supersedes) forget(state, other);
  const foresight = state.classifier.learn(lessonOf(state, decision));
  if (!foresight) return;
  state.decisions++;
  noteModel(state, decision, foresight);
}

async function unlearn(db: Db, state: State): Promise<void> {
  const undone = await db.review.findMany({
    where: { undoneAt: { gte: earlier(state.lastUndone) } },
    select: { id: true, undoneAt: true },
  });
  const erased = await db.complaint.findMany({
    where: { erasedAt: { gte: earlier(state.lastErased) } },
    select: { erasedAt: true, tickets: { select: { reviews: { select: { id: true } } } } },
  });
  for (const { id, undoneAt } of undone) {
    forget(state, id);
    if (undoneAt! > state.lastUndone) state.lastUndone = undoneAt!;
  }
  for (const { erasedAt, tickets } of erased) {
    for (const { id } of tickets.flatMap(({ reviews }) => reviews)) forget(state, id);
    if (erasedAt! > state.lastErased) state.lastErased = erasedAt!;
  }
}

function forget({ classifier, blend }: Learned, reviewId: number): void {
  classifier.forget(reviewId);
  blend.forget(reviewId);
}

function lessonOf({ faded, catalog }: State, { id, text, category, catalogVersion }: Decision) {
  const importance = catalogVersion === catalog.version ? 1 : faded.get(catalogVersion)!(category);
  return { id, text, category, importance };
}

/** Where the model had been asked, how right it was counts as well. */
function noteModel({ blend }: State, { id, category, model }: Decision, { ranking }: Foresight): void {
  if (model) blend.note({ id, local: ranking, model: model.said, category });
}

async function noteFading(db: Db, { faded, catalog }: State, decisions: Decision[]): Promise<void> {
  const missing = [...new Set(decisions.map(({ catalogVersion }) => catalogVersion))].filter(
    (version) => version !== catalog.version && !faded.has(version),
  );
  for (const { id, content } of await db.catalogVersion.findMany({ where: { id: { in: missing } } }))
    faded.set(id, fading(catalogSchema.safeParse(content).data ?? null, catalog));
}

/** The id of the review before the newest `count`; 0 where there are no more than these. */
async function reviewBefore(db: Db, count: number): Promise<number> {
  const review = await db.review.findFirst({ orderBy: { id: 'desc' }, skip: count, select: { id: true } });
  return review?.id ?? 0;
}

function earlier(moment: Date): Date {
  return new Date(moment.getTime() - overlapMilliseconds);
}
