import type { Catalog } from '../core/catalog/catalog.ts';
import type { Classifier } from '../core/triage/local/classifier.ts';
import { isKnown, type Ranking } from '../core/triage/local/ranking.ts';
import { openLessons, type Words, written } from './lessons.ts';
import type { Row } from './rows.ts';

/** Who suggests a category for a row. One is made for each fold, so that it knows nothing of the others. */
export interface Suggester {
  learnAll: (rows: Row[]) => Promise<void>;
  learn: (row: Row) => Promise<void>;
  suggest: (row: Words) => Promise<Suggested>;
  /** How many suggestions it makes at a time. */
  atOnce: number;
}

export interface Suggested {
  /** The likeliest first; empty where nothing is suggested. */
  ranked: string[];
  confidence: number | null;
  unsure: boolean;
  /** What the local classifier said by itself, where it was not alone: the cascade goes by that. */
  local?: { suggested: string | null; confidence: number | null };
  /** Of a model that was asked. */
  call?: { failure: string | null; tokensIn: number; tokensOut: number };
}

/** What the local classifier says of a row: nothing, where it knows nothing of such words, as in triage. */
export function rankLocally(classifier: Classifier, words: Words) {
  const ranking = classifier.rank(words.text, words.title);
  const known = isKnown(ranking, written(words));
  return { ranking, suggested: known ? suggestedBy(ranking) : nothing };
}

export function suggestedBy({
  ranked,
  confidence,
  unsure,
}: Pick<Ranking, 'ranked' | 'confidence' | 'unsure'>) {
  return { ranked: ranked.map(({ code }) => code), confidence, unsure };
}

export const nothing: Suggested = { ranked: [], confidence: null, unsure: true };

export function suggestLocally(catalog: Catalog): Suggester {
  const { classifier, lessonOf } = openLessons(catalog);
  return {
    atOnce: 1,
    learnAll: async (rows) => {
      // A generator does nothing by itself.
      for (const _ of classifier.learnAll(rows.map(lessonOf)));
    },
    learn: async (row) => {
      classifier.learn(lessonOf(row));
    },
    suggest: async (words) => rankLocally(classifier, words).suggested,
  };
}
