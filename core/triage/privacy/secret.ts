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
