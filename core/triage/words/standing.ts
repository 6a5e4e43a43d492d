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
  const first = text.indexOf(word);
  if (first < 0 || /\p{Script=Han}/u.test(word)) return first >= 0;
  for (let at = first; at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + word.length)];
    if (!endsWithin.test(before) && endsHere.test(after)) return true;
  }
  return false;
}

/** What would make a find the later part of a longer word. */
const endsWithin = /[\p{L}\p{N}]$/u;
const endsHere = /^(?:e?s)?(?![\p{L}\p{N}])/u;
