import type { Sketch } from './sketch.ts';

/** About 550 m from north to south: of a point's own square and those around it, one holds whatever is near. */
const squaresPerDegree = 200;

/**
 * By what a ticket can be found again: its names, numbers and squares on the map, hashed. Two tickets without any trait in common tell of
 * nothing that says that their places are one, and are never compared.
 */
export function traitsOf(sketch: Sketch): number[] {
  const { names, initials, landmarks, numbers, category, placeGrams, grams } = sketch;
  const all = [...numbers].flatMap(([, values]) => [...values]).sort((a, b) => a - b);
  return hashed([
    ...[...names].map((name) => `name ${name}`),
    ...[...initials].map((name) => `initials ${name}`),
    ...[...landmarks].map((landmark) => `${category} ${landmark}`),
    ...all.map((number) => `${category} ${number}`),
    ...[...placeGrams.keys()].filter((gram) => gram.length >= 3).map((gram) => `place ${gram}`),
    ...[...grams.han.keys()]
      .filter((gram) => gram.length >= 3)
      .slice(0, 12)
      .map((gram) => `words ${gram}`),
    ...square(sketch, [0]),
  ]);
}

/** The traits by which those like a ticket are looked for: its own, and the squares around. */
export function soughtTraits(sketch: Sketch): number[] {
  return [...new Set([...traitsOf(sketch), ...hashed(square(sketch, [-1, 0, 1]))])];
}

function square({ point }: Sketch, steps: number[]): string[] {
  if (!point) return [];
  const [north, east] = [point.latitude, point.longitude].map((degrees) =>
    Math.floor(degrees * squaresPerDegree),
  );
  return steps.flatMap((up) => steps.map((right) => `square ${north! + up} ${east! + right}`));
}

function hashed(traits: string[]): number[] {
  return [...new Set(traits.map(hashOf))];
}

/** FNV-1a over UTF-16 units, as PostgreSQL's integers are signed. */
function hashOf(trait: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < trait.length; at++) hash = Math.imul(hash ^ trait.charCodeAt(at), 0x01000193);
  return hash | 0;
}
