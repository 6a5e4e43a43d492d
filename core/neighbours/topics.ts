import type { Catalog, CatalogCategory } from '../catalog/catalog.ts';
import { gramsOf } from '../triage/local/grams.ts';

type Categories = Pick<Catalog, 'categories'>;

/** What the catalogue knows of words: in how few of its topics each stands, and in which. */
interface Known {
  /** By gram, the topics that have it; each counts the more, the shorter the topic is. */
  topics: Map<string, { topic: number; share: number }[]>;
  rarity: Map<string, number>;
  /** Of a word that the catalogue does not know, be it a greeting or the very thing. */
  unknown: number;
}

const made = new WeakMap<Catalog['categories'], Known>();
/** So many topics tell what a text is about; the rest is chance. */
const mostTopics = 6;

/**
 * What words are about, whichever language they are in: how much they share with each topic of the catalogue. A topic is a duty with its
 * everyday words, or an example, each in both languages: where they stand side by side, words of one are known by those of the other.
 */
export function topicsIn(catalog: Categories, grams: Map<string, number>): Map<number, number> {
  const { topics, rarity } = knownTo(catalog);
  const found = new Map<number, number>();
  for (const gram of grams.keys())
    for (const { topic, share } of topics.get(gram) ?? [])
      found.set(topic, (found.get(topic) ?? 0) + rarity.get(gram)! ** 2 * share);
  const best = [...found].sort(([, a], [, b]) => b - a).slice(0, mostTopics);
  return new Map(best.map(([topic, tells]) => [topic, tells ** 2]));
}

/** The grams of a text, each weighing the more, the fewer topics of the catalogue have it. */
export function weighedBy(catalog: Categories, grams: Map<string, number>): Map<string, number> {
  const { rarity, unknown } = knownTo(catalog);
  return new Map(
    [...grams].map(([gram, weight]) => [gram, Math.min(weight, 1) * (rarity.get(gram) ?? unknown)]),
  );
}

function knownTo({ categories }: Categories): Known {
  const known = made.get(categories) ?? learn(categories);
  made.set(categories, known);
  return known;
}

function learn(categories: Catalog['categories']): Known {
  const all = categories
    .flatMap(topicsOf)
    .map((texts) => new Set(texts.flatMap((text) => [...gramsOf(text).keys()])));
  const spread = new Map<string, number>();
  for (const own of all) for (const gram of own) spread.set(gram, (spread.get(gram) ?? 0) + 1);
  const rarity = new Map([...spread].map(([gram, count]) => [gram, Math.log((all.length + 1) / count)]));
  const topics: Known['topics'] = new Map();
  for (const [topic, own] of all.entries()) {
    const length = [...own].reduce((sum, gram) => sum + rarity.get(gram)! ** 2, 0);
    for (const gram of own)
      topics.set(gram, [...(topics.get(gram) ?? []), { topic, share: 1 / Math.sqrt(length) }]);
  }
  return { topics, rarity, unknown: Math.log(all.length + 1) / 2 };
}

function topicsOf({ duties, examples }: CatalogCategory): string[][] {
  const pairs =
    examples.zh.length === examples.en.length ? examples.zh.map((zh, at) => [zh, examples.en[at]!]) : [];
  return [
    ...duties.map(({ text, keywords }) => [text.zh, text.en, ...keywords.zh, ...keywords.en]),
    ...pairs,
  ];
}
