import { readFileSync } from 'node:fs';
import { type Find, type SecretKind, secretKinds } from '../../core/triage/privacy/secret.ts';

/** A sentence of the set, and what in it must go. A trap has nothing that must. */
export interface Item {
  line: number;
  text: string;
  secrets: Find[];
}

export const parts = ['tuned', 'held-out', 'fresh'] as const;
export type Part = (typeof parts)[number];

/** Reads one part of the set from its file beside this one. */
export function readItems(part: Part): Item[] {
  return readFileSync(new URL(`${part}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((marked, index) => ({ marked, line: index + 1 }))
    .filter(({ marked }) => marked && !marked.startsWith('#'))
    .map(({ marked, line }) => ({ line, ...unmark(marked) }));
}

const mark = new RegExp(`\\{(${secretKinds.join('|')})\\|(.+?)\\}`, 'g');

function unmark(marked: string): Omit<Item, 'line'> {
  const plain = marked.replace(/\\u([0-9a-f]{4})/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const secrets: Find[] = [];
  let taken = 0;
  const text = plain.replace(mark, (whole, kind: SecretKind, words: string, at: number) => {
    const start = at - taken;
    secrets.push({ kind, start, end: start + words.length });
    taken += whole.length - words.length;
    return words;
  });
  return { text, secrets };
}
