import type { Catalog } from '../../catalog/catalog.ts';
import { beginningOf } from '../words/beginning.ts';
import { standingWords } from '../words/standing.ts';
import { visibleText } from '../words/visible-text.ts';

type WordList = Record<'zh' | 'en', string[]>;

/**
 * How much of the everyday words that the catalogue gives each category stands in a text, category by category. A word that several
 * categories have counts for each of them as much less.
 */
export function toldWordsIn({ categories }: Pick<Catalog, 'categories'>): (text: string) => number[] {
  const lists: WordList[] = categories.map(({ keywords, duties }) => ({
    zh: [...keywords.zh, ...duties.flatMap((duty) => duty.keywords.zh)],
    en: [...keywords.en, ...duties.flatMap((duty) => duty.keywords.en)],
  }));
  const owners = new Map<string, number>();
  for (const { zh, en } of lists)
    for (const word of new Set([...zh, ...en].map(visibleText)))
      owners.set(word, (owners.get(word) ?? 0) + 1);
  return (text) => {
    const seen = visibleText(beginningOf(text));
    return lists.map((list) =>
      standingWords(list, seen).reduce((sum, word) => sum + 1 / owners.get(word)!, 0),
    );
  };
}
