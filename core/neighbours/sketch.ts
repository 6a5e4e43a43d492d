import type { Catalog } from '../catalog/catalog.ts';
import { gramsOf } from '../triage/local/grams.ts';
import { visibleText } from '../triage/words/visible-text.ts';
import { thingsIn } from './things.ts';
import { topicsIn, weighedBy } from './topics.ts';
import { type Where, whereIn } from './where.ts';

/** What is known of a ticket's problem when it is compared with others. */
export interface Told {
  title: string;
  description: string;
  place: string | null;
  /** The resident's own words for it, where a model drafted in another language. */
  evidence: string[];
  category: string | null;
  runnerUp: string | null;
  point: { latitude: number; longitude: number } | null;
  /** When the resident wrote. */
  at: Date;
}

/** A ticket, ready to be compared. */
export interface Sketch extends Where, Pick<Told, 'category' | 'runnerUp' | 'point' | 'at'> {
  /** What its words say of the problem, without the place: each gram's weight. A script of its own for each alphabet. */
  grams: Record<Script, Map<string, number>>;
  /** What it names of that residents write of. */
  things: Set<string>;
  /** What it is about, in whichever language: how much it has of each topic of the catalogue. */
  topics: Map<number, number>;
  /** The words that the place was told in, likewise. */
  placeGrams: Map<string, number>;
}

export type Script = 'han' | 'letters';

/** Reads a ticket once, for however many it is compared with. */
export function sketchOf(catalog: Pick<Catalog, 'categories'>, told: Told): Sketch {
  const { category, runnerUp, point, at } = told;
  const whole = wordsOf(told);
  const where = whereIn(whole);
  const grams = gramsOf(where.rest);
  const all = weighedBy(catalog, grams);
  const han = [...all].filter(([gram]) => isHan(gram));
  const other = [...all].filter(([gram]) => !isHan(gram));
  return {
    ...where,
    ...{ category, runnerUp, point, at },
    things: thingsIn(visibleText(whole)),
    topics: topicsIn(catalog, grams),
    grams: { han: new Map(han), letters: new Map(other) },
    placeGrams: gramsOf(told.place ?? ''),
  };
}

/** Everything that tells of the problem, each piece once: a rule's draft repeats the resident's words. */
function wordsOf({ title, description, place, evidence }: Told): string {
  const pieces = [description, title, place ?? '', ...evidence];
  return pieces
    .filter((piece, at) => piece && !pieces.slice(0, at).some((earlier) => earlier.includes(piece)))
    .join('\n');
}

function isHan(gram: string): boolean {
  return /^\p{Script=Han}/u.test(gram);
}
