import { type Find, type SecretKind, secretKinds } from './secret.ts';
import { lookAt } from './sight.ts';

/** What stands for a secret: it says what was taken out, and which. */
export function placeholderOf(kind: SecretKind, number: number): string {
  return `[${kind}-${number}]`;
}

const loosely = new RegExp(
  `[[<{【〔「『《〈⟦](?:\\s{0,3})(?<kind>${secretKinds.join('|')})[\\s_:#-]{0,3}(?<number>\\d{1,9})\\s{0,3}[\\]>}】〕」』》〉⟧]`,
  'gi',
);

/** Everything in a text that reads as a placeholder, however a model or a resident wrote it. */
export function placeholdersIn(text: string): (Find & { number: number })[] {
  const { seen, from, to } = lookAt(text);
  return [...seen.matchAll(loosely)].map(({ index, 0: words, groups }) => ({
    kind: groups!.kind!.toLowerCase() as SecretKind,
    number: Number(groups!.number),
    start: from[index]!,
    end: to[index + words.length - 1]!,
  }));
}

/** A text with other words at these places, which stand in order and apart. */
export function replace<Place extends { start: number; end: number }>(
  text: string,
  places: Place[],
  by: (place: Place) => string,
): string {
  let replaced = '';
  let at = 0;
  for (const place of places) {
    replaced += text.slice(at, place.start) + by(place);
    at = place.end;
  }
  return replaced + text.slice(at);
}
