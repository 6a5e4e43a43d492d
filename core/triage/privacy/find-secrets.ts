import { findChineseDoors } from './doors-chinese.ts';
import { findEnglishDoors } from './doors-english.ts';
import { findHandles } from './handles.ts';
import { findChineseNames } from './names-chinese.ts';
import { findEnglishNames } from './names-english.ts';
import { findNumbers } from './numbers.ts';
import type { Find } from './secret.ts';
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
  return apart(found.map(({ kind, start, end }) => ({ kind, start: from[start]!, end: to[end - 1]! })));
}

/** Finds that touch each other's words become one, of the longer one's kind: no scrap of either stays behind. */
function apart(found: Find[]): Find[] {
  const merged: Find[] = [];
  for (const find of found.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (!last || find.start >= last.end) {
      merged.push(find);
      continue;
    }
    const longer = find.end - find.start > last.end - last.start ? find : last;
    merged[merged.length - 1] = {
      kind: longer.kind,
      start: last.start,
      end: Math.max(last.end, find.end),
    };
  }
  return merged;
}
