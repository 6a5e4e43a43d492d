import { beginningOf } from '../words/beginning.ts';
import { visibleText } from '../words/visible-text.ts';

/** What a text holds: each feature as a 32-bit number, and how often it stands there. */
export interface Features {
  hashes: Uint32Array;
  counts: Float32Array;
}

/** A title says in few words what a text is about: its words count this often. */
const titleWeight = 3;

/** A character alone says less than a pair of them, which is mostly a word. */
const loneCharacter = 0.7;

/**
 * What is counted: of Chinese, each character and each pair of neighbours, which needs no list of words; of what is written in letters,
 * each word, each pair of words, and the words' pieces of three to five letters, which forgive endings and slips.
 */
export function featuresOf(text: string, title = ''): Features {
  const found = new Map<number, number>();
  count(text, 1, found);
  if (title) count(title, titleWeight, found);
  return { hashes: Uint32Array.from(found.keys()), counts: Float32Array.from(found.values()) };
}

function count(text: string, weight: number, found: Map<number, number>): void {
  const add = (feature: string, share = 1) => {
    const hash = hashOf(feature);
    found.set(hash, (found.get(hash) ?? 0) + weight * share);
  };
  for (const [run] of visibleText(beginningOf(text)).matchAll(runs)) {
    if (/^\p{Script=Han}/u.test(run)) countHan(run, add);
    else countLetters(run, add);
  }
}

/** A stretch of Chinese, or of words in letters and digits with nothing but spaces between them. */
const letters = "[[\\p{L}\\p{M}\\p{N}']--\\p{Script=Han}]+";
const runs = new RegExp(`\\p{Script=Han}+|${letters}(?:\\s+${letters})*`, 'gv');

function countHan(run: string, add: (feature: string, share: number) => void): void {
  const chars = [...run];
  for (const [at, char] of chars.entries()) {
    add(char, loneCharacter);
    if (at + 1 < chars.length) add(char + chars[at + 1], 1);
  }
}

function countLetters(run: string, add: (feature: string) => void): void {
  const words = run.split(/\s+/);
  for (const [at, word] of words.entries()) {
    add(`=${word}`);
    if (at + 1 < words.length) add(`=${word} ${words[at + 1]}`);
    const padded = ` ${word} `;
    for (let size = 3; size <= 5; size++)
      for (let from = 0; from + size <= padded.length; from++) add(`~${padded.slice(from, from + size)}`);
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
