/** Words of a resident: typed, or spoken and written down by a machine. */
export interface Told {
  words: string;
  heard: boolean;
}

/** What a message tells, in words: what was typed, then what a machine heard in what came with it. */
export function wordsOf({
  text,
  media,
}: {
  text: string | null;
  media: { transcript: string | null }[];
}): Told[] {
  const typed = text === null ? [] : [{ words: text, heard: false }];
  return [
    ...typed,
    ...media.flatMap(({ transcript }) => (transcript ? [{ words: transcript, heard: true }] : [])),
  ];
}

/** Stands before words that a machine wrote down, where a model reads them. Nothing that a vault would take for a secret. */
export const heardMark = '(voice message, written down by a machine)';

/** All that was told, with what a machine wrote down marked as such. */
export function markHeard(told: Told[]): string {
  return told.map(({ words, heard }) => (heard ? `${heardMark}\n${words}` : words)).join('\n');
}
