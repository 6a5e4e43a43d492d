import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import { stableJson } from '../../catalog/stable-json.ts';
import { Classifier } from './classifier.ts';
import type { Decision } from './decisions.ts';

/** What a decision is worth whose category meant something else when it was made. */
const changed = 0.3;
/** What it is worth if it was made while a category was missing that it might belong to today. */
const incomplete = 0.6;

export type Fading = (decision: Pick<Decision, 'text' | 'category'>) => number;

/**
 * How much a decision that was made under an earlier catalogue still counts under the one of now: 1 where nothing has happened that
 * could make it wrong, 0 where its words, by the catalogue alone, are those of a category that was not there to be chosen.
 * `then` is null where that catalogue can't be read any more.
 */
export function fading(then: Catalog | null, now: Catalog): Fading {
  if (!then) return () => changed * incomplete;
  const added = new Set(now.categories.map(({ code }) => code).filter((code) => !findCategory(then, code)));
  const untaught = added.size > 0 ? new Classifier(now) : null;
  return ({ text, category }) => {
    if (untaught && added.has(untaught.rank(text).ranked[0]!.code)) return 0;
    const same = meansStill(then, now, category);
    return (same ? 1 : changed) * (untaught ? incomplete : 1);
  };
}

/**
 * Whether a category takes in what it did. Its deadlines, its department and the words that lead to it do not say that; and a duty that
 * was added since, as by a ruling, takes nothing away from what was decided before.
 */
function meansStill(then: Catalog, now: Catalog, code: string): boolean {
  const [before, after] = [findCategory(then, code), findCategory(now, code)];
  const called = (one: typeof before) => stableJson({ name: one?.name, description: one?.description });
  const duties = new Set(after?.duties.map(({ text }) => stableJson(text)));
  return (
    called(before) === called(after) &&
    (before?.duties ?? []).every(({ text }) => duties.has(stableJson(text)))
  );
}
