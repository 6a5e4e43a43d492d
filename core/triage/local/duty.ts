import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import { standingWords } from '../words/standing.ts';
import { visibleText } from '../words/visible-text.ts';
import { gramsOf } from './grams.ts';

/** What each gram of a duty's text tells: the more, the fewer of the catalogue's duties have it. */
type Telling = Map<string, number>;

/** An everyday word that the catalogue gives a duty tells as much as some lucky grams of its text together. */
const perKeyword = 8;
/** Below this nothing tells of a duty but words that many have. */
const leastTold = 7;
/** The first has to tell so much more than the second: two that tell alike are two guesses. */
const lead = 1.2;

/**
 * The duty of a category that the words rest on: the one whose keywords, or telling words of its text, stand in them. Null where too little
 * does, or where two duties are told alike: which it is stays open then, for a person to say.
 */
export function dutyFor(
  catalog: Pick<Catalog, 'categories'>,
  categoryCode: string,
  text: string,
): string | null {
  const telling = tellingOf(catalog.categories);
  const seen = visibleText(text);
  const grams = [...gramsOf(text).keys()];
  const found = (findCategory(catalog, categoryCode)?.duties ?? [])
    .map(({ code, keywords }) => {
      const own = telling.get(code)!;
      const shared = grams.reduce((sum, gram) => sum + (own.get(gram) ?? 0), 0);
      return { code, tells: perKeyword * standingWords(keywords, seen).length + shared };
    })
    .sort((a, b) => b.tells - a.tells);
  const [first, second] = found;
  if (!first || first.tells < leastTold) return null;
  return first.tells >= lead * (second?.tells ?? 0) ? first.code : null;
}

const made = new WeakMap<Catalog['categories'], Map<string, Telling>>();

function tellingOf(categories: Catalog['categories']): Map<string, Telling> {
  const known = made.get(categories);
  if (known) return known;
  const duties = categories.flatMap(({ duties }) => duties);
  const grams = duties.map(({ text }) => new Map([...gramsOf(text.zh), ...gramsOf(text.en)]));
  const spread = new Map<string, number>();
  for (const own of grams) for (const gram of own.keys()) spread.set(gram, (spread.get(gram) ?? 0) + 1);
  const rarity = (gram: string) => Math.log((duties.length + 1) / spread.get(gram)!);
  const telling = new Map(
    duties.map(({ code }, at) => [
      code,
      new Map([...grams[at]!].map(([gram, weight]) => [gram, Math.min(weight, 1) * rarity(gram)])),
    ]),
  );
  made.set(categories, telling);
  return telling;
}
