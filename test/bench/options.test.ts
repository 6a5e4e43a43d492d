import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';

test('without options every part is measured, on Redis, with a million old tickets', () => {
  expect(readOptions([])).toEqual({
    parts: ['intake', 'way', 'model', 'growth', 'small'],
    ...{ queue: 'redis', seconds: 8, oldTickets: 1_000_000, explain: false, json: false },
  });
});

test('the parts that are named are measured, in the order of the table', () => {
  expect(readOptions(['--only', 'growth', '--only', 'intake'])).toMatchObject({
    parts: ['intake', 'growth'],
  });
});

test('plans alone are those of the database that has grown', () => {
  expect(readOptions(['--explain'])).toMatchObject({ parts: ['growth'], explain: true });
});

test.each([
  ['--only', 'everything'],
  ['--queue', 'kafka'],
  ['--seconds', '0'],
  ['--seconds', 'long'],
  ['--old-tickets', '1.5'],
  ['--faster'],
])('%j %s is answered with how to say it', (...args) => {
  expect(readOptions(args)).toMatch(/^npm run bench -- /);
});
