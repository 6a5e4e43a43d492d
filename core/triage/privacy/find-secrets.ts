import { findChineseDoors } from './doors-chinese.ts';
import { findEnglishDoors } from './doors-english.ts';
import { findHandles } from './handles.ts';
import { findChineseNames } from './names-chinese.ts';
import { findEnglishNames } from './names-english.ts';
import { findNumbers } from './numbers.ts';
import { type Find, joinTouching } from './secret.ts';
import { lookAt } from './sight.ts';

/** What must not leave the house: where each secret stands in the text itself, in order, none within or across another. */
export function findSecrets(text: string): Find[] {
  const sight = lookAt(text);
  const { seen, from, to } = sight;
  const found = [
    ...findNumbers(sight),
    ...findHandles(sight),
    ...findChineseDoors(seen),
    ...findEnglishDoors(seen),
    ...findChineseNames(seen),
    ...findEnglishNames(seen),
  ];
  return joinTouching(
    found.map(({ kind, start, end }) => ({ kind, start: from[start]!, end: to[end - 1]! })),
  );
}
