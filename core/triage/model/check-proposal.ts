import type { z } from 'zod';
import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import type { problemSchema, proposalSchema, Reading } from '../proposal.ts';
import { longestDescription, longestTitle, shorten, titleOf } from '../words/draft.ts';

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
const longestShortField = 200;

/**
 * Checks an answer that has the right form for its meaning: codes are in the catalogue and belong together, evidence stands word
 * for word in the text, lengths hold, no link is made up, and there is a problem where there must be one.
 */
export function checkProposal(
  answer: Answer,
  { catalog, reading }: { catalog: Catalog; reading: Reading },
): Checked {
  const faults: string[] = [];
  const fault = (message: string) => faults.push(message);
  const silent = answer.kind === 'thanks' || answer.kind === 'not_for_us';
  if (answer.problems.length === 0 && !silent)
    fault(`A ${answer.kind} needs at least one entry in problems.`);
  if (answer.problems.length > mostProblems) fault(`At most ${mostProblems} entries in problems.`);
  const knownLanguage = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(answer.language);
  if (!knownLanguage) fault('language must be a code such as zh or en.');
  return {
    faults,
    sound: {
      language: knownLanguage ? answer.language : reading.language,
      kind: answer.kind,
      problems: answer.problems.slice(0, mostProblems).map((problem, at) => {
        const here = (message: string) => fault(`problems[${at}]: ${message}`);
        return { ...problem, ...checkWords(problem, reading, here), ...checkCodes(problem, catalog, here) };
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
  if (!ownDuty) fault('duty must be one of the duties listed under the chosen category, or null.');
  return {
    category,
    runnerUp: runnerUp === category ? null : runnerUp,
    duty: ownDuty ? problem.duty : null,
  };
}

function checkWords(problem: AnsweredProblem, reading: Reading, fault: Fault) {
  const text = comparable(reading.text);
  const evidence = problem.evidence
    .slice(0, mostEvidence)
    .map(storable)
    .filter((words) => {
      const stands = comparable(words) !== '' && text.includes(comparable(words));
      if (!stands) fault('each evidence must be copied from the message character for character.');
      return stands;
    });
  if (problem.evidence.length === 0 && text !== '') fault('evidence must not be empty.');
  const within = (field: 'title' | 'description', most: number) => {
    const words = withoutForeignLinks(problem[field], reading.text, () =>
      fault(`${field} holds a link that the message does not.`),
    );
    if (words === '') fault(`${field} must not be empty.`);
    if (words.length > most) fault(`${field} must have at most ${most} characters.`);
    return shorten(words, most);
  };
  const short = (field: 'place' | 'since' | 'wish') => {
    if (problem[field] === null) return null;
    const words = withoutForeignLinks(problem[field], reading.text, () =>
      fault(`${field} holds a link that the message does not.`),
    );
    if (words.length > longestShortField)
      fault(`${field} must have at most ${longestShortField} characters.`);
    return shorten(words, longestShortField) || null;
  };
  return {
    evidence,
    title: within('title', longestTitle) || titleOf(reading.text),
    description: within('description', longestDescription) || shorten(reading.text, longestDescription),
    place: short('place'),
    since: short('since'),
    wish: short('wish'),
    missing: [...new Set(problem.missing)],
  };
}

/** Two ways to write the same characters are the same words, and so are other spaces between them. */
function comparable(words: string): string {
  return words.normalize('NFC').replace(/\s+/g, ' ').trim();
}

const link =
  /(?:https?:\/\/|www\.|t\.me\/)\S+|\b[\w-]+\.(?:com|cn|net|org|info|top|xyz|ru|io|me|cc|app|shop)\b\S*/gi;

function withoutForeignLinks(words: string, text: string, found: () => void): string {
  return storable(words)
    .replace(link, (url) => {
      if (text.includes(url.replace(/[.,;:!?)。，）]+$/, ''))) return url;
      found();
      return '';
    })
    .trim();
}

/** PostgreSQL keeps no NUL in a text, and no half of a surrogate pair in JSON. */
function storable(words: string): string {
  return words.replaceAll('\0', '').toWellFormed();
}
