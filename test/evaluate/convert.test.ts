import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalogFiles } from '../../infra/catalog-files.ts';
import { folderWith, run } from './program.ts';

const jsonl = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function converted(dir: string, args: string[]) {
  expect(await run('evaluate/convert.ts', args)).toMatchObject({ status: 0, stderr: '' });
  const read = await readCatalogFiles(join(dir, 'out', 'catalog'));
  const rows = readFileSync(join(dir, 'out', 'rows.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return {
    categories: read.ok ? read.catalog.categories : read.problems,
    rows: rows.map((row) => JSON.parse(row)),
  };
}

describe('public collections become a catalogue and rows', () => {
  const tree =
    'level1,level2,level3\n供水,管网,爆管\n供水,管网,其他\n绿化,其他,其他\n绿化,树木,修剪\n档案,查询,其他\n';
  const petitions = jsonl(
    { id: 1, title: '水管', text: '路口的水管爆了', category: '供水' },
    { id: 2, text: '树枝压着电线', category: '绿化' },
  );

  test('petitions, with the leaves of their tree as examples', async () => {
    const dir = folderWith({ 'rows.jsonl': petitions, 'tree.csv': tree });
    const paths = ['rows.jsonl', 'tree.csv', 'out'].map((name) => join(dir, name));
    const { categories, rows } = await converted(dir, ['teddy', ...paths]);
    expect(categories).toMatchObject([
      {
        code: 'c1',
        name: { zh: '供水' },
        description: { zh: '管网' },
        examples: { zh: ['管网 爆管', '管网'] },
      },
      { code: 'c2', name: { zh: '绿化' }, description: { zh: '树木' }, examples: { zh: ['树木 修剪'] } },
      { code: 'c3', name: { zh: '档案' } },
    ]);
    expect(rows).toEqual([
      { title: '水管', text: '路口的水管爆了', category: 'c1' },
      { text: '树枝压着电线', category: 'c2' },
    ]);
    const occurring = await converted(dir, ['teddy', ...paths, '--occurring']);
    expect(occurring.categories).toMatchObject([{ code: 'c1' }, { code: 'c2' }]);
  });

  test('street reports, with a code made of each category’s name', async () => {
    const reports = jsonl(
      {
        id: '1',
        title: 'Hole',
        text: 'A hole',
        label: 'x',
        extra: { shef_c: 'Roads & Paths', point: '1 2' },
      },
      { id: '2', title: 'Bags', text: 'Bags', label: 'y', extra: { shef_c: 'Litter' } },
    );
    const dir = folderWith({ 'rows.jsonl': reports });
    const { categories, rows } = await converted(dir, [
      'fixmystreet',
      join(dir, 'rows.jsonl'),
      join(dir, 'out'),
    ]);
    expect(categories).toMatchObject([
      { code: 'litter' },
      { code: 'roads-paths', name: { en: 'Roads & Paths' } },
    ]);
    expect(rows[0]).toEqual({ title: 'Hole', text: 'A hole', category: 'roads-paths' });
  });

  test('anything else gets the usage', async () => {
    expect(await run('evaluate/convert.ts', ['teddy', 'rows.jsonl'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('node evaluate/convert.ts'),
    });
  });
});
