import type { Deps } from '../../deps.ts';
import { type Bin, binsOfOneWidth, errorOf } from './calibration.ts';
import { isDecided, type Judged, judgedSince } from './judged.ts';
import { type DaySpent, spendingSince } from './spending.ts';
import { type Interval, intervalOfShare, percentile, share } from './statistics.ts';

/** How often something was so, of how many, with the 95 % interval of the share. */
export interface Rate {
  count: number;
  of: number;
  share: number;
  interval: Interval;
}

/** What reviewers made of a group of suggestions. */
export interface Figures {
  reviews: number;
  confirmed: number;
  corrected: number;
  /** Ended without a department; such a decision says nothing of the category. */
  rejected: number;
  /** No category had been suggested, and a person chose one. */
  sortedByHand: number;
  /** Corrected, of those for which a category was suggested and one was chosen. */
  overridden: Rate;
  /** Right, of those for which a confidence was shown. */
  rightWhereSure: Rate;
  /** The runner-up was right, of those that were corrected. */
  runnerUpRight: Rate;
  calibration: { stated: number; error: number; bins: Bin[] };
  /** "Unsure between A and B", and what it was. */
  unsure: { suggestions: number; first: number; runnerUp: number; another: number; rejected: number };
  /** Calls saved, and how many of these answers were right. */
  cascaded: { calls: number; right: Rate };
  /** Half were decided within so long; null where there are none. */
  medianSeconds: number | null;
}

export interface Accuracy {
  since: Date;
  all: Figures;
  /** By the category that was suggested; null: none. */
  byCategory: Group[];
  bySource: Group[];
  byPrompt: Group[];
  byModel: Group[];
  byCatalog: Group[];
  spending: DaySpent[];
}

export interface Group {
  name: string | null;
  figures: Figures;
}

/** How right suggestions have been, as far as people have decided on them, and what the model took. Holds nobody's words. */
export async function accuracy(
  deps: Pick<Deps, 'db' | 'settings'>,
  { since }: { since: Date },
): Promise<Accuracy> {
  const judged = await judgedSince(deps.db, since);
  const by = (key: (one: Judged) => string | null) => groupsOf(judged, key);
  return {
    since,
    all: figuresOf(judged),
    byCategory: by(({ suggested }) => suggested),
    bySource: by(({ source }) => source),
    byPrompt: by(({ promptVersion }) => promptVersion),
    byModel: by(({ modelName }) => modelName),
    byCatalog: by(({ catalogVersion }) => String(catalogVersion)),
    spending: await spendingSince(deps, since),
  };
}

/** The largest group first. */
function groupsOf(judged: Judged[], key: (one: Judged) => string | null): Group[] {
  return [...Map.groupBy(judged, key)]
    .map(([name, members]) => ({ name, figures: figuresOf(members) }))
    .sort((a, b) => b.figures.reviews - a.figures.reviews || (a.name ?? '').localeCompare(b.name ?? ''));
}

function figuresOf(judged: Judged[]): Figures {
  const decided = judged.filter(isDecided);
  const corrected = decided.filter(isWrong);
  const shown = decided.filter(({ confidence, unsure }) => confidence !== null && !unsure);
  const cascaded = judged.filter((one) => one.cascaded);
  return {
    reviews: judged.length,
    confirmed: decided.length - corrected.length,
    corrected: corrected.length,
    rejected: judged.filter(({ verdict }) => verdict === 'rejected').length,
    sortedByHand: judged.filter(({ verdict, suggested }) => verdict !== 'rejected' && suggested === null)
      .length,
    overridden: rateOf(decided, isWrong),
    rightWhereSure: rateOf(shown, isRight),
    runnerUpRight: rateOf(corrected, ({ runnerUp, decided }) => runnerUp === decided),
    calibration: calibrationOf(decided),
    unsure: endsOf(judged.filter(({ unsure }) => unsure)),
    cascaded: { calls: cascaded.length, right: rateOf(cascaded.filter(isDecided), isRight) },
    medianSeconds:
      judged.length === 0
        ? null
        : percentile(
            judged.map(({ seconds }) => seconds),
            0.5,
          ),
  };
}

function isRight({ suggested, decided }: Judged): boolean {
  return suggested === decided;
}

function isWrong(one: Judged): boolean {
  return !isRight(one);
}

function rateOf(judged: Judged[], is: (one: Judged) => boolean): Rate {
  const count = judged.filter(is).length;
  const of = judged.length;
  return { count, of, share: share(count, of), interval: intervalOfShare(count, of) };
}

function calibrationOf(decided: Judged[]): Figures['calibration'] {
  const stated = decided.flatMap((one) =>
    one.confidence === null ? [] : { confidence: one.confidence, right: isRight(one) },
  );
  const bins = binsOfOneWidth(stated);
  return { stated: stated.length, error: errorOf(bins), bins };
}

function endsOf(unsure: Judged[]): Figures['unsure'] {
  const ended = Map.groupBy(unsure, ({ verdict, decided, suggested, runnerUp }) => {
    if (verdict === 'rejected') return 'rejected';
    if (decided === suggested) return 'first';
    return decided === runnerUp ? 'runnerUp' : 'another';
  });
  const count = (end: 'first' | 'runnerUp' | 'another' | 'rejected') => ended.get(end)?.length ?? 0;
  return {
    suggestions: unsure.length,
    first: count('first'),
    runnerUp: count('runnerUp'),
    another: count('another'),
    rejected: count('rejected'),
  };
}
