import type { Catalog } from '../catalog/catalog.ts';
import { type Calibration, calibrate, type Outcome } from './local/calibration.ts';
import { isUnsure, type Ranking } from './local/ranking.ts';

/** A decision beside what the two sources had said before it, each by itself. */
export interface Judged {
  /** Of the review. */
  id: number;
  /** The local classifier's, from before it learned the decision. */
  local: Ranking;
  /** The model's category; null where it named none. */
  model: string | null;
  category: string;
}

export type Blended = Pick<Ranking, 'ranked' | 'confidence' | 'unsure'> & {
  /** Who named the category that came out first. */
  source: 'both' | 'model' | 'local';
};

export interface Blend {
  /** Notes how right each source was. An id that is known already is passed over. */
  note: (judged: Judged) => void;
  forget: (id: number) => void;
  combine: (local: Ranking, model: string | null) => Blended;
}

/** What is believed of a model before its first review: right three times of four. So much evidence holds the belief. */
const belief = { right: 3, all: 4 };
/** So much evidence holds a category at what the model is like in all. */
const reserve = 4;
/** And so much holds its way of being wrong about a category at its way of being wrong in all: there are many ways, and few cases of each. */
const slipReserve = 20;
/** So many of the newest decisions count: a model is changed without notice. */
const kept = 2000;

/**
 * Weighs the model and the local classifier by how right each has been, category by category. The local shares, brought to their
 * calibrated height, are multiplied by how often the model says what it said when each category is the right one (Bayes' rule with the
 * model's own table of confusions). A model that talks at random moves nothing; one that is always wrong in the same way even helps.
 * Above that stands one rule: while the blend has been right less often than the local classifier alone, that one alone counts.
 */
export function createBlend(catalog: Catalog): Blend {
  const codes = catalog.categories.map(({ code }) => code);
  const known = new Map<number, { judged: Judged; outcome: Outcome }>();
  const skill = createSkill(codes.length);
  let calibrated: Calibration | null = null;
  /** How many more suggestions the blend got right than the local classifier alone would have. */
  let gained = 0;

  function drop(id: number): void {
    const one = known.get(id);
    if (!one) return;
    known.delete(id);
    skill.count(one.judged, -1);
    gained -= gainOf(one);
    calibrated = null;
  }

  function weigh(local: Ranking, model: string | null): Ranking['ranked'] {
    const weighed = atItsHeight(local).map(({ code, share }) => ({
      code,
      share: share * skill.of(model, code),
    }));
    const sum = weighed.reduce((all, { share }) => all + share, 0) || 1;
    return weighed.map(({ code, share }) => ({ code, share: share / sum })).sort((a, b) => b.share - a.share);
  }

  return {
    note(judged) {
      if (known.has(judged.id) || !codes.includes(judged.category)) return;
      const [first] = weigh(judged.local, judged.model);
      const outcome = {
        label: codes.indexOf(first!.code),
        share: first!.share,
        right: first!.code === judged.category,
      };
      known.set(judged.id, { judged, outcome });
      skill.count(judged, 1);
      gained += gainOf({ judged, outcome });
      calibrated = null;
      if (known.size > kept) drop(known.keys().next().value!);
    },
    forget: drop,
    combine(local, model) {
      // A blend that has done harm so far is not used, and goes on being tried on what people decide.
      const source = (code: string) =>
        code !== model ? 'local' : code === local.ranked[0]!.code ? 'both' : 'model';
      if (gained < 0) return { ...local, source: source(local.ranked[0]!.code) };
      const ranked = weigh(local, model);
      const [first] = ranked;
      calibrated ??= calibrate(
        [...known.values()].map(({ outcome }) => outcome),
        codes.length,
      );
      const confidence = calibrated(first!.share, codes.indexOf(first!.code));
      return {
        ranked,
        confidence,
        unsure: isUnsure(catalog, { code: first!.code, share: first!.share, confidence }),
        source: source(first!.code),
      };
    },
  };
}

/** 1 where only the blend was right, -1 where only the local classifier was. */
function gainOf({ judged, outcome }: { judged: Judged; outcome: Outcome }): number {
  return Number(outcome.right) - Number(judged.local.ranked[0]!.code === judged.category);
}

/** How often the model says what, by which category was the right one. */
function createSkill(categories: number) {
  const [pairs, sizes, slips] = [tally<string>(), tally<string>(), tally<string | null>()];
  const pair = (said: string | null, code: string) => `${said ?? ''} ${code}`;
  let all = 0;
  let right = 0;
  return {
    count({ model, category }: Judged, sign: 1 | -1): void {
      pairs.add(pair(model, category), sign);
      sizes.add(category, sign);
      all += sign;
      if (model === category) right += sign;
      else slips.add(model, sign);
    },
    /** How often it says `said` when `code` is right: what was seen of that category, held at what the model is like in all. */
    of(said: string | null, code: string): number {
      const overall = (right + belief.right) / (all + belief.all);
      const hits = pairs.count(pair(code, code));
      const rightness = (hits + reserve * overall) / (sizes.count(code) + reserve);
      if (said === code) return rightness;
      // It may slip into every other category, and into none.
      const slip = (slips.count(said) + 1) / (all - right + categories);
      const slipped = pairs.count(pair(said, code)) + slipReserve * slip;
      return ((1 - rightness) * slipped) / (sizes.count(code) - hits + slipReserve);
    },
  };
}

function tally<T>() {
  const counts = new Map<T, number>();
  return {
    add: (thing: T, sign: 1 | -1) => counts.set(thing, (counts.get(thing) ?? 0) + sign),
    count: (thing: T) => counts.get(thing) ?? 0,
  };
}

/** The shares made steeper or flatter, in the same order, until the first is as high as its calibrated confidence. */
function atItsHeight({ ranked, confidence }: Ranking): Ranking['ranked'] {
  if (confidence === null) return ranked;
  let [low, high] = [0, 20];
  for (let turn = 0; turn < 25; turn++) {
    const middle = (low + high) / 2;
    if (powered(ranked, middle)[0]!.share < confidence) low = middle;
    else high = middle;
  }
  return powered(ranked, high);
}

function powered(ranked: Ranking['ranked'], power: number): Ranking['ranked'] {
  const top = ranked[0]!.share;
  const raised = ranked.map(({ code, share }) => ({ code, share: (share / top) ** power }));
  const sum = raised.reduce((all, { share }) => all + share, 0);
  return raised.map(({ code, share }) => ({ code, share: share / sum }));
}
