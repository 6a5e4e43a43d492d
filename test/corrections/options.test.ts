import { expect, test } from 'vitest';
import { readReplayOptions } from '../../corrections/options.ts';

test.each([
  [['--sample', '0']],
  [['--sample', 'all']],
  [['--seed', '1e3']],
  [['--source', 'oracle']],
  [['--source', 'local', '--model', 'x']],
  [['--since', '3']],
  [['everything']],
])('%j are not what replay takes', (args) => {
  expect(readReplayOptions(args)).toBeNull();
});

test('left out, everything has a value that is bounded', () => {
  expect(readReplayOptions([])).toEqual({
    model: null,
    local: false,
    catalogDir: null,
    sample: 200,
    seed: 1,
    budget: 200,
    days: null,
    json: false,
  });
});
