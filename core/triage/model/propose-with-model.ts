import type { Catalog } from '../../catalog/catalog.ts';
import type { Language } from '../../deps.ts';
import { type Problem, type Proposal, proposalSchema, type Reading } from '../proposal.ts';
import { draftByRules } from '../words/draft.ts';
import { checkProposal } from './check-proposal.ts';
import type { Ledger, Refusal } from './ledger.ts';
import type { Model, ModelReply, ModelRequest } from './model.ts';
import {
  answerSchema,
  instructions,
  promptVersion,
  schemaName,
  systemPrompt,
  userPrompt,
  wordsShown,
} from './prompt.ts';

export type ProposedWithModel =
  | { kind: 'proposal'; proposal: Proposal }
  | { kind: 'failed'; failure: ModelFailure; modelCallId: number | null };

/** Why no proposal could be had: the server's doing, a refusal, an answer cut off or not to be read, or no call to be made. */
export type ModelFailure =
  | Extract<ModelReply, { kind: 'failed' }>['why']
  | Refusal
  | 'refused'
  | 'cut-off'
  | 'unreadable';

/** In all, both turns included, in milliseconds. */
const patience = 30_000;
/** For one answer: eight problems at their longest, or a few after much thinking, which servers count as well. */
const mostTokensOut = 8_000;
/** With less than this left, a second turn is not begun. */
const worthTrying = 2_000;

/**
 * Understands a complaint with a model: one call, checked for form and then for meaning; where it is wrong in a way that the model
 * can mend, exactly one repair turn. What is still wrong then is dropped part by part; the rest stands.
 * The ledger, where there is one, has the last word before the call and the count after it. `now` gives milliseconds since the
 * epoch. Emergencies are not this verb's: fixed rules stand above it.
 */
export async function proposeWithModel(input: {
  model: Model;
  catalog: Catalog;
  reading: Reading;
  staffLanguage: Language;
  now: () => number;
  ledger?: Ledger;
}): Promise<ProposedWithModel> {
  const { model, reading, now, ledger } = input;
  const begun = now();
  const request: ModelRequest = {
    turns: [
      { role: 'system', text: systemPrompt(input.catalog, input.staffLanguage) },
      { role: 'user', text: userPrompt(reading) },
    ],
    schema: answerSchema(input.catalog),
    schemaName,
    mostTokensOut,
    deadline: begun + patience,
  };
  const opened = await ledger?.open({
    modelName: model.name,
    promptVersion,
    sent: wordsShown(reading),
    ...bothTurnsAtMost(request),
  });
  if (opened?.kind === 'refused') return { kind: 'failed', failure: opened.why, modelCallId: null };
  const modelCallId = opened?.callId ?? null;

  const spent = { tokensIn: 0, tokensOut: 0 };
  const ask = async (turns: ModelRequest['turns']) => {
    const asked = { ...request, turns };
    const reply = await model.ask(asked);
    spent.tokensIn += reply.tokensIn ?? tokensAtMost(asked);
    spent.tokensOut += reply.tokensOut ?? mostTokensOut;
    return judge(reply, input);
  };

  let judged = await ask(request.turns);
  if (judged.mend && request.deadline - now() > worthTrying) {
    const second = await ask([...request.turns, ...judged.mend]);
    // A repair that came out worse than what it was to repair is no repair.
    if (second.answer || !judged.answer) judged = second;
  }
  const milliseconds = now() - begun;
  const outcome = judged.answer ? 'answered' : judged.failure;
  if (modelCallId !== null) await ledger?.settle(modelCallId, { outcome, ...spent, milliseconds });
  if (!judged.answer) return { kind: 'failed', failure: judged.failure, modelCallId };

  const { language, kind, problems } = judged.answer;
  return {
    kind: 'proposal',
    proposal: {
      source: 'model',
      failure: null,
      language,
      kind,
      problems:
        problems.length > 0 ? problems.map((problem) => ({ ...problem, confidence: null })) : [bare(reading)],
      model: { name: model.name, promptVersion, ...spent, milliseconds },
      modelCallId,
    },
  };
}

/** A token is at least a byte of what was written. */
function tokensAtMost({ turns, schema }: ModelRequest): number {
  const texts = [...turns.map(({ text }) => text), JSON.stringify(schema)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The repair turn repeats the first and its answer. */
function bothTurnsAtMost(request: ModelRequest): { tokensIn: number; tokensOut: number } {
  return { tokensIn: 2 * tokensAtMost(request) + mostTokensOut, tokensOut: 2 * mostTokensOut };
}

interface Judged {
  /** The answer as far as it is sound; null where there is none. */
  answer: ReturnType<typeof checkProposal>['sound'] | null;
  failure: ModelFailure;
  /** The turns that ask for a better answer, where that can help. */
  mend: ModelRequest['turns'] | null;
}

function judge(
  reply: ModelReply,
  input: { catalog: Catalog; reading: Reading; staffLanguage: Language },
): Judged {
  if (reply.kind === 'failed') return { answer: null, failure: reply.why, mend: null };
  if (reply.kind === 'refused') return { answer: null, failure: 'refused', mend: null };
  if (reply.kind === 'cut-off') {
    const text = 'Your answer was too long and was cut off. Answer again, with shorter texts.';
    return { answer: null, failure: 'cut-off', mend: [{ role: 'user', text }] };
  }
  const parsed = proposalSchema.safeParse(readJson(reply.text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
    );
    return { answer: null, failure: 'unreadable', mend: mendTurns(reply.text, faults) };
  }
  const told = instructions(input.catalog, input.staffLanguage);
  const { faults, sound } = checkProposal(parsed.data, { ...input, instructions: told });
  // A complaint without a problem would be a ticket that says nothing.
  const empty = sound.problems.length === 0 && sound.kind !== 'thanks' && sound.kind !== 'not_for_us';
  const mend = faults.length > 0 ? mendTurns(reply.text, faults) : null;
  return { answer: empty ? null : sound, failure: 'unreadable', mend };
}

function mendTurns(answer: string, faults: string[]): ModelRequest['turns'] {
  const list = [...new Set(faults)].slice(0, 12).map((fault) => `- ${fault}`);
  return [
    { role: 'assistant', text: answer },
    {
      role: 'user',
      text: `That answer does not fit:\n${list.join('\n')}\nAnswer again, the whole object, JSON only.`,
    },
  ];
}

/**
 * The JSON object in a reply. Models without a JSON mode think aloud first, or put it in a fence; undefined where there is none.
 */
function readJson(reply: string): unknown {
  const text = reply.replace(/<think>[\s\S]*?<\/think>/g, '');
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

/** What a message with no problem in it (thanks, a greeting) is shown as. */
function bare(reading: Reading): Problem {
  const draft = draftByRules(reading.text);
  return {
    ...draft,
    urgency: 'normal',
    category: null,
    runnerUp: null,
    duty: null,
    elsewhere: null,
    evidence: [],
    missing: [],
    confidence: null,
  };
}
