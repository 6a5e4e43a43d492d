import { findCategory } from '../../catalog/catalog.ts';
import type { Deps } from '../../deps.ts';
import { lotOf } from '../measure/lot.ts';
import type { Model } from '../model/model.ts';
import { promptVersion } from '../model/prompt-version.ts';
import { asTimeWent, type Versioned } from './as-time-went.ts';
import { type Case, readCases, readWords } from './cases.ts';
import { compare, type Line } from './compare.ts';
import { type Asked, replayLedgers } from './replay-ledger.ts';
import { sampleOf } from './sample.ts';
import { type Again, type Answer, type Asking, askAgain, blendAgain, withoutModel } from './suggest-again.ts';

export interface Replaying {
  /** The one in force, or one that may come. */
  catalog: Versioned;
  /** Null: the local classifier suggests. */
  model: { model: Model; atOnce: number; budget: number } | null;
  since: Date;
  /** How many cases, and by which lot they are drawn. */
  sample: number;
  seed: number;
  /** Called as the sample is drawn, with its size; what it returns, after each case. */
  begin: (cases: number) => () => void;
}

/** What is held against what it was: all together, as staff are shown it, or a source by itself. */
export type Compared = keyof Again;

export interface Replayed {
  source: 'model' | 'local';
  modelName: string | null;
  promptVersion: string | null;
  seed: number;
  cases: number;
  /** How many of them could be compared. */
  compared: number;
  /** Where fewer than half could be, nothing can be said. */
  verdict: 'worse' | 'too-few' | 'passed';
  /** Of each the sum first, then each category. */
  comparisons: { of: Compared; lines: Line[] }[];
  leftOut: LeftOut;
  /** Cases of the sample that are not compared, by why the model gave no answer. */
  notCompared: Record<string, number>;
  /** How many calls the cascade spared. */
  spared: number;
  asked: Asked;
}

export interface LeftOut {
  /** Decided as a category that this catalogue does not have: which, and the tickets. */
  categories: { code: string; references: string[] }[];
  /** Nothing is kept that they could be compared with: the model was away, or a person was asked for. */
  incomparable: number;
  /** Their words were erased, or they never had any. */
  wordless: number;
}

/**
 * Suggests again for a sample of the tickets that people have decided on, by the prompt of this code, this model, this catalogue and the
 * cascade as it is set, and compares with what was suggested then. Each is suggested for by what was known before it. Nothing is written
 * but the calls.
 */
export async function replay(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  input: Replaying,
): Promise<Replayed> {
  const { catalog, model } = input;
  const known = await readCases(deps.db);
  const { cases: all, leftOut } = eligible(known, input);
  const cases = sampleOf(all, input.sample, lotOf(input.seed));
  const { ledgerOf, asked } = replayLedgers(deps, model?.budget ?? 0);
  const walk = { catalog, known, cases };
  const answers = await askAll(deps, walk, { model, ledgerOf, tick: input.begin(cases.length) });
  const counted = (kind: Answer['kind']) => [...answers.values()].filter((one) => one.kind === kind).length;
  const comparisons = compareAll(await suggestAll(deps, walk, answers), model !== null);
  const compared = comparisons[0]!.lines[0]!.cases;
  const worse = comparisons.some(({ lines }) => lines.some((line) => line.verdict === 'worse'));
  return {
    source: model ? 'model' : 'local',
    modelName: model?.model.name ?? null,
    promptVersion: model ? promptVersion : null,
    seed: input.seed,
    cases: cases.length,
    compared,
    verdict: worse ? 'worse' : compared * 2 < cases.length ? 'too-few' : 'passed',
    comparisons,
    leftOut: { ...leftOut, wordless: cases.length - answers.size },
    notCompared: whyNot([...answers.values()]),
    spared: model ? counted('spared') : 0,
    asked,
  };
}

/** Each is held against what it said itself at the time: unchanged, it must come out as good as it was. */
function compareAll(again: Map<Case, Again>, withModel: boolean): Replayed['comparisons'] {
  const all: Compared[] = withModel ? ['suggestion', 'model', 'local'] : ['local'];
  const outcomes = all.map((of) =>
    [...again].flatMap(([one, { [of]: now }]) => {
      const { decided, [of]: before } = one;
      return before && now
        ? { category: decided, before: before.said === decided, now: now.said === decided }
        : [];
    }),
  );
  return compare(outcomes).map((lines, at) => ({ of: all[at]!, lines }));
}

function whyNot(answers: Answer[]): Record<string, number> {
  const reasons = answers.flatMap((answer) => (answer.kind === 'unanswered' ? answer.why : []));
  return Object.fromEntries([...Map.groupBy(reasons, (why) => why)].map(([why, each]) => [why, each.length]));
}

function eligible(known: Case[], input: Replaying): { cases: Case[]; leftOut: Omit<LeftOut, 'wordless'> } {
  const recent = known.filter(({ decidedAt }) => decidedAt >= input.since);
  const strangers = recent.filter(({ decided }) => !findCategory(input.catalog, decided));
  const here = recent.filter(({ decided }) => findCategory(input.catalog, decided));
  const cases = here.filter(({ suggestion, local }) => (input.model ? suggestion : local));
  const categories = [...Map.groupBy(strangers, ({ decided }) => decided)].map(([code, members]) => ({
    code,
    references: members.map(({ reference }) => reference),
  }));
  return { cases, leftOut: { categories, incomparable: here.length - cases.length } };
}

type Walk = Parameters<typeof asTimeWent>[1];

/** Asks about all cases, so many at once, each with what was known at its time. What has no words any more is missing. */
async function askAll(
  deps: Asking['deps'],
  walk: Walk,
  {
    model,
    ledgerOf,
    tick,
  }: {
    model: Replaying['model'];
    ledgerOf: (complaintId: number) => Asking['ledger'];
    tick: () => void;
  },
): Promise<Map<Case, Answer>> {
  const answers = new Map<Case, Answer>();
  const underWay = new Set<Promise<void>>();
  const ask = async (asking: Asking, one: Case) => {
    answers.set(one, await askAgain(asking));
    tick();
  };
  for await (const [one, learned] of asTimeWent(deps.db, walk)) {
    // Read only now: what was erased a moment ago must not leave the house any more.
    const reading = (await readWords(deps.db, [one])).get(one);
    if (!reading) {
      tick();
      continue;
    }
    const { complaintId } = one;
    const about = { reading, complaintId, learned, ledger: ledgerOf(complaintId) };
    const asking = { deps, catalog: walk.catalog, model: model?.model ?? null, ...about };
    const done = ask(asking, one).finally(() => underWay.delete(done));
    underWay.add(done);
    if (underWay.size >= (model?.atOnce ?? 1)) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return answers;
}

/**
 * What comes of the answers. Those of the model are blended by what had been learned at their time, which is gone through once more: by
 * the time that an answer has come more has been learned, its own case perhaps included.
 */
async function suggestAll(
  { db }: Asking['deps'],
  walk: Walk,
  answers: Map<Case, Answer>,
): Promise<Map<Case, Again>> {
  const again = new Map<Case, Again>();
  const answered = new Map<Case, Extract<Answer, { kind: 'answered' }>>();
  for (const [one, answer] of answers) {
    if (answer.kind === 'answered') answered.set(one, answer);
    else again.set(one, withoutModel(answer));
  }
  for await (const [one, learned] of asTimeWent(db, { ...walk, cases: [...answered.keys()] }))
    again.set(one, blendAgain(learned, walk.catalog, answered.get(one)!));
  return again;
}
