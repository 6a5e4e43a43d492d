import { type Chance, chanceOf } from './chance.ts';
import { buildTown, furtherAlong, type Place, pinned, placeIn, tell } from './places.ts';
import { endings, openings, type ProblemKind, problemKinds } from './problems.ts';

/** One complaint of the set. Those of one group tell of one problem. */
export interface MadeUp {
  group: number;
  /** What its group was made for: by chance, or to be mistaken for the one before. */
  why: Why;
  kind: string;
  language: 'zh' | 'en';
  text: string;
  point: Place['point'] | null;
  at: Date;
}

export type Why = 'own' | 'same-place' | 'same-words' | 'next-house' | 'other-season';

const day = 24 * 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');

/** Kinds of problems that weights are fitted on, and others that they are measured on. */
export const fittedKinds = problemKinds.filter((_, at) => at % 4 < 2);
export const measuredKinds = problemKinds.filter((_, at) => at % 4 >= 2);

/** So that the other signs learn to stand alone: a third of the kinds are fitted as if nobody had listed what they are about. */
export function isUnlistedInFit(kind: string): boolean {
  return fittedKinds.findIndex(({ name }) => name === kind) % 3 === 0;
}

interface Group {
  kind: ProblemKind;
  place: Place;
  at: number;
}

/**
 * A made-up half year of a town: so many groups of two to five complaints, and beside about two in three of them others that are easily
 * taken for the same. The same seed gives the same set.
 */
export function makeUp(options: { groups: number; seed: number; kinds: ProblemKind[] }): MadeUp[] {
  const chance = chanceOf(options.seed);
  const town = buildTown(chance);
  const all: MadeUp[] = [];
  let groups = 0;
  const write = (group: Group, why: Why, count: number, wording?: number) => {
    groups += 1;
    for (let one = 0; one < count; one += 1) all.push(complain(groups, group, why, chance, wording));
  };
  // What is told of the same place in the same words would be one problem for anybody.
  const taken = new Set<string>();
  const anywhere = (): Group => {
    const group = {
      kind: chance.pick(options.kinds),
      place: placeIn(town, chance),
      at: chance.between(0, 180),
    };
    const key = `${group.kind.name} ${group.place.name.zh} ${group.place.number}`;
    if (taken.has(key)) return anywhere();
    taken.add(key);
    return group;
  };
  for (let one = 0; one < options.groups; one += 1) {
    const own = anywhere();
    const wording = chance.below(100);
    write(own, 'own', 2 + chance.below(4));
    const few = () => 1 + chance.below(2);
    if (chance.once(0.3)) write(samePlace(own, options.kinds, chance), 'same-place', few());
    if (chance.once(0.3)) write({ ...own, place: placeIn(town, chance) }, 'same-words', few(), wording);
    const along = furtherAlong(own.place, chance);
    if (along && chance.once(0.3)) write({ ...own, place: along }, 'next-house', few());
    if (chance.once(0.15)) write({ ...own, at: own.at - chance.between(150, 370) }, 'other-season', 1);
  }
  return all;
}

/** Another problem there; every other time of the same department, which are told more alike. */
function samePlace(own: Group, kinds: ProblemKind[], chance: Chance): Group {
  const others = kinds.filter((kind) => kind !== own.kind);
  const beside = problemKinds.indexOf(own.kind) ^ 1;
  const near = others.find((kind) => kind === problemKinds[beside]);
  return { ...own, kind: near && chance.once(0.5) ? near : chance.pick(others) };
}

function complain(group: number, of: Group, why: Why, chance: Chance, wording?: number): MadeUp {
  const language = chance.once(0.6) ? 'zh' : 'en';
  const words = of.kind[language];
  const problem = wording === undefined ? chance.pick(words) : words[wording % words.length]!;
  const hasPin = chance.once(0.45);
  const place = hasPin && chance.once(0.15) ? '' : chance.once(0.96) ? tell(of.place, language, chance) : '';
  return {
    ...{ group, why, language, kind: of.kind.name },
    text: sentence(language, problem, place, chance),
    point: hasPin ? pinned(of.place, chance) : null,
    at: new Date(start + (of.at + Math.abs(chance.bell()) * 4) * day),
  };
}

function sentence(language: 'zh' | 'en', problem: string, place: string, chance: Chance): string {
  const opening = chance.pick(openings[language]);
  const ending = chance.pick(endings[language]);
  if (language === 'zh') return `${opening}${place}${problem}${ending}`;
  const [first = '', ...rest] = problem.split(/(?=,| and )/);
  return `${opening}${[first, place].filter(Boolean).join(' ')}${rest.join('')}${ending}`;
}
