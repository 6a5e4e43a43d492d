import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unsorted, withoutAnswer } from '../../core/triage/unsorted.ts';

const reading = { photos: 0, voices: 0, hasPlace: false, language: 'zh' };

test('what the machine breaks on can be stored, whatever its letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 30, maxLength: 60 }), (text) => {
      const { problems } = unsorted(null, 'internal', { ...reading, text });
      expect(problems.every(({ title, description }) => `${title}${description}`.isWellFormed())).toBe(true);
    }),
  );
});

test('its draft is the resident’s words, as they are seen', () => {
  const { problems } = unsorted(null, 'internal', { ...reading, text: '路\u200b灯坏\u{E0061}了' });
  expect(problems).toMatchObject([{ title: '路灯坏了', description: '路灯坏了', category: null }]);
});

describe('where the model did not answer', () => {
  const [problem] = unsorted(null, 'x', { ...reading, text: '路灯坏了' }).problems;
  const said = (...more: { confidence: number | null; unsure?: boolean }[]) => ({
    source: 'local' as const,
    failure: null,
    language: 'zh',
    kind: 'complaint' as const,
    problems: more.map((one) => ({
      ...problem!,
      category: 'public-facilities',
      source: 'local' as const,
      ...one,
    })),
  });

  test('what the local classifier is sure of stands, and says why it is alone', () => {
    const local = said({ confidence: 0.8 });
    expect(withoutAnswer(local, 'timeout')).toEqual({ ...local, failure: 'timeout' });
  });

  test.each([
    ['is unsure', said({ confidence: 0.4, unsure: true })],
    ['has no number yet', said({ confidence: null })],
    ['is unsure of one of several problems', said({ confidence: 0.9 }, { confidence: 0.3, unsure: true })],
  ])('people sort where it %s', (_, local) => {
    const { failure, problems } = withoutAnswer(local, 'timeout');
    expect(failure).toBe('timeout');
    expect(problems.map(({ category }) => category)).toEqual(local.problems.map(() => null));
  });
});
