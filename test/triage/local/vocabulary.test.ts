import { expect, test } from 'vitest';
import { createVocabulary, mostFeatures } from '../../../core/triage/local/vocabulary.ts';

test('a feature keeps the number that it got first, and one never seen has none', () => {
  const vocabulary = createVocabulary();
  const hashes = Array.from({ length: 20_000 }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 0);
  expect(hashes.map((hash) => vocabulary.add(hash))).toEqual(hashes.map((_, at) => at));
  expect(hashes.map((hash) => vocabulary.add(hash))).toEqual(hashes.map((_, at) => at));
  expect(hashes.map((hash) => vocabulary.find(hash))).toEqual(hashes.map((_, at) => at));
  expect(vocabulary.find(12_345)).toBe(-1);
  expect(vocabulary.size()).toBe(20_000);
});

test('features beyond the most that have room share the numbers of others', () => {
  const vocabulary = createVocabulary();
  for (let hash = 0; hash < mostFeatures; hash++) vocabulary.add(hash);
  const late = vocabulary.add(4_000_000_000);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(mostFeatures);
  expect(vocabulary.find(4_000_000_000)).toBe(late);
  expect(vocabulary.size()).toBe(mostFeatures);
});
