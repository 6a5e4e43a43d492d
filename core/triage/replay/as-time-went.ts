import type { Catalog } from '../../catalog/catalog.ts';
import type { Db } from '../../deps.ts';
import { type Decision, readDecisionsOf } from '../local/decisions.ts';
import { type Learned, startLearning } from '../local/learning.ts';
import type { Case } from './cases.ts';

/** A catalogue, and the version it was imported as, if ever. */
export type Versioned = Catalog & { version?: number };

const page = 500;

/**
 * Goes through cases as time went: at each, what had been decided by then is learned, and nothing else. `known` are all decisions in
 * their order. What is learned is one thing that goes on changing: whoever takes from it must do so before the next case.
 */
export async function* asTimeWent(
  db: Db,
  { catalog, known, cases }: { catalog: Versioned; known: Case[]; cases: Case[] },
): AsyncGenerator<[Case, Learned], void> {
  const learning = startLearning(db, catalog, catalog.version ?? null);
  let learned = 0;
  for (const one of cases.toSorted((a, b) => a.suggestedAt.getTime() - b.suggestedAt.getTime())) {
    const rest = known.slice(learned);
    const later = rest.findIndex(({ decidedAt }) => decidedAt >= one.suggestedAt);
    const before = later < 0 ? rest : rest.slice(0, later);
    const decisions = await readInOrder(db, before);
    if (learned === 0) await learning.begin(decisions);
    else await learning.goOn(decisions);
    learned += before.length;
    yield [one, learning];
  }
}

async function readInOrder(db: Db, cases: Case[]): Promise<Decision[]> {
  const decisions = new Map<number, Decision>();
  for (let at = 0; at < cases.length; at += page) {
    const ids = cases.slice(at, at + page).map(({ reviewId }) => reviewId);
    for (const decision of await readDecisionsOf(db, ids)) decisions.set(decision.id, decision);
  }
  // What was erased meanwhile is missing.
  return cases.flatMap(({ reviewId }) => decisions.get(reviewId) ?? []);
}
