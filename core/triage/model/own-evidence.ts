import type { z } from 'zod';
import type { problemSchema } from '../proposal.ts';

type Worded = Pick<z.infer<typeof problemSchema>, 'evidence'>;

/**
 * Each problem with the evidence that is its own: words that an earlier problem rests on prove no second one. `shared`: some rested on the
 * same.
 */
export function ownEvidence<Problem extends Worded>(
  problems: Problem[],
): { own: Problem[]; shared: boolean } {
  const taken: string[] = [];
  let shared = false;
  const own = problems.map((problem) => {
    const evidence = problem.evidence.filter((words) => !taken.some((other) => areSame(words, other)));
    shared ||= evidence.length < problem.evidence.length;
    taken.push(...evidence);
    return { ...problem, evidence };
  });
  return { own, shared };
}

/** One is most of the other: a word of the first may well stand in what the second is told with. */
function areSame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.includes(short) && short.length * 2 >= long.length;
}
