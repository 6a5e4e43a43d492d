import { readFile } from 'node:fs/promises';
import { type Catalog, findCategory, findDepartment } from '../core/catalog/catalog.ts';

/** A complaint and where a person sorted it. */
export interface Row {
  title?: string;
  text: string;
  category: string;
  department?: string;
}

export type RowsRead = { ok: true; rows: Row[] } | { ok: false; problems: string[] };

/**
 * Reads rows, one JSON object a line, whose categories are the catalogue's. Empty lines and fields of other names are passed over.
 * Every line that is wrong is a problem with its file and line; none repeats what stands in it but the code of a category or department.
 */
export async function readRows(file: string, catalog: Catalog): Promise<RowsRead> {
  const text = await read(file);
  if (text === null) return { ok: false, problems: [`${file}: there is no such file`] };
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const row = readRow(line, catalog);
    if (typeof row === 'string') problems.push(`${file}:${at + 1} ${row}`);
    else rows.push(row);
  }
  if (rows.length === 0 && problems.length === 0) problems.push(`${file}: there are no rows in it`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rows };
}

/**
 * The rows of which each says something of its own, in their order: of two that are alike but for spaces, punctuation, case and
 * width the first stays, as do none that stand in `others`. A title joined to the text is the same as one apart.
 */
export function withoutDuplicates(rows: Row[], others: Row[] = []) {
  const seen = new Map<string, string>(others.map((row) => [essence(row), row.category]));
  const own: Row[] = [];
  let conflicting = 0;
  for (const row of rows) {
    const known = seen.get(essence(row));
    if (known !== undefined && known !== row.category) conflicting += 1;
    if (known !== undefined) continue;
    seen.set(essence(row), row.category);
    own.push(row);
  }
  return { rows: own, duplicates: rows.length - own.length, conflicting };
}

/** A row's words without what people write differently when they say the same twice. */
function essence({ title = '', text }: Row): string {
  const words = `${title}${text}`.normalize('NFKC').toLowerCase();
  return words.replace(/[^\p{L}\p{N}]+/gu, '') || words;
}

/** The row in a line, or what is wrong with it. */
function readRow(line: string, catalog: Catalog): Row | string {
  const value = parse(line);
  if (value === undefined) return 'is not JSON';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not a JSON object';
  const { title, text, category, department } = value as Record<keyof Row, unknown>;
  if (text === undefined || text === null || text === '') return 'has no text';
  if (typeof text !== 'string') return `has a text that is no string but ${kindOf(text)}`;
  if (text.trim() === '') return 'has no text';
  if (category === undefined || category === null || category === '') return 'has no category';
  if (typeof category !== 'string') return `has a category that is no string but ${kindOf(category)}`;
  if (!findCategory(catalog, category)) return `names the category "${category}", which the catalogue lacks`;
  if (!isOptional(title)) return `has a title that is no string but ${kindOf(title)}`;
  if (!isOptional(department)) return `has a department that is no string but ${kindOf(department)}`;
  if (department && !findDepartment(catalog, department))
    return `names the department "${department}", which the catalogue lacks`;
  return { title: title ?? undefined, text, category, department: department ?? undefined };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isOptional(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
