import { setTimeout as pause } from 'node:timers/promises';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Language, ModelPrivacy } from '../core/deps.ts';
import type { Ledger } from '../core/triage/model/ledger.ts';
import type { Model } from '../core/triage/model/model.ts';
import { proposeWithModel } from '../core/triage/model/propose-with-model.ts';
import type { Reading } from '../core/triage/proposal.ts';
import type { Suggested, Suggester, Words } from './suggester.ts';

export interface Asking {
  model: Model;
  catalog: Catalog;
  staffLanguage: Language;
  privacy: ModelPrivacy;
}

export type Ask = (row: Words) => Promise<Suggested>;

/** In milliseconds, while a server says that it is asked too often: here, where no queue does it, we come back ourselves. */
const pauses = [1000, 2000, 4000, 8000, 16_000];

/** Suggests what the model says. It learns nothing from rows. */
export function suggestByModel(ask: Ask, atOnce: number): Suggester {
  return { atOnce, learn: async () => {}, learnAll: async () => {}, suggest: ask };
}

/** Asks the model as triage does: prompt, vault, checks and repair included. A row is asked about once; then the answer is known. */
export function askAsTriageDoes(asking: Asking): Ask {
  const answers = new Map<string, Promise<Suggested>>();
  return ({ title, text }) => {
    // What a resident would have written.
    const words = title && !text.startsWith(title) ? `${title}\n${text}` : text;
    const answer = answers.get(words) ?? askPatiently(asking, words);
    answers.set(words, answer);
    return answer;
  };
}

async function askPatiently(asking: Asking, words: string): Promise<Suggested> {
  let answer = await askOnce(asking, words);
  for (const wait of pauses) {
    if (answer.call?.failure !== 'rate-limited') break;
    await pause(wait);
    answer = await askOnce(asking, words);
  }
  return answer;
}

async function askOnce(asking: Asking, words: string): Promise<Suggested> {
  const spent = { tokensIn: 0, tokensOut: 0 };
  const ledger: Ledger = {
    open: async () => ({ kind: 'open', callId: 1 }),
    settle: async (_, { tokensIn, tokensOut }) => {
      Object.assign(spent, { tokensIn, tokensOut });
    },
  };
  const proposed = await proposeWithModel({ ...asking, reading: readingOf(words), ledger, now: Date.now });
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
