import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parts, readItems } from '../../../evaluate/privacy/items.ts';
import { measure } from '../../../evaluate/privacy/measure.ts';

const measured = parts.map(measure);
const kinds = measured.flatMap((part) => part.kinds);
const recall = (which: string[]) => {
  const own = kinds.filter(({ kind }) => which.includes(kind));
  return sum(own.map(({ found }) => found)) / sum(own.map(({ secrets }) => secrets));
};

describe('the set that the vault is measured with', () => {
  test('has at least 260 sentences, hardly fewer of one language than of the other, and many traps', () => {
    const texts = parts.flatMap(readItems).map(({ text }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(260);
    expect(new Set(texts).size).toBe(texts.length);
    for (const language of [/\p{Script=Han}/u, /^\P{Script=Han}+$/u])
      expect(texts.filter((text) => language.test(text)).length / texts.length).toBeGreaterThan(0.35);
    expect(sum(measured.map(({ traps }) => traps.items))).toBeGreaterThanOrEqual(100);
  });

  test('loses at least 97 in 100 of the phones, ids, cards, e-mails and plates, and of the accounts', () => {
    for (const kind of ['phone', 'id', 'card', 'email', 'plate', 'account'])
      expect(recall([kind]), kind).toBeGreaterThanOrEqual(0.97);
  });

  test('loses at least 90 in 100 of the names and doors, also where the rules do not know the sentences', () => {
    for (const kind of ['name', 'door']) {
      expect(recall([kind]), kind).toBeGreaterThanOrEqual(0.97);
      const fresh = measured.find(({ part }) => part === 'fresh')!.kinds.find((one) => one.kind === kind)!;
      expect(fresh.found / fresh.secrets, `${kind} of the fresh part`).toBeGreaterThanOrEqual(0.9);
    }
  });

  test('loses hardly anything else', () => {
    const traps = measured.map((part) => part.traps);
    expect(sum(traps.map(({ masked }) => masked)) / sum(traps.map(({ items }) => items))).toBeLessThan(0.01);
    const characters = measured.map((part) => part.characters);
    expect(sum(characters.map(({ masked }) => masked)) / sum(characters.map(({ all }) => all))).toBeLessThan(
      0.001,
    );
  });
});

// In a process that has compiled very many patterns, V8 optimizes new ones no more, and must not find less for it.
test('the vault takes out the same where its patterns are not optimized', () => {
  const told = execFileSync(process.execPath, ['--no-regexp-optimization', 'evaluate-privacy.ts', '--json'], {
    encoding: 'utf8',
  });
  expect(JSON.parse(told).measured).toEqual(JSON.parse(JSON.stringify(measured)));
});

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
