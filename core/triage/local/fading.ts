import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import { stableJson } from '../../catalog/stable-json.ts';

/** What a decision is worth whose category meant something else when it was made. */
const changed = 0.3;
/** What it is worth if it was made while a category was missing that it might belong to today. */
const incomplete = 0.6;

/**
 * How much a decision that was made under an earlier catalogue still counts under the one of now: 1 where nothing has happened that
 * could make it wrong. `then` is null where that catalogue can't be read any more.
 */
export function fading(then: Catalog | null, now: Catalog): (category: string) => number {
  if (!then) return () => changed * incomplete;
  const added = now.categories.some(({ code }) => !findCategory(then, code));
  return (category) => {
    const same = meaning(then, category) === meaning(now, category);
    return (same ? 1 : changed) * (added ? incomplete : 1);
  };
}

/** What a category takes in. Its deadlines, its department and the words that lead to it do not say that. */
function meaning(catalog: Catalog, code: string): string {
  const { name, description, duties } = findCategory(catalog, code) ?? {};
  return stableJson({ name, description, duties: duties?.map(({ text }) => text) });
}
