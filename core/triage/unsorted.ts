import type { Proposal, Reading, Weighed } from './proposal.ts';
import { longestDescription, shorten } from './words/draft.ts';
import { withoutHidden } from './words/visible-text.ts';

/**
 * What stands where the model was asked and gave no answer: the local classifier's suggestion where it knows how sure it is, and is sure;
 * else people sort. Either way the card says that the model did not answer, and why.
 */
export function withoutAnswer(local: Proposal, failure: string): Proposal {
  return local.problems.every(isSure) ? { ...local, failure } : unsorted(local, failure);
}

/** Before there is a number nobody knows how much a first guess is worth. */
export function isSure({ confidence, unsure }: Pick<Weighed, 'confidence' | 'unsure'>): boolean {
  return confidence !== null && !unsure;
}

/**
 * A proposal that names no category, for people to sort, and says why: the model failed, or a human was asked for.
 * The draft of the local rules stays, where there is one; their guess goes, so that it can't pass for the model's.
 */
export function unsorted(local: Proposal | null, failure: string, reading?: Reading): Proposal {
  const problems = local?.problems.map((problem) => ({
    ...problem,
    category: null,
    runnerUp: null,
    duty: null,
    elsewhere: null,
    source: 'none' as const,
    confidence: null,
    unsure: false,
  })) ?? [bareProblem(withoutHidden(reading?.text ?? ''))];
  return {
    source: 'none',
    failure,
    language: local?.language ?? reading?.language ?? 'zh',
    kind: 'complaint',
    problems,
  };
}

function bareProblem(text: string): Proposal['problems'][number] {
  return {
    category: null,
    runnerUp: null,
    duty: null,
    elsewhere: null,
    evidence: [],
    title: shorten(text, 40),
    description: shorten(text, longestDescription),
    place: null,
    since: null,
    wish: null,
    missing: [],
    urgency: 'normal',
    source: 'none',
    confidence: null,
    unsure: false,
    local: null,
    model: null,
  };
}
