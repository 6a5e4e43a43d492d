import { describe, expect, test } from 'vitest';
import { Corpus } from '../../../core/triage/local/corpus.ts';
import { featuresOf } from '../../../core/triage/local/features.ts';
import { type Lot, lotOf } from '../../../core/triage/measure/lot.ts';

const seed = 20261125;

/** Texts of made-up words, some of which are in nearly all of them. */
function texts(count: number, lot: Lot): string[] {
  const word = () => `w${Math.floor(lot() ** 3 * 400)}`;
  return Array.from({ length: count }, () =>
    Array.from({ length: 4 + Math.floor(lot() * 20) }, word).join(' '),
  );
}

function learned(all: string[]) {
  const corpus = new Corpus();
  const numbered = all.map((text) => corpus.count(featuresOf(text)));
  for (const one of numbered) corpus.keep(corpus.weigh(one));
  return corpus;
}

const vector = (corpus: Corpus, text: string) => corpus.weigh(corpus.number(featuresOf(text)));

describe(`the texts that were learned (seed ${seed})`, () => {
  const lot = lotOf(seed);
  const all = texts(300, lot);
  const corpus = learned(all);

  test('the nearest are those of the largest cosine, and in that order', () => {
    for (const asked of texts(20, lot)) {
      const query = vector(corpus, asked);
      const byHand = all
        .map((_, text) => ({ text, likeness: cosine(query, corpus.vector(text)) }))
        .sort((a, b) => b.likeness - a.likeness);
      const near = corpus.nearest(query, 5);
      for (const [at, { likeness }] of near.entries()) expect(likeness).toBeCloseTo(byHand[at]!.likeness, 4);
    }
  });

  test('a text is most like itself, with a cosine of 1', () => {
    const [first] = corpus.nearest(vector(corpus, all[7]!), 1);
    expect(first).toMatchObject({ text: 7, likeness: expect.closeTo(1, 4) });
  });

  test('nothing is like a text of words that no other has', () => {
    expect(corpus.nearest(vector(corpus, 'quite-other 绿皮柜子'), 5)).toEqual([]);
  });

  test('a text that is dropped is like nothing, and its words are as rare as if it had never been', () => {
    const few = all.slice(0, 40);
    const [with41, without] = [learned([...few, 'rare-word and w1 w2 w3']), learned(few)];
    with41.drop(40);
    const asked = 'rare-word and w1 w2 w3 w4';
    const near = with41.nearest(vector(with41, asked), 50);
    expect(near.map(({ text }) => text)).not.toContain(40);
    const weightOf = (of: Corpus, word: string) => vector(of, `${word} w1`).weights.length;
    expect(weightOf(with41, 'w2')).toBe(weightOf(without, 'w2'));
  });

  test('texts that come one by one are found as those that came at once', () => {
    const one = new Corpus();
    for (const text of all) one.keep(one.weigh(one.count(featuresOf(text))));
    const [first] = one.nearest(vector(one, all[123]!), 1);
    expect(first!.text).toBe(123);
  });
});

function cosine(a: { features: Uint32Array; weights: Float32Array }, b: typeof a): number {
  const other = new Map([...b.features].map((feature, at) => [feature, b.weights[at]!]));
  return [...a.features].reduce((sum, feature, at) => sum + a.weights[at]! * (other.get(feature) ?? 0), 0);
}
