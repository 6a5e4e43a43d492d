import type { z } from 'zod';
import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import type { problemSchema, proposalSchema } from '../proposal.ts';
import { checkDraft, storable, type WordRules } from './check-words.ts';
import { ownEvidence } from './own-evidence.ts';

type Answer = z.infer<typeof proposalSchema>;
type AnsweredProblem = z.infer<typeof problemSchema>;

export interface Checked {
  /** What is wrong, in sentences that a model can mend its answer by. Empty: all is well. */
  faults: string[];
  /** The answer without its faults: what cannot stand is dropped or cut, the rest is left as it was. */
  sound: Answer;
}

const mostProblems = 8;
const mostEvidence = 5;

/**
 * Checks an answer that has the right form for its meaning: codes are in the catalogue and belong together, evidence stands word
 * for word in the text, the draft says nothing that the resident did not and in words that staff read, and there is a problem where
 * there must be one.
 */
export function checkProposal(answer: Answer, rules: WordRules & { catalog: Catalog }): Checked {
  const { catalog, reading } = rules;
  const faults: string[] = [];
  const fault = (message: string) => faults.push(message);
  const silent = answer.kind === 'thanks' || answer.kind === 'not_for_us';
  if (answer.problems.length === 0 && !silent)
    fault(`A ${answer.kind} needs at least one entry in problems.`);
  if (answer.problems.length > mostProblems) fault(`At most ${mostProblems} entries in problems.`);
  const knownLanguage = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(answer.language);
  if (!knownLanguage) fault('language must be a code such as zh or en.');
  const { own: problems, shared } = ownEvidence(answer.problems.slice(0, mostProblems));
  if (shared) fault('Two entries must not share a passage as evidence. One problem is one entry.');
  return {
    faults,
    sound: {
      language: knownLanguage ? answer.language : reading.language,
      kind: answer.kind,
      problems: problems.map((problem, at) => {
        const here = (message: string) => fault(`problems[${at}]: ${message}`);
        const evidence = checkEvidence(problem, reading.text, here);
        // Of several, each is told in its own words only.
        const own = problems.length > 1 && evidence.length > 0 ? evidence.join('\n') : reading.text;
        const draft = checkDraft(problem, own, rules, here);
        const missing = [...new Set(problem.missing)];
        return { ...problem, evidence, ...draft, missing, ...checkCodes(problem, catalog, here) };
      }),
    },
  };
}

type Fault = (message: string) => void;

function checkCodes(problem: AnsweredProblem, catalog: Catalog, fault: Fault) {
  const known = (field: 'category' | 'runnerUp') => {
    const code = problem[field];
    if (code === null || findCategory(catalog, code)) return code;
    fault(`${field} is not a category of the catalogue.`);
    return null;
  };
  const category = known('category');
  const runnerUp = known('runnerUp');
  if (runnerUp !== null && runnerUp === category) fault('runnerUp must differ from category.');
  const duties = findCategory(catalog, category)?.duties ?? [];
  const ownDuty = problem.duty === null || duties.some(({ code }) => code === problem.duty);
  const elsewhere = catalog.elsewhere.some(({ code }) => code === problem.elsewhere);
  if (problem.elsewhere !== null && !elsewhere) fault('elsewhere is not under "Others in charge".');
  if (!ownDuty) fault('duty must be one of the duties listed under the chosen category, or null.');
  return {
    category,
    runnerUp: runnerUp === category ? null : runnerUp,
    duty: ownDuty ? problem.duty : null,
    elsewhere: elsewhere ? problem.elsewhere : null,
  };
}

function checkEvidence(problem: AnsweredProblem, said: string, fault: Fault): string[] {
  const text = comparable(said);
  if (problem.evidence.length === 0 && text !== '') fault('evidence must not be empty.');
  return problem.evidence
    .slice(0, mostEvidence)
    .map(storable)
    .filter((words) => {
      const stands = comparable(words) !== '' && text.includes(comparable(words));
      if (!stands) fault('each evidence must be copied from the message character for character.');
      return stands;
    });
}

/** Two ways to write the same characters are the same words, and so are other spaces between them, seen or not. */
function comparable(words: string): string {
  return storable(words).normalize('NFC').replace(/\s+/g, ' ').trim();
}
