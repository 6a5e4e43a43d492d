import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from './rows.ts';

const usage = `Turns public collections of complaints into a catalogue and rows for \`npm run evaluate\`: OUT/catalog and OUT/rows.jsonl.

  npx node evaluate/convert.ts teddy ROWS.jsonl TREE.csv OUT [--occurring]
      petitions with "title"?, "text" and "category", which is a first level of the tree; a tree of lines level1,level2,level3
      under a line of headings; --occurring leaves out the first levels that no row is of
  npx node evaluate/convert.ts fixmystreet ROWS.jsonl OUT
      street reports with "title"?, "text" and "extra": {"shef_c": the category}`;

/** A category as the smallest catalogue has it. */
interface Category {
  code: string;
  name: string;
  description?: string;
  examples?: { zh: string[]; en: string[] };
}

interface Given {
  title?: string | null;
  text: string;
  category: string;
}

const [kind, ...rest] = process.argv.slice(2);
const paths = rest.filter((word) => word !== '--occurring');
if (kind === 'teddy' && paths.length === 3) {
  const [rows, tree, out] = paths as [string, string, string];
  await convertTeddy({ rows, tree, out, occurring: paths.length < rest.length });
} else if (kind === 'fixmystreet' && rest.length === 2) {
  await convertFixMyStreet(rest[0]!, rest[1]!);
} else {
  console.error(usage);
  process.exitCode = 2;
}

async function convertTeddy(from: { rows: string; tree: string; out: string; occurring: boolean }) {
  const given = await readLines<Given>(from.rows);
  const tree = (await readFile(from.tree, 'utf8'))
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(1);
  const leaves = tree.filter(Boolean).map((line) => line.split(','));
  const used = new Set(given.map(({ category }) => category));
  const names = [...new Set(leaves.map(([first]) => first!))].filter(
    (name) => !from.occurring || used.has(name),
  );
  const categories = names.map((name, at) => {
    const own = leaves.filter(([first]) => first === name);
    const examples = own.map(([, ...below]) => said(below).join(' ')).filter(Boolean);
    const description = said(own.map(([, second]) => second!)).join('、');
    return { code: `c${at + 1}`, name, description, examples: { zh: [...new Set(examples)], en: [] } };
  });
  await write(from.out, categories, given);
}

/** Each once, without "other". */
function said(levels: string[]): string[] {
  return [...new Set(levels)].filter((level) => level && level !== '其他');
}

async function convertFixMyStreet(file: string, out: string) {
  const rows = await readLines<Omit<Given, 'category'> & { extra: { shef_c: string } }>(file);
  const given = rows.map(({ title, text, extra }) => ({ title, text, category: extra.shef_c }));
  const names = [...new Set(given.map(({ category }) => category))].sort();
  await write(
    out,
    names.map((name) => ({ code: codeOf(name), name })),
    given,
  );
}

function codeOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}

async function readLines<T>(file: string): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim());
  return lines.map((line) => JSON.parse(line) as T);
}

async function write(out: string, categories: Category[], given: Given[]) {
  const codes = new Map(categories.map(({ name, code }) => [name, code]));
  const rows = given.map(({ title, text, category }): Row => {
    const row = { text, category: codes.get(category)! };
    return title ? { title, ...row } : row;
  });
  await mkdir(join(out, 'catalog'), { recursive: true });
  // JSON is YAML too.
  await writeFile(join(out, 'catalog', 'catalog.yaml'), `${JSON.stringify({ categories }, null, 2)}\n`);
  await writeFile(join(out, 'rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(`${categories.length} categories, ${rows.length} rows in ${out}`);
}
