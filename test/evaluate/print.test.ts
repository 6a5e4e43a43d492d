import { expect, test } from 'vitest';
import { madeUpReviews } from '../../evaluate/made-up-reviews.ts';
import type { Measured } from '../../evaluate/measure.ts';
import { type Options, readOptions } from '../../evaluate/options.ts';
import { textOf } from '../../evaluate/print.ts';
import { reportOf } from '../../evaluate/report.ts';
import { progressBar } from '../../infra/terminal/progress.ts';

const { catalog } = madeUpReviews(0, 1);
const read = readOptions(['--data', 'rows.jsonl', '--catalog', 'town']) as { options: Options };
const nothing = { rows: [], duplicates: 0, conflicting: 0 };

function printed(
  outcomes: Partial<Measured['outcomes'][number]>[],
  prices: { in: number; out: number } | null = null,
) {
  const whole = outcomes.map((outcome) => ({
    category: 'made-up-1',
    suggested: 'made-up-1',
    runnerUp: null,
    confidence: null,
    unsure: false,
    call: undefined,
    milliseconds: 1,
    ...outcome,
  }));
  const options = read.options as Extract<Options, { kind: 'measure' }>;
  const measured = { outcomes: whole, learning: { rows: 0, milliseconds: 0 }, curve: [] };
  return textOf(reportOf(measured, { options, catalog, data: nothing, train: nothing, prices }));
}

test('more categories than fit beside each other show the pairs confused most', () => {
  const rows = catalog.categories.map(({ code }) => ({ category: code, suggested: code }));
  const confused = { category: 'made-up-7', suggested: 'made-up-9' };
  const text = printed([...rows, confused, confused, { category: 'made-up-8', suggested: null }]);
  expect(text).toMatch(/^people said +suggested +rows\nmade-up-7 +made-up-9 +2\nmade-up-8 +none +1$/m);
});

test('without any confidence there is no calibration to print', () => {
  expect(printed([{}])).toContain('No confidence was stated');
});

test('calls that failed are told by why, and a cost only where prices are known', () => {
  const call = { failure: null, tokensIn: 1000, tokensOut: 100 };
  const calls = [{ call }, { suggested: null, call: { failure: 'timeout', tokensIn: 0, tokensOut: 0 } }];
  expect(printed(calls)).toContain('2 calls, failed: 1 timeout\ntokens      1000 in, 100 out; cost unknown');
  expect(printed(calls, { in: 2, out: 10 })).toContain('cost 0.0030');
});

test('a bar moves on a terminal and is gone at the end; elsewhere nothing is written', () => {
  const written: string[] = [];
  const screen = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) }) as never;
  const silent = progressBar(10, screen(false));
  silent();
  expect(written).toEqual([]);
  const tick = progressBar(3, screen(true));
  for (let row = 0; row < 3; row++) tick();
  expect(written).toEqual([
    `\r${'█'.repeat(10)}${'░'.repeat(20)} 1 of 3`,
    `\r${'█'.repeat(20)}${'░'.repeat(10)} 2 of 3`,
    `\r${' '.repeat(37)}\r`,
  ]);
});
