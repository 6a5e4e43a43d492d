import type { Script, Sketch } from './sketch.ts';
import { placeWeights, problemWeights } from './weights.ts';

/** What speaks for two tickets telling of one place, and for one kind of problem. Each between 0 and about 3. */
export interface Signs {
  place: Record<keyof typeof placeWeights, number>;
  problem: Record<keyof typeof problemWeights, number>;
}

const day = 24 * 3_600_000;

/** How two tickets compare. `radius`: how far apart, in metres, one problem of this category may be told to be. */
export function signsOf(a: Sketch, b: Sketch, radius: number): Signs {
  const apart = distance(a, b);
  const names = overlap(a.names, b.names);
  const initials = overlap(a.initials, b.initials);
  const landmarks = overlap(a.landmarks, b.landmarks);
  const things = overlap(a.things, b.things);
  const sameScript = comparable(a, b);
  const numbers = compareNumbers(a, b);
  return {
    place: {
      bias: 1,
      near: apart === null ? 0 : Math.exp(-((apart / radius) ** 2)),
      far: apart === null ? 0 : Math.min(Math.max(Math.log(apart / radius), 0), 3),
      sharedName: Math.min(names.shared, 2),
      otherNames: sameScript && names.shared === 0 && names.both ? 1 : 0,
      sharedInitials: names.shared === 0 ? Math.min(initials.shared, 2) : 0,
      otherInitials: names.shared === 0 && initials.shared === 0 && initials.both ? 1 : 0,
      sharedNumbers: Math.min(numbers.shared, 2),
      otherNumbers: Math.min(numbers.other, 2),
      oneNumber: a.numbers.size > 0 !== b.numbers.size > 0 ? 1 : 0,
      sharedLandmark: Math.min(landmarks.shared, 2),
      placeWords: cosine(a.placeGrams, b.placeGrams),
    },
    problem: {
      bias: 1,
      // Where things are listed, they say it better.
      words: things.both ? 0 : Math.sqrt(likenessOfWords(a, b)),
      otherScript: sameScript ? 0 : 1,
      sameCategory: a.category !== null && a.category === b.category ? 1 : 0,
      crossCategory: crosses(a, b) || crosses(b, a) ? 1 : 0,
      otherCategory: a.category && b.category && a.category !== b.category ? 1 : 0,
      sharedThing: things.shared > 0 ? things.shared / Math.min(a.things.size, b.things.size) : 0,
      otherThings: things.shared === 0 && things.both ? 1 : 0,
      topics: cosine(a.topics, b.topics),
      months: Math.min(Math.abs(a.at.getTime() - b.at.getTime()) / day / 30, 3),
    },
  };
}

/** The probability that both tell of one problem: that it is one place, and that it is one problem. */
export function probabilityOf({ place, problem }: Signs): number {
  return sigmoid(weigh(placeWeights, place)) * sigmoid(weigh(problemWeights, problem));
}

/** From here on a ticket counts as a neighbour: see docs/neighbours.md. */
export const threshold = 0.6;

function weigh(weights: Record<string, number>, signs: Record<string, number>): number {
  return Object.entries(weights).reduce((sum, [sign, weight]) => sum + weight * signs[sign]!, 0);
}

export function sigmoid(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

function likenessOfWords(a: Sketch, b: Sketch): number {
  return Math.max(cosine(a.grams.han, b.grams.han), cosine(a.grams.letters, b.grams.letters));
}

/** Whether they have enough words of one script that to share none tells something. */
function comparable(a: Sketch, b: Sketch): boolean {
  const scripts: Script[] = ['han', 'letters'];
  return scripts.some((script) => Math.min(a.grams[script].size, b.grams[script].size) >= 4);
}

function cosine<Key>(a: Map<Key, number>, b: Map<Key, number>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let dot = 0;
  for (const [key, weight] of a) dot += weight * (b.get(key) ?? 0);
  return dot / Math.sqrt(squareOf(a) * squareOf(b));
}

function squareOf(vector: Map<unknown, number>): number {
  let total = 0;
  for (const weight of vector.values()) total += weight * weight;
  return total;
}

function overlap(a: Set<string>, b: Set<string>): { shared: number; both: boolean } {
  return { shared: [...a].filter((one) => b.has(one)).length, both: a.size > 0 && b.size > 0 };
}

function compareNumbers(a: Sketch, b: Sketch): { shared: number; other: number } {
  const slots = [...a.numbers.keys()].filter((slot) => b.numbers.has(slot));
  const shared = slots.filter(
    (slot) => overlap(a.numbers.get(slot) as never, b.numbers.get(slot) as never).shared > 0,
  );
  return { shared: shared.length, other: slots.length - shared.length };
}

function crosses(a: Sketch, b: Sketch): boolean {
  return a.category !== null && a.category !== b.category && a.category === b.runnerUp;
}

const metresPerDegree = 111_320;

/** In metres, on so small a piece of the earth that it is flat. */
function distance(a: Sketch, b: Sketch): number | null {
  if (!a.point || !b.point) return null;
  const north = (a.point.latitude - b.point.latitude) * metresPerDegree;
  const shrink = Math.cos((a.point.latitude * Math.PI) / 180);
  const east = (a.point.longitude - b.point.longitude) * metresPerDegree * shrink;
  return Math.hypot(north, east);
}
