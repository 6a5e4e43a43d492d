import { findSecrets } from './find-secrets.ts';
import { placeholderOf, placeholdersIn, replace } from './placeholder.ts';
import { findRepeats } from './repeats.ts';
import type { Find } from './secret.ts';

/** A complaint as it may leave the house, and the way back. */
export interface Sealed {
  /** The complaint's words, with a placeholder such as `[phone-1]` for each secret. */
  text: string;
  /** The other texts that go along, in the same numbering: the same words have the same placeholder everywhere. */
  beside: string[];
  /**
   * Puts back what was taken out of the complaint, wherever its placeholder stands in an answer, also where a model wrote it with
   * other brackets, spaces or capitals. One that stands for nothing of this complaint's (made up, or of a text beside it) is dropped:
   * nobody else's phone gets into this ticket.
   */
  open: (words: string) => string;
}

/**
 * Takes out of a complaint, and of the texts that go along with it, what a model need not know about people. What looks like a
 * placeholder already stays as it is, in the text and in the answer, and no placeholder of ours is numbered like it.
 */
export function seal(text: string, beside: string[] = []): Sealed {
  const texts = [text, ...beside].map((words) => ({ words, finds: findSecrets(words) }));
  const known = texts.flatMap(({ words, finds }) => finds.map((find) => told(words, find)));
  const taken = texts.map(({ words, finds }) => ({ words, finds: findRepeats(words, finds, known) }));
  const numbered = numberAll(taken);
  const [own = '', ...others] = taken.map(({ words, finds }) =>
    replace(words, finds, (find) => numbered.get(told(words, find).words)!),
  );
  return { text: own, beside: others, open: opener(text, taken[0]!.finds, numbered) };
}

/** A complaint that leaves the house word for word. */
export function unsealed(text: string, beside: string[] = []): Sealed {
  return { text, beside, open: (words) => words };
}

/** What a find took, as the resident wrote it. Two ways to write one number are two secrets, as each must be put back in its own. */
function told(text: string, { kind, start, end }: Find): Pick<Find, 'kind'> & { words: string } {
  return { kind, words: text.slice(start, end) };
}

/** A placeholder for all words that were taken, with numbers that nothing in the texts has already. */
function numberAll(taken: { words: string; finds: Find[] }[]): Map<string, string> {
  const used = new Set(taken.flatMap(({ words }) => placeholdersIn(words).map(({ number }) => number)));
  const numbered = new Map<string, string>();
  let number = 0;
  for (const { words, finds } of taken) {
    for (const find of finds) {
      const secret = told(words, find).words;
      if (numbered.has(secret)) continue;
      do number++;
      while (used.has(number));
      numbered.set(secret, placeholderOf(find.kind, number));
    }
  }
  return numbered;
}

function opener(text: string, finds: Find[], numbered: Map<string, string>): Sealed['open'] {
  const secrets = new Map(
    finds.map((find) => {
      const { words } = told(text, find);
      return [numbered.get(words)!, words];
    }),
  );
  const own = new Set(placeholdersIn(text).map(({ start, end }) => text.slice(start, end)));
  return (words) =>
    replace(words, placeholdersIn(words), ({ kind, number, start, end }) => {
      const asWritten = words.slice(start, end);
      return secrets.get(placeholderOf(kind, number)) ?? (own.has(asWritten) ? asWritten : '');
    });
}
