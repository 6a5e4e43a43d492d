import type { Catalog } from '../core/catalog/catalog.ts';
import type { Language, ModelPrivacy } from '../core/deps.ts';
import type { Ledger } from '../core/triage/model/ledger.ts';
import type { Model } from '../core/triage/model/model.ts';
import type { Precedent } from '../core/triage/model/precedents.ts';
import { proposeWithModel } from '../core/triage/model/propose-with-model.ts';
import type { Reading } from '../core/triage/proposal.ts';
import { openLessons, type Words, written } from './lessons.ts';
import type { Suggested, Suggester } from './suggester.ts';

export interface Asking {
  model: Model;
  catalog: Catalog;
  staffLanguage: Language;
  privacy: ModelPrivacy;
}

export type Ask = (words: Words, precedents: Precedent[]) => Promise<Suggested>;

/** Suggests what the model says. Of the rows that were learned it is shown those most like the one it is asked about. */
export function suggestByModel(catalog: Catalog, ask: Ask, atOnce: number): Suggester {
  const { classifier, lessonOf, precedentsFor } = openLessons(catalog);
  return {
    atOnce,
    learnAll: async (rows) => {
      // A generator does nothing by itself.
      for (const _ of classifier.learnAll(rows.map(lessonOf)));
    },
    learn: async (row) => {
      classifier.learn(lessonOf(row));
    },
    suggest: (words) => ask(words, precedentsFor(words)),
  };
}

/**
 * Asks the model as triage does: prompt, precedents, vault, checks and repair included. The same question is asked once; then the answer
 * is known. With other precedents, as another fold has them, it is another question.
 */
export function askAsTriageDoes(asking: Asking): Ask {
  const answers = new Map<string, Promise<Suggested>>();
  return (words, precedents) => {
    const text = written(words);
    const question = JSON.stringify([text, ...precedents.map((one) => [one.text, one.category])]);
    const answer = answers.get(question) ?? askOnce(asking, text, precedents);
    answers.set(question, answer);
    return answer;
  };
}

async function askOnce(asking: Asking, words: string, precedents: Precedent[]): Promise<Suggested> {
  const spent = { tokensIn: 0, tokensOut: 0 };
  const ledger: Ledger = {
    open: async () => ({ kind: 'open', callId: 1 }),
    settle: async (_, { tokensIn, tokensOut }) => {
      Object.assign(spent, { tokensIn, tokensOut });
    },
  };
  const reading = readingOf(words);
  const proposed = await proposeWithModel({ ...asking, reading, precedents, ledger, now: Date.now });
  const failure = proposed.kind === 'failed' ? proposed.failure : null;
  // A row has one category: where the model saw several problems, its first is held against it.
  const first = proposed.kind === 'proposal' ? proposed.proposal.problems[0] : undefined;
  return {
    ranked: [first?.category ?? [], first?.runnerUp ?? []].flat(),
    confidence: first?.confidence ?? null,
    unsure: false,
    call: { failure, ...spent },
  };
}

function readingOf(text: string): Reading {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  return { text, photos: 0, voices: 0, hasPlace: false, language };
}
