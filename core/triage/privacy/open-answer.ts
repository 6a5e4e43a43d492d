import type { z } from 'zod';
import type { proposalSchema } from '../proposal.ts';
import type { Sealed } from './seal.ts';

type Answer = z.infer<typeof proposalSchema>;

/** A model's answer with the complaint's own words put back wherever a placeholder stands in what it says. */
export function openAnswer(answer: Answer, { open }: Sealed): Answer {
  const opened = (words: string | null) => words && open(words);
  return {
    ...answer,
    problems: answer.problems.map((problem) => ({
      ...problem,
      evidence: problem.evidence.map(open),
      title: open(problem.title),
      description: open(problem.description),
      place: opened(problem.place),
      since: opened(problem.since),
      wish: opened(problem.wish),
    })),
  };
}
