import { describe, expect, it, test } from 'vitest';
import { aboutIn } from '../../core/triage/local/about.ts';
import { Classifier } from '../../core/triage/local/classifier.ts';
import { splitProblems } from '../../core/triage/words/split-problems.ts';
import type { About } from '../../core/triage/words/topic.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { oneProblem, severalProblems } from './told-problems.ts';

const catalog = await defaultCatalog();
const about = aboutIn(new Classifier(catalog), catalog);
const partsOf = (text: string) => splitProblems(about, text).parts;

/** Each problem's own word stands in its part and in no other. */
function isRight(text: string, own: string[]): boolean {
  const parts = partsOf(text);
  return (
    parts.length === own.length &&
    parts.every((part, at) => own.every((word, of) => part.includes(word) === (of === at)))
  );
}

// To part what is one problem is the worse mistake: two departments get half a complaint each.
test('of those who tell one problem at length, hardly one is taken apart', () => {
  const whole = oneProblem.filter((text) => partsOf(text).length === 1);
  expect(whole.length / oneProblem.length).toBeGreaterThanOrEqual(0.97);
});

test('the catalogue’s examples are one problem each', () => {
  const examples = catalog.categories.flatMap(({ examples }) => [...examples.zh, ...examples.en]);
  expect(examples.filter((text) => partsOf(text).length > 1)).toEqual([]);
});

test('of those who tell several problems, four of five are taken apart just where they do', () => {
  const right = severalProblems.filter(([text, ...own]) => isRight(text, own));
  expect(right.length / severalProblems.length).toBeGreaterThanOrEqual(0.8);
});

test('a text that is taken apart wrongly is rarely cut at all where it should not be', () => {
  const cuts = [...oneProblem.map((text) => [text] as const), ...severalProblems].flatMap(
    ([text, ...own]) => {
      const found = partsOf(text).length - 1;
      return found > 0 ? [{ found, wrong: Math.max(0, found - Math.max(0, own.length - 1)) }] : [];
    },
  );
  const all = cuts.reduce((sum, { found }) => sum + found, 0);
  const wrong = cuts.reduce((sum, one) => sum + one.wrong, 0);
  expect(1 - wrong / all).toBeGreaterThanOrEqual(0.97);
});

test('parts stand word for word in the text, one behind the other', () => {
  for (const text of [...oneProblem, ...severalProblems.map(([told]) => told)]) {
    let from = 0;
    for (const part of partsOf(text)) {
      const at = text.indexOf(part, from);
      expect(at, part).toBeGreaterThanOrEqual(from);
      from = at + part.length;
    }
  }
});

test('a lamp that is out and an old man who fell for it are one problem', () => {
  for (const text of [
    'The street lamp at our gate has been out for three days and an old man fell last night',
    'The street lamp at our gate has been out for three days. An old man fell last night and is in hospital.',
    '小区南门的路灯坏了三天了，昨晚老人摔倒送了医院',
  ])
    expect(partsOf(text)).toEqual([text]);
});

describe('where words are known to be about this or that', () => {
  /** Capital letters are categories, small ones duties. */
  const scripted: About = (text) => {
    const code = /[A-Z]/.exec(text)?.[0] ?? null;
    const duty = /[α-ω]/.exec(text)?.[0] ?? null;
    return { code, duty, runnerUp: null, sure: code !== null };
  };
  const parted = (text: string) => splitProblems(scripted, text);

  it('a second problem that is called one is one, whatever it is about', () => {
    expect(parted('甲乙丙丁A坏了，还有一件事，甲乙丙丁A也坏了').parts).toHaveLength(2);
  });

  it('“also” begins one only where something else follows', () => {
    expect(parted('甲乙丙丁A坏了，另外甲乙丙丁B坏了').parts).toHaveLength(2);
    expect(parted('甲乙丙丁A坏了，另外甲乙丙丁A坏了').parts).toHaveLength(1);
    expect(parted('甲乙丙丁A坏了，另外甲乙丙丁坏了').parts).toHaveLength(1);
  });

  it('plain sentences part where both are told in a duty’s words', () => {
    expect(parted('甲乙丙丁Aα坏了。甲乙丙丁Bβ坏了。').parts).toHaveLength(2);
    expect(parted('甲乙丙丁Aα坏了。甲乙丙丁B坏了。').parts).toHaveLength(1);
    expect(parted('甲乙丙丁Aα坏了。所以甲乙丙丁Bβ坏了。').parts).toHaveLength(1);
  });

  it('a list of the same thing is one, of two duties of one department two', () => {
    expect(parted('1. 甲乙丙丁Aα坏了 2. 甲乙丙丁Aα响了').parts).toHaveLength(1);
    expect(parted('1. 甲乙丙丁Aα坏了 2. 甲乙丙丁Aβ坏了').parts).toHaveLength(2);
  });

  it('what stands before a list holds for all its items', () => {
    expect(parted('我住在柳荫路28号，两件事：1、甲乙丙丁Aα坏了 2、甲乙丙丁Bβ坏了')).toMatchObject({
      common: '我住在柳荫路28号，两件事：',
    });
  });

  it('a long text parts only where it says so itself', () => {
    const long = `甲乙丙丁Aα坏了。${'说了很多很多话。'.repeat(20)}`;
    expect(parted(`${long}甲乙丙丁Bβ坏了。`).parts).toHaveLength(1);
    const rest = `甲乙丙丁Bβ坏了。${'又说了很多很多话。'.repeat(9)}`;
    expect(parted(`${long}还有一个问题，${rest}`).parts).toEqual([long.slice(0, -1), rest]);
  });

  it('more than five are one long petition', () => {
    const items = [...'αβγδεζ'].map((duty, at) => `${at + 1}、甲乙丙丁A${duty}坏了`);
    expect(parted(items.join('\n')).parts).toHaveLength(1);
    expect(parted(items.slice(1).join('\n')).parts).toHaveLength(5);
  });
});
