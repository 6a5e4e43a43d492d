import type { Catalog } from '../core/catalog/catalog.ts';
import { createClassifier } from '../core/triage/local/classifier.ts';
import type { Row } from './rows.ts';

/** Who suggests a category for a row. One is made for each fold, so that it knows nothing of the others. */
export interface Suggester {
  learnAll: (rows: Row[]) => void;
  learn: (row: Row) => void;
  suggest: (row: Pick<Row, 'title' | 'text'>) => Promise<Suggested>;
  /** How many suggestions it makes at a time. */
  atOnce: number;
}

export interface Suggested {
  /** The likeliest first; empty where nothing is suggested. */
  ranked: string[];
  confidence: number | null;
  unsure: boolean;
  /** Of a model that was asked. */
  call?: { failure: string | null; tokensIn: number; tokensOut: number };
}

export function suggestLocally(catalog: Catalog): Suggester {
  const classifier = createClassifier(catalog);
  let id = 0;
  const learn = (row: Row) => {
    id += 1;
    classifier.learn({ id, text: wordsOf(row), category: row.category, judge: true });
  };
  return {
    atOnce: 1,
    learn,
    learnAll: (rows) => rows.forEach(learn),
    suggest: async (row) => {
      const { ranked, confidence } = classifier.rank(wordsOf(row));
      return { ranked: ranked.map(({ code }) => code), confidence, unsure: false };
    },
  };
}

/** What a resident would have written. */
export function wordsOf({ title, text }: Pick<Row, 'title' | 'text'>): string {
  return title && !text.startsWith(title) ? `${title}\n${text}` : text;
}
