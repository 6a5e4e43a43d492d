import type { Catalog } from '../../catalog/catalog.ts';
import type { Language } from '../../deps.ts';
import { openAnswer } from '../privacy/open-answer.ts';
import type { Sealed } from '../privacy/seal.ts';
import { proposalSchema, type Reading } from '../proposal.ts';
import { checkProposal } from './check-proposal.ts';
import type { ModelReply, ModelRequest } from './model.ts';
import { instructions } from './prompt.ts';

/** Why a reply holds no answer: the server's doing, a refusal, an answer cut off, or one that could not be read. */
export type Unanswered =
  | Extract<ModelReply, { kind: 'failed' }>['why']
  | 'refused'
  | 'cut-off'
  | 'unreadable';

export interface Judged {
  /** The answer as far as it is sound; null where there is none. */
  answer: ReturnType<typeof checkProposal>['sound'] | null;
  /** Why, where there is none. */
  failure: Unanswered;
  /** In how many seconds the server would answer, where it said so. */
  retryAfter?: number;
  /** The turns that ask for a better answer, where that can help. */
  mend: ModelRequest['turns'] | null;
}

/**
 * What a reply is worth: checked for form, then for meaning. What cannot stand is left out, and told in sentences by which a model can
 * mend its answer.
 */
export function judgeReply(
  reply: ModelReply,
  input: { catalog: Catalog; reading: Reading; staffLanguage: Language; sealed: Sealed },
): Judged {
  if (reply.kind === 'failed')
    return { answer: null, failure: reply.why, retryAfter: reply.retryAfter, mend: null };
  if (reply.kind === 'refused') return { answer: null, failure: 'refused', mend: null };
  if (reply.kind === 'cut-off') {
    return { answer: null, failure: 'cut-off', mend: [{ role: 'user', text: tooLong }] };
  }
  const parsed = proposalSchema.safeParse(readJson(reply.text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
    );
    return { answer: null, failure: 'unreadable', mend: mendTurns(reply.text, faults) };
  }
  const told = instructions(input.catalog, input.staffLanguage);
  // The words that count are the resident's own: those that the model saw stood for them.
  const opened = openAnswer(parsed.data, input.sealed);
  const { faults, sound } = checkProposal(opened, { ...input, instructions: told });
  // A complaint without a problem would be a ticket that says nothing.
  const empty = sound.problems.length === 0 && sound.kind !== 'thanks' && sound.kind !== 'not_for_us';
  const mend = faults.length > 0 ? mendTurns(reply.text, faults) : null;
  return { answer: empty ? null : sound, failure: 'unreadable', mend };
}

export const tooLong = 'Your answer was too long and was cut off. Answer again, with shorter texts.';

/** More of an answer than this is not shown to the model again: nothing that fits is as long. */
const longestShown = 16_000;

export function mendTurns(answer: string, faults: string[]): ModelRequest['turns'] {
  const list = [...new Set(faults)].slice(0, 12).map((fault) => `- ${fault}`);
  return [
    { role: 'assistant', text: answer.slice(0, longestShown).toWellFormed() },
    {
      role: 'user',
      text: `That answer does not fit:\n${list.join('\n')}\nAnswer again, the whole object, JSON only.`,
    },
  ];
}

/**
 * The JSON object in a reply. Models without a JSON mode think aloud first, or put it in a fence; undefined where there is none.
 */
export function readJson(reply: string): unknown {
  const text = reply.replace(/<think>[\s\S]*?<\/think>/g, '');
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return undefined;
  }
}
