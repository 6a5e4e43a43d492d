import { type Find, joinTouching } from './secret.ts';
import { lookAt } from './sight.ts';

/**
 * The finds of a text, and wherever else in it the words of a known secret stand: who was introduced once is called by name later on,
 * and in other texts without any introduction.
 */
export function findRepeats(
  text: string,
  finds: Find[],
  known: { kind: Find['kind']; words: string }[],
): Find[] {
  const { seen, from, to } = lookAt(text);
  const secrets = new Map(known.map(({ kind, words }) => [lookAt(words).seen, kind]));
  const repeats = [...secrets]
    .filter(([words]) => tellsByItself(words))
    .flatMap(([words, kind]) =>
      placesOf(words, seen).map((at) => ({ kind, start: from[at]!, end: to[at + words.length - 1]! })),
    );
  return joinTouching([...finds, ...repeats]);
}

/** A house number alone ("12") or one character of a name is any number and any word; they count where they were found. */
function tellsByItself(words: string): boolean {
  return words.length >= 2 && !/^\d{1,4}[A-Za-z]?$/.test(words);
}

function placesOf(words: string, seen: string): number[] {
  const places: number[] = [];
  for (let at = seen.indexOf(words); at >= 0; at = seen.indexOf(words, at + words.length)) {
    const whole = !goesOn(seen[at - 1], words[0]) && !goesOn(words.at(-1), seen[at + words.length]);
    if (whole || isLongNumber.test(words)) places.push(at);
  }
  return places;
}

/** So long a number tells of its owner within a longer one as well. */
const isLongNumber = /\d(?:[^\p{L}\d]*\d){6}/u;

/** Whether two characters beside each other belong to one word or number: "Li" within "Lift". */
function goesOn(one: string | undefined, next: string | undefined): boolean {
  const both = (kind: RegExp) => kind.test(one ?? '') && kind.test(next ?? '');
  return both(/[A-Za-zÀ-ɏ]/) || both(/\d/);
}
