/** What is told again is at least so fresh, in milliseconds: many who ask cost no more than one. */
const freshFor = 10_000;
/** The part of all time that asking may take at the most, so that what takes long is asked for less often. */
const part = 1 / 50;

/** Asks, and tells the last answer again while it is fresh. Who comes while it is asked gets the same answer. What failed is none. */
export function sparing<T>(now: () => Date, ask: () => Promise<T>): () => Promise<T> {
  let last: { answer: Promise<T>; until: number } | undefined;
  return () => {
    const began = now().getTime();
    if (last && began < last.until) return last.answer;
    const asked = { answer: ask(), until: Number.POSITIVE_INFINITY };
    last = asked;
    asked.answer.then(
      () => {
        asked.until = began + Math.max(freshFor, (now().getTime() - began) / part);
      },
      () => {
        if (last === asked) last = undefined;
      },
    );
    return asked.answer;
  };
}
