import { findSecrets } from '../../core/triage/privacy/find-secrets.ts';
import { type Find, type SecretKind, secretKinds } from '../../core/triage/privacy/secret.ts';
import firstJson from './first-measured.json' with { type: 'json' };
import { type Item, type Part, readItems } from './items.ts';

export interface Measured {
  part: Part;
  items: number;
  /** One a kind that the part has secrets of. */
  kinds: { kind: SecretKind; secrets: number; found: number }[];
  /** Sentences without a secret, and how many of them lost something all the same. */
  traps: { items: number; masked: number };
  /** Letters and digits outside the secrets of all sentences, and how many of them went all the same. */
  characters: { all: number; masked: number };
  /** What to look at: each secret that was not found, and each word that went without need. */
  wrong: { line: number; what: 'missed' | 'masked'; words: string }[];
}

/** The held-out part as it came out before anything was mended by it: what to expect of sentences that the rules do not know. */
export const firstMeasured = { ...firstJson, wrong: [] } as Measured;

/** Measures the vault on one part of the set. A secret counts as found where each of its letters and digits goes, whatever it was taken for. */
export function measure(part: Part): Measured {
  const judged = readItems(part).map((item) => judge(item));
  const all = judged.flatMap(({ secrets }) => secrets);
  const traps = judged.filter(({ secrets }) => secrets.length === 0);
  return {
    part,
    items: judged.length,
    kinds: secretKinds.flatMap((kind) => {
      const own = all.filter((secret) => secret.kind === kind);
      return own.length > 0
        ? { kind, secrets: own.length, found: own.filter(({ found }) => found).length }
        : [];
    }),
    traps: { items: traps.length, masked: traps.filter(({ needless }) => needless > 0).length },
    characters: {
      all: judged.reduce((sum, { harmless }) => sum + harmless, 0),
      masked: judged.reduce((sum, { needless }) => sum + needless, 0),
    },
    wrong: judged.flatMap(({ wrong }) => wrong),
  };
}

function judge({ line, text, secrets }: Item) {
  const finds = findSecrets(text);
  const missed = secrets.filter((secret) => lettersOf(text, [secret]).some((at) => !within(finds, at)));
  const harmless = lettersOf(text, [{ start: 0, end: text.length }]).filter((at) => !within(secrets, at));
  const needless = harmless.filter((at) => within(finds, at));
  const overdone = finds.filter((find) => needless.some((at) => within([find], at)));
  return {
    secrets: secrets.map((secret) => ({ ...secret, found: !missed.includes(secret) })),
    harmless: harmless.length,
    needless: needless.length,
    wrong: [
      ...missed.map((one) => ({ line, what: 'missed' as const, words: text.slice(one.start, one.end) })),
      ...overdone.map((one) => ({ line, what: 'masked' as const, words: text.slice(one.start, one.end) })),
    ],
  };
}

type Span = Pick<Find, 'start' | 'end'>;

/** Where the letters and digits of these spans stand; signs and spaces between them tell nothing. */
function lettersOf(text: string, spans: Span[]): number[] {
  return spans.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => start + index),
  );
}

function within(spans: Span[], at: number): boolean {
  return spans.some(({ start, end }) => at >= start && at < end);
}
