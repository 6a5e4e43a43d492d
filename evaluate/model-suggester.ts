import type { Catalog } from '../core/catalog/catalog.ts';
import type { Language } from '../core/deps.ts';
import type { Model } from '../core/triage/model/model.ts';
import { proposeWithModel } from '../core/triage/model/propose-with-model.ts';
import type { Reading } from '../core/triage/proposal.ts';
import { type Suggester, wordsOf } from './suggester.ts';

interface Asking {
  model: Model;
  catalog: Catalog;
  staffLanguage: Language;
  atOnce: number;
}

/** Asks the model as triage does: prompt, checks and repair included. It learns nothing from rows. */
export function suggestByModel({ model, catalog, staffLanguage, atOnce }: Asking): Suggester {
  return {
    atOnce,
    learn: () => {},
    learnAll: () => {},
    suggest: async (row) => {
      const reading = readingOf(wordsOf(row));
      const proposed = await proposeWithModel({ model, catalog, reading, staffLanguage, now: Date.now });
      if (proposed.kind === 'failed') {
        const call = { failure: proposed.failure, tokensIn: 0, tokensOut: 0 };
        return { ranked: [], confidence: null, unsure: false, call };
      }
      const { problems, model: spent } = proposed.proposal;
      // A row has one category: where the model saw several problems, its first is held against it.
      const { category, runnerUp, confidence } = problems[0]!;
      return {
        ranked: category === null ? [] : [category, ...(runnerUp === null ? [] : [runnerUp])],
        confidence,
        unsure: false,
        call: { failure: null, tokensIn: spent?.tokensIn ?? 0, tokensOut: spent?.tokensOut ?? 0 },
      };
    },
  };
}

function readingOf(text: string): Reading {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  return { text, photos: 0, voices: 0, hasPlace: false, language };
}
