/** Reasons that need no writing; the resident reads each in their own language. */
export const reasons = ['thanks', 'not_for_us', 'unclear', 'duplicate'] as const;
export type Reason = (typeof reasons)[number];

/** Somebody's own words, or one of the ready reasons. */
export type Words = { text: string } | { reason: Reason };

/** A ready reason is kept as its name behind an @, so that each reads it in their own language. */
export function readyWords(reason: Reason): string {
  return `@${reason}`;
}

/** What somebody said, as the card shows it. Words that were erased are empty. */
export function wordsOf(text: string | null): Words {
  const ready = reasons.find((reason) => text === readyWords(reason));
  return ready ? { reason: ready } : { text: text ?? '' };
}
