import type { Catalog } from '../core/catalog/catalog.ts';
import { Classifier, type Lesson } from '../core/triage/local/classifier.ts';
import type { Row } from './rows.ts';

/** Who suggests a category for a row. One is made for each fold, so that it knows nothing of the others. */
export interface Suggester {
  learnAll: (rows: Row[]) => Promise<void>;
  learn: (row: Row) => Promise<void>;
  suggest: (row: Words) => Promise<Suggested>;
  /** How many suggestions it makes at a time. */
  atOnce: number;
}

export type Words = Pick<Row, 'title' | 'text'>;

export interface Suggested {
  /** The likeliest first; empty where nothing is suggested. */
  ranked: string[];
  confidence: number | null;
  unsure: boolean;
  /** What the local classifier said by itself, where it was not alone: the cascade goes by that. */
  local?: { suggested: string; confidence: number | null };
  /** Of a model that was asked. */
  call?: { failure: string | null; tokensIn: number; tokensOut: number };
}

export function suggestLocally(catalog: Catalog): Suggester {
  const classifier = new Classifier(catalog);
  const lessonOf = numberLessons();
  return {
    atOnce: 1,
    learnAll: async (rows) => {
      // A generator does nothing by itself.
      for (const _ of classifier.learnAll(rows.map(lessonOf)));
    },
    learn: async (row) => {
      classifier.learn(lessonOf(row));
    },
    suggest: async ({ title, text }) => {
      const { ranked, confidence, unsure } = classifier.rank(text, title);
      return { ranked: ranked.map(({ code }) => code), confidence, unsure };
    },
  };
}

/** Makes lessons of rows, each with an id of its own. */
export function numberLessons(): (row: Row) => Lesson {
  let id = 0;
  return ({ title, text, category }) => {
    id += 1;
    return { id, title, text, category };
  };
}
