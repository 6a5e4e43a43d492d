import { type Catalog, findCategory } from '../../catalog/catalog.ts';
import type { Deps } from '../../deps.ts';
import { Classifier } from '../local/classifier.ts';
import { lotOf } from '../measure/lot.ts';
import type { Model } from '../model/model.ts';
import { promptVersion } from '../model/prompt-version.ts';
import { type Case, readCases, readWords, type Said } from './cases.ts';
import { compare, type Line, type Outcome } from './compare.ts';
import { type Asked, replayLedger } from './replay-ledger.ts';
import { sampleOf } from './sample.ts';
import { type Again, suggestAgain } from './suggest-again.ts';

export interface Replaying {
  catalog: Catalog;
  /** Null: the local classifier suggests. */
  model: { model: Model; atOnce: number; budget: number } | null;
  since: Date;
  /** How many cases, and by which lot they are drawn. */
  sample: number;
  seed: number;
  /** Called as the sample is drawn, with its size; what it returns, after each case. */
  begin: (cases: number) => () => void;
}

export interface Replayed {
  source: 'model' | 'local';
  modelName: string | null;
  promptVersion: string | null;
  seed: number;
  cases: number;
  /** The sum first, then each category; of those cases that could be compared. */
  lines: Line[];
  leftOut: LeftOut;
  /** Cases of the sample that are not compared, by why the model gave no answer. */
  notCompared: Record<string, number>;
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
 * Suggests again for a sample of the tickets that people have decided on, by the prompt of this code, this model and this catalogue, and
 * compares with what was suggested then. Each is suggested for by what was known before it, and nothing is written.
 */
export async function replay(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  input: Replaying,
): Promise<Replayed> {
  const { catalog, model } = input;
  const known = await readCases(deps.db);
  const { cases, leftOut } = eligible(known, input);
  const sample = sampleOf(cases, input.sample, lotOf(input.seed));
  const { ledger, asked } = replayLedger(model?.budget ?? 0);
  const again = { deps, catalog, model: model?.model ?? null, ledger };
  const tick = input.begin(sample.length);
  const answers = await walk(again, { sample, known, atOnce: model?.atOnce ?? 1, tick });
  const outcomes: Outcome[] = [];
  const notCompared: Record<string, number> = {};
  for (const [one, answer] of answers) {
    if (answer.kind === 'wordless') leftOut.wordless += 1;
    if (answer.kind === 'unanswered') notCompared[answer.why] = (notCompared[answer.why] ?? 0) + 1;
    if (answer.kind !== 'suggested') continue;
    const { decided } = one;
    outcomes.push({
      category: decided,
      before: heldAgainst(one, input)?.said === decided,
      now: answer.category === decided,
    });
  }
  return {
    source: model ? 'model' : 'local',
    modelName: model?.model.name ?? null,
    promptVersion: model ? promptVersion : null,
    seed: input.seed,
    cases: sample.length,
    lines: compare(outcomes),
    leftOut,
    notCompared,
    asked,
  };
}

/** Each source is held against what it said by itself: unchanged, it must come out as good as it was. */
function heldAgainst({ model, local }: Case, input: Replaying): Said | null {
  return input.model ? model : local;
}

function eligible(known: Case[], input: Replaying): { cases: Case[]; leftOut: LeftOut } {
  const recent = known.filter(({ decidedAt }) => decidedAt >= input.since);
  const strangers = recent.filter(({ decided }) => !findCategory(input.catalog, decided));
  const here = recent.filter(({ decided }) => findCategory(input.catalog, decided));
  const cases = here.filter((one) => heldAgainst(one, input));
  const categories = [...Map.groupBy(strangers, ({ decided }) => decided)].map(([code, members]) => ({
    code,
    references: members.map(({ reference }) => reference),
  }));
  return { cases, leftOut: { categories, incomparable: here.length - cases.length, wordless: 0 } };
}

type Answered = Again | { kind: 'wordless' };

/** Goes through the sample as time went, learning on the way what had been decided by then. */
async function walk(
  again: Omit<Parameters<typeof suggestAgain>[0], 'classifier' | 'reading' | 'complaintId'>,
  { sample, known, atOnce, tick }: { sample: Case[]; known: Case[]; atOnce: number; tick: () => void },
): Promise<Map<Case, Answered>> {
  const classifier = new Classifier(again.catalog);
  const answers = new Map<Case, Answered>();
  const underWay = new Set<Promise<void>>();
  const asTimeWent = sample.toSorted((a, b) => a.suggestedAt.getTime() - b.suggestedAt.getTime());
  let learned = 0;
  for (const one of asTimeWent) {
    const decided = known.slice(learned).findIndex(({ decidedAt }) => decidedAt >= one.suggestedAt);
    const before = known.slice(learned, decided < 0 ? known.length : learned + decided);
    learned += before.length;
    for (const [{ reviewId, decided }, { text }] of await readWords(again.deps.db, before))
      classifier.learn({ id: reviewId, text, category: decided });
    // Read only now: what was erased a moment ago must not leave the house any more.
    const reading = (await readWords(again.deps.db, [one])).get(one);
    const answer: Promise<Answered> = reading
      ? suggestAgain({ ...again, classifier, reading, complaintId: one.complaintId })
      : Promise.resolve({ kind: 'wordless' });
    const done = answer.then((found) => {
      answers.set(one, found);
      underWay.delete(done);
      tick();
    });
    underWay.add(done);
    if (underWay.size >= atOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return answers;
}
