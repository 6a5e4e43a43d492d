import { describe, expect, test } from 'vitest';
import { judgeAnswer } from '../../core/follow/closing-test/judge-answer.ts';
import { type Told, templates, told, unseen } from './answers.ts';

const judge = ({ said, wish }: Told, answer: string) => judgeAnswer({ said, wish: wish ?? null }, answer);

const good = told.flatMap((one) => one.good.map((answer) => ({ one, answer })));
const below = (texts: string[]) =>
  texts.flatMap((answer, at) => [at, at + 13].map((other) => ({ one: told[other % told.length]!, answer })));
/** The fullest answer to each, below two or three others. */
const elsewhereOf = (some: Told[], among: Told[], steps: number[]) => {
  const speaking = among.map((one) => one.good.reduce((a, b) => (b.length > a.length ? b : a)));
  return some.flatMap((one) =>
    steps.map((step) => ({ one, answer: speaking[(among.indexOf(one) + step) % among.length]! })),
  );
};
const elsewhere = elsewhereOf(told, told, [11, 23]);
const partial = told.flatMap((one) => (one.partial ?? []).map((answer) => ({ one, answer })));

type Case = { one: Told; answer: string };
const stopped = (cases: Case[]) => cases.filter(({ one, answer }) => judge(one, answer) !== null);
const passed = (cases: Case[]) => cases.filter(({ one, answer }) => judge(one, answer) === null);
const share = (some: Case[], all: Case[]) => some.length / all.length;

describe('the closing test, by its rules alone', () => {
  test('knows enough answers, in two languages, to say how often it is right', () => {
    const all = [...good, ...below(templates), ...elsewhere, ...partial];
    expect(all.length).toBeGreaterThanOrEqual(120);
    for (const cases of [good, below(templates), elsewhere])
      expect(cases.filter(({ answer }) => /[a-z]{3}/.test(answer)).length).toBeGreaterThan(20);
  });

  test('stops at most two in a hundred good answers', () => {
    expect(share(stopped(good), good), show(stopped(good))).toBeLessThanOrEqual(0.02);
  });

  test('stops nine in ten templates and answers to something else', () => {
    const bad = [...below(templates), ...elsewhere];
    expect(share(stopped(bad), bad), show(passed(bad))).toBeGreaterThanOrEqual(0.9);
    expect(share(stopped(elsewhere), elsewhere), show(passed(elsewhere))).toBeGreaterThanOrEqual(0.85);
  });

  test('fares little worse with what came after it', () => {
    const answers = unseen.flatMap((one) => one.good.map((answer) => ({ one, answer })));
    expect(share(stopped(answers), answers), show(stopped(answers))).toBeLessThanOrEqual(0.02);
    const strange = elsewhereOf(unseen, [...told, ...unseen], [11, 23, 37]);
    expect(share(stopped(strange), strange), show(passed(strange))).toBeGreaterThanOrEqual(0.75);
  });

  test('names what an answer leaves open of several things that are wrong', () => {
    expect(passed(partial), show(passed(partial))).toEqual([]);
    for (const { one, answer } of partial) {
      const { why, missing } = judge(one, answer)!;
      expect(why).toBe('incomplete');
      expect(missing.every((words) => one.said.includes(words))).toBe(true);
    }
  });
});

/** What went wrong, for whoever mends the rules. */
function show(cases: Case[]): string {
  return cases
    .map(({ one, answer }) => `${one.said} <- ${answer} ${JSON.stringify(judge(one, answer))}`)
    .join('\n');
}
