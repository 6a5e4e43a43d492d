import { expect, test } from 'vitest';
import { isKnown } from '../../../core/triage/local/ranking.ts';

test('a long text is known by a lesser likeness than a short one, as it shares less of itself', () => {
  const likeness = 0.06;
  expect(isKnown({ likeness }, '路灯不亮')).toBe(false);
  expect(isKnown({ likeness }, '路灯不亮'.repeat(40))).toBe(true);
});

test('however long, a text that shares next to nothing with anything is not known', () => {
  expect(isKnown({ likeness: 0.001 }, 'x'.repeat(4000))).toBe(false);
});
