import type { Catalog } from '../../catalog/catalog.ts';
import { gramsOf } from './grams.ts';

export interface Ranking {
  /** Every category of the catalogue, the likeliest first. `score` is the cosine of the text with the category, 0 to 1. */
  ranked: { code: string; score: number }[];
  /**
   * How often the first of the ranking was right where it led by about as much as here: the share among the 50 nearest
   * reviews. Null before there are 50, as no honest number is known.
   */
  confidence: number | null;
}

export interface Classifier {
  /**
   * Learns from what a person decided. An id that is known already is passed over. `judge`: first note whether the ranking
   * would have been right, which is what confidence rests on.
   */
  learn: (review: { id: number; text: string; category: string; judge: boolean }) => void;
  /** Takes back what was learned under an id, if anything. */
  forget: (id: number) => void;
  rank: (text: string) => Ranking;
}

const reviewsForConfidence = 50;
/** Confidence rests on the newest so many, since the classifier that it speaks of is the one of now. */
export const outcomesKept = 500;

/**
 * A classifier that needs no model: each category is the weighted sum of its texts (TF-IDF centroid), a text belongs to the
 * nearest. It starts from the catalogue's own words, so it knows every category from the first day, and learns one text at a
 * time, at once. Naive Bayes came out the same on small catalogues; weights that are not damped worse, the more it had learned.
 */
export function createClassifier(catalog: Catalog): Classifier {
  const profiles = new Map(catalog.categories.map(({ code }) => [code, createProfile()]));
  const spread = new Map<string, number>();
  const taught = new Map<number, { text: string; category: string }>();
  const outcomes = new Map<number, { lead: number; right: boolean }>();
  let texts = 0;

  function count(text: string, category: string, sign: 1 | -1): void {
    const grams = unit(gramsOf(text));
    texts += sign;
    for (const gram of grams.keys()) spread.set(gram, (spread.get(gram) ?? 0) + sign);
    profiles.get(category)!.add(grams, sign);
  }

  const rarity = (gram: string) => Math.log((texts + 1) / ((spread.get(gram) ?? 0) + 0.5));

  function score(text: string): Ranking['ranked'] {
    const grams = [...unit(gramsOf(text))].map(([gram, weight]) => ({ gram, rare: rarity(gram), weight }));
    const length = Math.hypot(...grams.map(({ rare, weight }) => rare * weight)) || 1;
    const scores = [...profiles].map(([code, profile]) => {
      const shared = grams.reduce(
        (sum, { gram, rare, weight }) => sum + weight * rare * rare * profile.weight(gram),
        0,
      );
      return { code, score: shared / length / (profile.length(rarity) || 1) };
    });
    return scores.sort((a, b) => b.score - a.score);
  }

  function confidenceAt(lead: number): number | null {
    if (outcomes.size < reviewsForConfidence) return null;
    const nearest = [...outcomes.values()]
      .sort((a, b) => Math.abs(a.lead - lead) - Math.abs(b.lead - lead))
      .slice(0, reviewsForConfidence);
    return nearest.filter(({ right }) => right).length / nearest.length;
  }

  for (const category of catalog.categories)
    for (const text of ownWords(category)) count(text, category.code, 1);

  return {
    learn({ id, text, category, judge }) {
      if (taught.has(id) || !profiles.has(category)) return;
      if (judge) {
        const ranked = score(text);
        outcomes.set(id, { lead: leadOf(ranked), right: ranked[0]!.code === category });
        if (outcomes.size > outcomesKept) outcomes.delete(outcomes.keys().next().value!);
      }
      taught.set(id, { text, category });
      count(text, category, 1);
    },
    forget(id) {
      const known = taught.get(id);
      if (!known) return;
      count(known.text, known.category, -1);
      taught.delete(id);
      outcomes.delete(id);
    },
    rank(text) {
      const ranked = score(text);
      return { ranked, confidence: confidenceAt(leadOf(ranked)) };
    },
  };
}

function leadOf(ranked: Ranking['ranked']): number {
  return ranked[0]!.score - (ranked[1]?.score ?? 0);
}

function ownWords({
  name,
  description,
  keywords,
  examples,
  duties,
}: Catalog['categories'][number]): string[] {
  return (['zh', 'en'] as const).flatMap((language) => [
    name[language],
    description[language],
    ...keywords[language],
    ...examples[language],
    ...duties.map(({ text }) => text[language]),
  ]);
}

/** The grams of a text, a repeated one counting less each time, so that each text weighs as much as another. */
function unit(grams: Map<string, number>): Map<string, number> {
  const length = Math.sqrt([...grams.values()].reduce((sum, weight) => sum + weight, 0)) || 1;
  return new Map([...grams].map(([gram, weight]) => [gram, Math.sqrt(weight) / length]));
}

/** The sum of all texts of one category. */
function createProfile() {
  const weights = new Map<string, number>();
  let changes = 0;
  let measured = { at: -1, length: 0 };
  // Taking back leaves crumbs of rounding, which may be below nothing.
  const damped = (gram: string) => Math.sqrt(Math.max(0, weights.get(gram) ?? 0));
  return {
    /** Damped by the root, so that a word of many texts does not drown the others. */
    weight: damped,
    add(grams: Map<string, number>, sign: 1 | -1): void {
      for (const [gram, weight] of grams) weights.set(gram, (weights.get(gram) ?? 0) + sign * weight);
      changes++;
    },
    /** Measuring walks over all grams, so a profile that grew by less than a twentieth keeps its last length. */
    length(rarity: (gram: string) => number): number {
      if (measured.at < 0 || changes > measured.at * 1.05) {
        const square = [...weights.keys()].reduce((sum, gram) => sum + (damped(gram) * rarity(gram)) ** 2, 0);
        measured = { at: changes, length: Math.sqrt(square) };
      }
      return measured.length;
    },
  };
}
