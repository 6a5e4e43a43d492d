import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lotOf } from '../../core/triage/measure/lot.ts';
import { stratifiedFolds } from '../../evaluate/folds.ts';
import { madeUpReviews } from '../../evaluate/made-up-reviews.ts';
import { readRows, withoutDuplicates } from '../../evaluate/rows.ts';

const dir = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(dir, { recursive: true }));
const { catalog } = madeUpReviews(0, 1);
const [road, lamp] = ['made-up-1', 'made-up-2'] as const;

async function read(text: string) {
  const file = join(dir, 'rows.jsonl');
  writeFileSync(file, text);
  const rows = await readRows(file, catalog);
  return rows.ok ? rows.rows : rows.problems.map((problem) => problem.replace(`${file}:`, ''));
}

describe('rows are read', () => {
  test('with or without title and department, past empty lines and fields of other names', async () => {
    const text = [
      '\uFEFF{"text":"坑","category":"made-up-1","id":7}',
      '',
      '{"title":"灯","text":"不亮","category":"made-up-2","department":"town"}\r',
      '{"title":null,"text":"a hole","category":"made-up-1","department":null}',
    ].join('\n');
    expect(await read(text)).toEqual([
      { text: '坑', category: road },
      { title: '灯', text: '不亮', category: lamp, department: 'town' },
      { text: 'a hole', category: road },
    ]);
  });

  test.each([
    ['{"text": "a hole"', 'is not JSON'],
    ['["a hole"]', 'is not a JSON object'],
    ['null', 'is not a JSON object'],
    ['{"category":"made-up-1"}', 'has no text'],
    ['{"text":"  ","category":"made-up-1"}', 'has no text'],
    ['{"text":["a hole"],"category":"made-up-1"}', 'has a text that is no string but a list'],
    ['{"text":7,"category":"made-up-1"}', 'has a text that is no string but a number'],
    ['{"text":"a hole"}', 'has no category'],
    ['{"text":"a hole","category":1}', 'has a category that is no string but a number'],
    ['{"text":"a hole","category":"holes"}', 'names the category "holes", which the catalogue lacks'],
    ['{"title":{},"text":"a hole","category":"made-up-1"}', 'has a title that is no string but an object'],
    [
      '{"text":"a hole","category":"made-up-1","department":true}',
      'has a department that is no string but a boolean',
    ],
    [
      '{"text":"a hole","category":"made-up-1","department":"works"}',
      'names the department "works", which the catalogue lacks',
    ],
  ])('and %s is named by its line', async (line, problem) => {
    expect(await read(`{"text":"a hole","category":"made-up-1"}\n\n${line}\n`)).toEqual([`3 ${problem}`]);
  });

  test('and every bad one is told', async () => {
    expect(await read('nothing\n{}\n')).toEqual(['1 is not JSON', '2 has no text']);
  });

  test('and a file that is empty, or not there, says so', async () => {
    expect(await read('\n')).toEqual([' there are no rows in it']);
    expect(await readRows(join(dir, 'nowhere'), catalog)).toEqual({
      ok: false,
      problems: [`${join(dir, 'nowhere')}: there is no such file`],
    });
  });
});

describe('duplicates', () => {
  const rows = [
    { title: 'Street lamp', text: 'It is out.', category: lamp },
    { text: 'street lamp  IT IS OUT', category: road },
    { text: '路灯，不亮！', category: lamp },
    { text: '路灯不亮', category: lamp },
    { text: '路灯不亮了', category: lamp },
  ];

  test('are alike but for space, punctuation and case; the first stays, and those sorted otherwise are counted', () => {
    expect(withoutDuplicates(rows)).toEqual({
      rows: [rows[0], rows[2], rows[4]],
      duplicates: 2,
      conflicting: 1,
    });
  });

  test('of the rows to suggest for are left out of those to learn', () => {
    const train = withoutDuplicates(
      [
        { text: '路灯 不亮', category: lamp },
        { text: 'A hole', category: road },
      ],
      rows,
    );
    expect(train.rows).toEqual([{ text: 'A hole', category: road }]);
  });

  test('are not all that consist of signs alone', () => {
    const signs = ['!!!', '???'].map((text) => ({ text, category: road }));
    expect(withoutDuplicates(signs).duplicates).toBe(0);
  });
});

describe('folds', () => {
  const { rows } = madeUpReviews(503, 7);

  test.each([2, 5, 10])('%i hold every row once, and differ by one row at most', (count) => {
    const folds = stratifiedFolds(rows, count, lotOf(1));
    expect(new Set(folds.flat())).toEqual(new Set(rows));
    expect(folds.flat()).toHaveLength(rows.length);
    const sizes = folds.map((fold) => fold.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test('each have their share of every category', () => {
    const folds = stratifiedFolds(rows, 5, lotOf(1));
    for (const [category, all] of Map.groupBy(rows, (row) => row.category)) {
      for (const fold of folds) {
        const own = fold.filter((row) => row.category === category).length;
        expect(Math.abs(own - all.length / 5)).toBeLessThan(1);
      }
    }
  });

  test('are the same for the same seed and others for another', () => {
    expect(stratifiedFolds(rows, 5, lotOf(3))).toEqual(stratifiedFolds(rows, 5, lotOf(3)));
    expect(stratifiedFolds(rows, 5, lotOf(3))).not.toEqual(stratifiedFolds(rows, 5, lotOf(4)));
  });
});
