import type { z } from 'zod';
import type { problemSchema } from '../proposal.ts';

type Worded = Pick<z.infer<typeof problemSchema>, 'evidence'>;

/**
 * Each problem with the evidence that is its own: words that an earlier problem rests on, or that hold such words, prove no second one.
 * `shared` is told which problem had some.
 */
export function ownEvidence<Problem extends Worded>(
  problems: Problem[],
  shared: (at: number) => void,
): Problem[] {
  const taken: string[] = [];
  return problems.map((problem, at) => {
    const evidence = problem.evidence.filter((words) => !taken.some((other) => overlap(words, other)));
    if (evidence.length < problem.evidence.length) shared(at);
    taken.push(...evidence);
    return { ...problem, evidence };
  });
}

function overlap(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}
