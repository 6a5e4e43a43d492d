import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unsorted } from '../../core/triage/unsorted.ts';

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
