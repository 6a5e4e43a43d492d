import { type Catalog, findCategory } from '../catalog/catalog.ts';
import { dutyFor } from './local/duty.ts';
import type { Learned } from './local/learning.ts';
import { proposeLocally } from './local/local-proposal.ts';
import { isKnown, runnerUpOf } from './local/ranking.ts';
import type { Problem, Proposal, Reading } from './proposal.ts';
import { beginningOf } from './words/beginning.ts';
import { namesTrouble } from './words/kind.ts';

/**
 * The model's proposal with each category weighed against the local classifier's. The words of the draft stay the model's; what rests on
 * the category (the duty, what the category needs to know) follows it. Where the model saw no complaint in words that name trouble, the
 * local rules have the word.
 */
export function blendProposal(
  learned: Learned,
  catalog: Catalog,
  reading: Reading,
  proposal: Proposal,
): Proposal {
  const { classifier, blend } = learned;
  const overlooked = complaintOverlooked(learned, catalog, reading, proposal);
  if (overlooked) return overlooked;
  if (proposal.kind === 'not_for_us') return proposal;
  const alone = proposal.problems.length === 1;
  return {
    ...proposal,
    problems: proposal.problems.map((problem) => {
      // Whose it is instead was said by the model and by nobody else.
      if (problem.elsewhere !== null) return problem;
      const { evidence, title, description } = problem;
      const words = beginningOf(
        alone && reading.text !== '' ? reading.text : [...evidence, title, description].join('\n'),
      );
      const local = classifier.rank(words);
      const knows = isKnown(local, words);
      if (!knows && problem.model === null) return problem;
      const blended = blend.combine(local, problem.model);
      const code = blended.ranked[0]!.code;
      return {
        ...problem,
        ...(code !== problem.model && basedOn(catalog, code, words, problem)),
        // The catalogue's words for a duty stand in the text or not, whoever did not see them.
        ...(code === problem.model && { duty: problem.duty ?? dutyFor(catalog, code, words) }),
        runnerUp: runnerUpOf(blended.ranked),
        source: blended.source,
        confidence: blended.confidence,
        unsure: blended.unsure,
        local: knows ? { code: local.ranked[0]!.code, confidence: local.confidence } : null,
      };
    }),
  };
}

/** What the local rules make of words that the model took for thanks, or for nothing, although they name trouble; null where it did not. */
function complaintOverlooked(
  { classifier }: Learned,
  catalog: Catalog,
  reading: Reading,
  { kind, model, modelCallId }: Proposal,
): Proposal | null {
  if ((kind !== 'thanks' && kind !== 'not_for_us') || !namesTrouble(reading.text)) return null;
  const local = proposeLocally(classifier, catalog, reading);
  return local.kind === 'complaint' ? { ...local, takenFor: kind, model, modelCallId } : null;
}

/** What changes with the category. */
function basedOn(catalog: Catalog, code: string, words: string, problem: Problem): Partial<Problem> {
  const needs: string[] = findCategory(catalog, code)?.needs ?? [];
  return {
    category: code,
    duty: dutyFor(catalog, code, words),
    missing: problem.missing.filter((what) => needs.includes(what)),
  };
}
