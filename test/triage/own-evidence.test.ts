import { expect, test } from 'vitest';
import { ownEvidence } from '../../core/triage/model/own-evidence.ts';

/** The evidence that is left to each, and whether some had what was not theirs. */
function left(...evidence: string[][]) {
  const { own, shared } = ownEvidence(evidence.map((words) => ({ evidence: words })));
  return { evidence: own.map((problem) => problem.evidence), shared };
}

test('the same words are evidence of the first problem only', () => {
  expect(left(['路灯坏了'], ['路灯坏了', '垃圾没人收'])).toEqual({
    evidence: [['路灯坏了'], ['垃圾没人收']],
    shared: true,
  });
});

test('a passage that is most of another is the same words', () => {
  expect(left(['门口的路灯坏了'], ['路灯坏了']).evidence[1]).toEqual([]);
  expect(left(['路灯坏了'], ['门口的路灯坏了']).evidence[1]).toEqual([]);
});

test('a word of the first may stand in what the second is told with', () => {
  expect(left(['路灯'], ['菜场门口路灯下的垃圾没人收']).shared).toBe(false);
});

test('one problem may quote the same twice', () => {
  expect(left(['路灯坏了', '路灯坏了'])).toEqual({ evidence: [['路灯坏了', '路灯坏了']], shared: false });
});
