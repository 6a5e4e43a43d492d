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
/** So many of the newest decisions count: a model is changed without notice. */
const kept = 2000;

/**
 * Weighs the model and the local classifier by how right each has been, category by category. The local shares, brought to their
 * calibrated height, are multiplied by how often the model says what it said when each category is the right one (Bayes' rule with the
 * model's own table of confusions). A model that talks at random moves nothing; one that is always wrong in the same way even helps.
 */
export function createBlend(catalog: Catalog): Blend {
  const codes = catalog.categories.map(({ code }) => code);
  const known = new Map<number, { judged: Judged; outcome: Outcome }>();
  const skill = createSkill(codes.length);
  let calibrated: Calibration | null = null;

  function drop(id: number): void {
    const one = known.get(id);
    if (!one) return;
    known.delete(id);
    skill.count(one.judged, -1);
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
      calibrated = null;
      if (known.size > kept) drop(known.keys().next().value!);
    },
    forget: drop,
    combine(local, model) {
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
        source: first!.code !== model ? 'local' : first!.code === local.ranked[0]!.code ? 'both' : 'model',
      };
    },
  };
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
      // It may slip into every category, and into none.
      const slip = (slips.count(said) + 1) / (all - right + categories + 1);
      const expected = said === code ? overall : (1 - overall) * slip;
      return (pairs.count(pair(said, code)) + reserve * expected) / (sizes.count(code) + reserve);
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
