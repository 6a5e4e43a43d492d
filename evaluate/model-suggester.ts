import { setTimeout as pause } from 'node:timers/promises';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Language } from '../core/deps.ts';
import type { Ledger } from '../core/triage/model/ledger.ts';
import type { Model } from '../core/triage/model/model.ts';
import { proposeWithModel } from '../core/triage/model/propose-with-model.ts';
import type { Reading } from '../core/triage/proposal.ts';
import { type Suggested, type Suggester, wordsOf } from './suggester.ts';

interface Asking {
  model: Model;
  catalog: Catalog;
  staffLanguage: Language;
  atOnce: number;
}

/** In milliseconds, while a server says that it is asked too often: here, where no queue does it, we come back ourselves. */
const pauses = [1000, 2000, 4000, 8000, 16_000];

/** Asks the model as triage does: prompt, checks and repair included. It learns nothing from rows. */
export function suggestByModel({ atOnce, ...asking }: Asking): Suggester {
  return {
    atOnce,
    learn: () => {},
    learnAll: () => {},
    suggest: async (row) => {
      const reading = readingOf(wordsOf(row));
      let suggested = await ask(asking, reading);
      for (const wait of pauses) {
        if (suggested.call?.failure !== 'rate-limited') break;
        await pause(wait);
        suggested = await ask(asking, reading);
      }
      return suggested;
    },
  };
}

async function ask(asking: Omit<Asking, 'atOnce'>, reading: Reading): Promise<Suggested> {
  const spent = { tokensIn: 0, tokensOut: 0 };
  const ledger: Ledger = {
    open: async () => ({ kind: 'open', callId: 1 }),
    settle: async (_, { tokensIn, tokensOut }) => {
      Object.assign(spent, { tokensIn, tokensOut });
    },
  };
  const proposed = await proposeWithModel({ ...asking, reading, ledger, now: Date.now });
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
