import { visibleText } from '../words/visible-text.ts';

/**
 * What the local classifier counts in a text: for Chinese every character, pair and triple of characters; for what is
 * written in letters every word stem, pair of stems, and the words' four-letter pieces, which forgive endings and slips.
 * Each with its weight: a longer piece says more.
 */
export function gramsOf(text: string): Map<string, number> {
  const grams = new Map<string, number>();
  const add = (gram: string, weight: number) => grams.set(gram, (grams.get(gram) ?? 0) + weight);
  for (const [run] of visibleText(text).matchAll(runs)) {
    if (/^\p{Script=Han}/u.test(run)) hanGrams(run, add);
    else letterGrams(run, add);
  }
  return grams;
}

/** A stretch of Chinese, or of words in letters and digits with nothing but spaces between them. */
const letters = "[[\\p{L}\\p{M}\\p{N}']--\\p{Script=Han}]+";
const runs = new RegExp(`\\p{Script=Han}+|${letters}(?:\\s+${letters})*`, 'gv');

function hanGrams(run: string, add: (gram: string, weight: number) => void): void {
  const chars = [...run];
  for (const [at, char] of chars.entries()) {
    add(char, 0.3);
    if (at + 1 < chars.length) add(chars.slice(at, at + 2).join(''), 1);
    if (at + 2 < chars.length) add(chars.slice(at, at + 3).join(''), 1);
  }
}

function letterGrams(run: string, add: (gram: string, weight: number) => void): void {
  const words = run.split(/\s+/).flatMap((word) => {
    const plain = word.replace(/^'+|'+$|'s$/g, '');
    return plain && !commonWords.has(plain) ? [stem(plain)] : [];
  });
  for (const [at, word] of words.entries()) {
    add(word, 1);
    const next = words[at + 1];
    if (next) add(`${word} ${next}`, 1);
    for (let from = 0; word.length > 5 && from + 4 <= word.length; from++)
      add(`~${word.slice(from, from + 4)}`, 0.3);
  }
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|ing|edly|ed|ly|es|s|e)$/, '') : word.replace(/s$/, '');
}

const commonWords = new Set(
  (
    'a an the and or but so if of in on at to for from by with as is are was were be been being am it its this that these those ' +
    'i me my we us our you your he him his she her they them their there here has have had do does did not no nor can could ' +
    'will would shall should may might must just very too also again still please'
  ).split(' '),
);
