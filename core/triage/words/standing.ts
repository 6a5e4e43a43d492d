import { visibleText } from './visible-text.ts';

interface WordList {
  zh: string[];
  en: string[];
}

/**
 * The words of a list that stand in a text (made visible): those in Chinese as they are written, those in letters as whole words, in the
 * plural too. Of words within each other only the longest counts.
 */
export function standingWords(list: WordList, seen: string): string[] {
  const found = seenWords(list).filter((word) => stands(word, seen));
  return found.filter((word) => !found.some((other) => other !== word && other.includes(word)));
}

const known = new WeakMap<WordList, string[]>();

/** The catalogue's lists are many, and the same from one text to the next. */
function seenWords(list: WordList): string[] {
  const words = known.get(list) ?? [...new Set([...list.zh, ...list.en].map(visibleText))];
  known.set(list, words);
  return words;
}

function stands(word: string, text: string): boolean {
  if (/\p{Script=Han}/u.test(word) || !text.includes(word)) return text.includes(word);
  const plain = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?:e?s)?(?![\\p{L}\\p{N}])`, 'u').test(text);
}
