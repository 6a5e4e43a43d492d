/** What the vault takes out of a text. The words stand in placeholders, so that a model knows what is missing. */
export const secretKinds = ['phone', 'id', 'card', 'email', 'plate', 'account', 'name', 'door'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** Where one stands: in the text itself, or in what `lookAt` makes of it. */
export interface Find {
  kind: SecretKind;
  start: number;
  end: number;
}

/** All that a pattern finds. A group named `secret` is what has to go; without one, all of it. */
export function findAll(kind: SecretKind, pattern: RegExp, seen: string): Find[] {
  return [...seen.matchAll(pattern)].map(({ index, 0: words, indices }) => {
    const [start, end] = indices?.groups?.secret ?? [index, index + words.length];
    return { kind, start, end };
  });
}

/** Finds in order, and apart: those that share words become one, of the longer one's kind, and no scrap of either stays behind. */
export function joinTouching(found: Find[]): Find[] {
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
