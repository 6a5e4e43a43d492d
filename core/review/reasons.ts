import type { Elsewhere } from '../catalog/catalog.ts';
import type { Texts } from '../deps.ts';

/** Reasons that need no writing; the resident reads each in their own language. */
export const reasons = ['thanks', 'not_for_us', 'unclear', 'duplicate'] as const;
export type Reason = (typeof reasons)[number];

/** Who is in charge instead, and how to reach them. */
export interface Others {
  name: Texts;
  reach: Texts;
}

/** Somebody's own words, one of the ready reasons, or whose matter it is. */
export type Words = { text: string } | { reason: Reason } | { others: Others };

/** A ready reason is kept as its name behind an @, so that each reads it in their own language. */
export function readyWords(reason: Reason): string {
  return `@${reason}`;
}

const mark = '@elsewhere ';

/** Whose matter it is, kept as the catalogue put it when a person said so: what the resident was told does not change with the catalogue. */
export function wordsOfOthers({ name, reach }: Elsewhere): string {
  return mark + JSON.stringify({ name, reach } satisfies Others);
}

/** What somebody said, as the card shows it. Words that were erased are empty. */
export function wordsOf(text: string | null): Words {
  const ready = reasons.find((reason) => text === readyWords(reason));
  if (ready) return { reason: ready };
  const others = text?.startsWith(mark) && readOthers(text.slice(mark.length));
  return others ? { others } : { text: text ?? '' };
}

/** Null for what a reviewer typed that only begins alike. */
function readOthers(json: string): Others | null {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
