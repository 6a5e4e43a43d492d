import type { Catalog } from '../../catalog/catalog.ts';
import type { Language, ModelPrivacy } from '../../deps.ts';
import type { Photos } from '../media/look-at-photos.ts';
import { type Sealed, seal, unsealed } from '../privacy/seal.ts';
import type { Problem, Proposal, Reading, Weighed } from '../proposal.ts';
import { draftByRules } from '../words/draft.ts';
import { type Judged, judgeReply, type Unanswered } from './judge-reply.ts';
import type { Ledger, Refusal } from './ledger.ts';
import type { Model, ModelRequest, Turn, Usage } from './model.ts';
import type { Precedent } from './precedents.ts';
import { answerSchema, schemaName, systemPrompt, userPrompt, wordsShown } from './prompt.ts';
import { promptVersion } from './prompt-version.ts';

export type ProposedWithModel =
  | { kind: 'proposal'; proposal: Proposal }
  | { kind: 'failed'; failure: ModelFailure; retryAfter?: number; modelCallId: number | null };

/** Why no proposal could be had: no answer, or no call that may be made. */
export type ModelFailure = Unanswered | Refusal;

interface Input {
  model: Model;
  catalog: Catalog;
  reading: Reading;
  staffLanguage: Language;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Where there is one, it has the last word before the call, and the count after it. */
  ledger?: Ledger;
  /** Earlier decisions on messages like this one. */
  precedents?: Precedent[];
  /** What a model that can see is shown. */
  photos?: Photos | null;
  /** Whether the vault takes out what is private before the call, or the words go as they are. */
  privacy?: ModelPrivacy;
}

type Tokens = Required<Usage>;

/** In all, both turns included, in milliseconds. */
const patience = 30_000;
/** For one answer: eight problems at their longest, or a few after much thinking, which servers count as well. */
const mostTokensOut = 8_000;
/** For a picture of at most 1024 by 1024 pixels; what models of today count is 765 to 2,600. */
const tokensAPicture = 3_000;
/** With less than this left, a second turn is not begun. */
const worthTrying = 2_000;

/**
 * Understands a complaint with a model: one call, checked for form and then for meaning; where it is wrong in a way that the model
 * can mend, exactly one repair turn. What is still wrong then is dropped part by part; the rest stands.
 * Emergencies are not this verb's: fixed rules stand above it.
 */
export async function proposeWithModel(input: Input): Promise<ProposedWithModel> {
  const { model, reading, now, ledger, privacy = 'strict', precedents = [] } = input;
  const begun = now();
  const leaving = privacy === 'strict' ? seal : unsealed;
  const sealed = leaving(
    reading.heard?.marked ?? reading.text,
    precedents.map(({ text }) => text),
  );
  const shown = { ...reading, text: sealed.text };
  const shownBeside = precedents.map((precedent, at) => ({ ...precedent, text: sealed.beside[at]! }));
  const request: ModelRequest = {
    turns: [
      { role: 'system', text: systemPrompt(input.catalog, input.staffLanguage) },
      { role: 'user', text: userPrompt(shown, shownBeside), ...sightOf(input.photos, shown, shownBeside) },
    ],
    schema: answerSchema(input.catalog),
    schemaName,
    mostTokensOut,
    ...(reading.text === '' && input.photos && { needsSight: true }),
    deadline: begun + patience,
  };
  const asking = {
    modelName: model.name,
    promptVersion,
    sent: [wordsShown(shown), ...precedents.map(({ reference }) => `[precedent ${reference}]`)].join('\n'),
  };
  const opened = await ledger?.open({ ...asking, ...bothTurnsAtMost(request) });
  if (opened?.kind === 'refused') return { kind: 'failed', failure: opened.why, modelCallId: null };
  const modelCallId = opened?.callId ?? null;

  const { judged, tokens } = await askAndMend(request, { ...input, sealed });
  const { answer, failure, retryAfter } = judged;
  const spent = { ...tokens, milliseconds: now() - begun };
  if (modelCallId !== null)
    await ledger?.settle(modelCallId, { outcome: answer ? 'answered' : failure, ...spent });
  if (!answer) return { kind: 'failed', failure, retryAfter, modelCallId };

  const problems = answer.problems.map((problem) => ({
    ...problem,
    ...unweighed,
    model: problem.category,
  }));
  return {
    kind: 'proposal',
    proposal: {
      source: 'model',
      failure: null,
      language: answer.language,
      kind: answer.kind,
      problems: problems.length > 0 ? problems : [bare(reading)],
      model: { name: model.name, promptVersion, ...spent },
      modelCallId,
    },
  };
}

/** The same turn for a model that can see. A picture has no words that a vault could take out: whoever hands photos over says that they may leave. */
function sightOf(
  photos: Photos | null | undefined,
  shown: Reading,
  precedents: Precedent[],
): Pick<Turn, 'sight'> {
  if (!photos || photos.jpegs.length === 0) return {};
  const { jpegs, unread } = photos;
  return { sight: { jpegs, text: userPrompt(shown, precedents, { shown: jpegs.length, unread }) } };
}

/** The first turn, and the repair turn where that can help; the better of the two, and the tokens of both. */
async function askAndMend(
  request: ModelRequest,
  input: Input & { sealed: Sealed },
): Promise<{ judged: Judged; tokens: Tokens }> {
  const tokens = { tokensIn: 0, tokensOut: 0 };
  const ask = async (turns: ModelRequest['turns']) => {
    const asked = { ...request, turns };
    const reply = await input.model.ask(asked);
    tokens.tokensIn += reply.tokensIn ?? tokensAtMost(asked);
    tokens.tokensOut += reply.tokensOut ?? request.mostTokensOut;
    return judgeReply(reply, input);
  };
  const first = await ask(request.turns);
  if (!first.mend || request.deadline - input.now() <= worthTrying) return { judged: first, tokens };
  const second = await ask([...request.turns, ...first.mend]);
  // A repair that came out worse than what it was to repair is no repair.
  return { judged: second.answer || !first.answer ? second : first, tokens };
}

/** A token is at least a byte of what was written. */
function tokensAtMost({ turns, schema }: ModelRequest): number {
  const texts = [...turns.map(({ text, sight }) => sight?.text ?? text), JSON.stringify(schema)];
  const pictures = turns.flatMap(({ sight }) => sight?.jpegs ?? []).length;
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), pictures * tokensAPicture);
}

/** The repair turn repeats the first and its answer. */
function bothTurnsAtMost(request: ModelRequest): Tokens {
  return { tokensIn: 2 * tokensAtMost(request) + mostTokensOut, tokensOut: 2 * mostTokensOut };
}

/** The model's word alone, until it is weighed against the local classifier's. */
const unweighed: Weighed = { source: 'model', confidence: null, unsure: false, local: null, model: null };

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
    ...unweighed,
  };
}
