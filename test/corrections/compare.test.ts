import { expect, test } from 'vitest';
import { lotOf } from '../../core/triage/measure/lot.ts';
import { compare, type Outcome } from '../../core/triage/replay/compare.ts';
import { sampleOf } from '../../core/triage/replay/sample.ts';

/** So many cases of a category, of each way in which then and now may fall out. */
function cases(
  category: string,
  { both = 0, onlyThen = 0, onlyNow = 0, neither = 0 }: Partial<Record<string, number>>,
) {
  const of = (count: number, before: boolean, now: boolean) =>
    Array.from({ length: count }, () => ({ category, before, now }));
  return [
    ...of(both, true, true),
    ...of(onlyThen, true, false),
    ...of(onlyNow, false, true),
    ...of(neither, false, false),
  ];
}

const linesOf = (outcomes: Outcome[]) => compare([outcomes])[0]!;
const lineOf = (outcomes: Outcome[], category: string | null) =>
  linesOf(outcomes).find((line) => line.category === category);

test('a category counts what was right then, now and both times', () => {
  const outcomes = cases('housing', { both: 5, onlyThen: 2, onlyNow: 3, neither: 4 });
  expect(lineOf(outcomes, 'housing')).toMatchObject({
    cases: 14,
    rightThen: 7,
    rightNow: 8,
    both: 5,
    onlyThen: 2,
    onlyNow: 3,
    difference: 1 / 14,
    verdict: 'alike',
  });
});

test('what is worse in one category shows, though the others have become better', () => {
  const outcomes = [...cases('housing', { onlyThen: 12 }), ...cases('market', { onlyNow: 12 })];
  expect(lineOf(outcomes, 'housing')?.verdict).toBe('worse');
  expect(lineOf(outcomes, 'market')?.verdict).toBe('better');
  expect(lineOf(outcomes, null)?.verdict).toBe('alike');
});

test('a little worse everywhere shows in all, though in no category alone', () => {
  const codes = ['a', 'b', 'c', 'd', 'e'];
  const outcomes = codes.flatMap((code) => cases(code, { both: 10, onlyThen: 3 }));
  expect(linesOf(outcomes).map(({ verdict }) => verdict)).toEqual(['worse', ...codes.map(() => 'alike')]);
});

test('the more categories are looked at, the more it takes', () => {
  const worse = cases('housing', { onlyThen: 7 });
  expect(lineOf(worse, 'housing')?.verdict).toBe('worse');
  const others = ['a', 'b', 'c', 'd'].flatMap((code) => cases(code, { both: 7 }));
  expect(lineOf([...worse, ...others], 'housing')?.verdict).toBe('alike');
});

test('the more sources are looked at, the more it takes of each', () => {
  const worse = cases('housing', { onlyThen: 7 });
  const alike = cases('housing', { both: 7 });
  const verdicts = (...sources: Outcome[][]) => compare(sources).map(([all]) => all!.verdict);
  expect(verdicts(worse)).toEqual(['worse']);
  expect(verdicts(worse, alike, alike)).toEqual(['alike', 'alike', 'alike']);
  expect(verdicts(cases('housing', { onlyThen: 10 }), alike, alike)).toEqual(['worse', 'alike', 'alike']);
});

test('nothing compares as alike', () => {
  expect(linesOf([])).toMatchObject([{ category: null, cases: 0, chance: 1, verdict: 'alike' }]);
});

const many = (decided: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ decided, at: `${decided}-${at}` }));

test('a large category leaves a small one its room in the sample', () => {
  const drawn = sampleOf([...many('large', 1000), ...many('small', 8), ...many('middle', 100)], 50, lotOf(1));
  const of = (code: string) => drawn.filter(({ decided }) => decided === code).length;
  expect(drawn).toHaveLength(50);
  expect(of('small')).toBe(8);
  expect(of('large')).toBe(21);
  expect(of('middle')).toBe(21);
});

test('a sample larger than there are cases is all of them, in their order', () => {
  const all = [...many('b', 3), ...many('a', 2)];
  expect(sampleOf(all, 50, lotOf(1))).toEqual(all);
});

test('a sample is the same for the same lot and another for another', () => {
  const all = many('housing', 100);
  expect(sampleOf(all, 10, lotOf(1))).toEqual(sampleOf(all, 10, lotOf(1)));
  expect(sampleOf(all, 10, lotOf(1))).not.toEqual(sampleOf(all, 10, lotOf(2)));
});
