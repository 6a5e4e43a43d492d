import { type Catalog, catalogSchema } from '../core/catalog/catalog.ts';
import { completeCatalog } from '../core/catalog/complete-catalog.ts';
import { type Lot, lotOf } from '../core/triage/measure/lot.ts';
import type { Row } from './rows.ts';

const categories = 50;
/** How many words a language has that every category uses, and how many that are one category's own. */
const [commonWords, ownWords] = [1500, 60];

/**
 * A catalogue and reviews of the size of real ones, made of words that mean nothing, half in Chinese characters and half in letters.
 * As in real ones, few words are used often and many seldom, and some reviews say little that is their category's own.
 */
export function madeUpReviews(count: number, seed: number): { catalog: Catalog; rows: Row[] } {
  const lot = lotOf(seed);
  const common = { zh: wordsOf(commonWords, hanWord, lot), en: wordsOf(commonWords, letterWord, lot) };
  const own = Array.from({ length: categories }, (_, at) => ({
    code: `made-up-${at + 1}`,
    zh: wordsOf(ownWords, hanWord, lot),
    en: wordsOf(ownWords, letterWord, lot),
  }));
  const say = (at: number, language: 'zh' | 'en') => {
    const length = language === 'zh' ? between(20, 120, lot) : between(8, 80, lot);
    const telling = lot() * 0.4;
    const said = Array.from({ length }, () =>
      frequent(lot() < telling ? own[at]![language] : common[language], lot),
    );
    return said.join(language === 'zh' ? '' : ' ');
  };
  const rows = Array.from({ length: count }, (_, at) => {
    // Squared, so that some categories are ten times as frequent as others.
    const category = Math.floor(lot() ** 2 * categories);
    return { text: say(category, at % 2 === 0 ? 'zh' : 'en'), category: own[category]!.code };
  });
  return { catalog: catalogOf(own), rows };
}

function catalogOf(own: { code: string; zh: string[]; en: string[] }[]): Catalog {
  const categories = own.map(({ code, zh, en }) => ({
    code,
    name: { zh: zh[0]!, en: en[0]! },
    description: { zh: zh.slice(0, 5).join(''), en: en.slice(0, 5).join(' ') },
    keywords: { zh: zh.slice(5, 20), en: en.slice(5, 20) },
    needs: [],
  }));
  return catalogSchema.parse(completeCatalog({ categories }));
}

function wordsOf(count: number, make: (lot: Lot) => string, lot: Lot): string[] {
  return Array.from({ length: count }, () => make(lot));
}

function hanWord(lot: Lot): string {
  return Array.from({ length: between(1, 3, lot) }, () =>
    String.fromCodePoint(0x4e00 + between(0, 2500, lot)),
  ).join('');
}

function letterWord(lot: Lot): string {
  const syllable = () => 'bcdfghklmnprstvw'[between(0, 15, lot)]! + 'aeiou'[between(0, 4, lot)]!;
  return Array.from({ length: between(1, 4, lot) }, syllable).join('');
}

/** The first words of a list are said most. */
function frequent(words: string[], lot: Lot): string {
  return words[Math.floor(lot() ** 3 * words.length)]!;
}

function between(least: number, most: number, lot: Lot): number {
  return least + Math.floor(lot() * (most - least + 1));
}
