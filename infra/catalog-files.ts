import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Catalog, catalogSchema } from '../core/catalog/catalog.ts';
import { completeCatalog } from '../core/catalog/complete-catalog.ts';
import { describeIssue } from './catalog-issues.ts';

export interface CatalogProblem {
  file: string;
  /** From 1. A problem of the folder as a whole stands at line 1 of the folder. */
  line: number;
  message: string;
}

export type CatalogFiles = { ok: true; catalog: Catalog } | { ok: false; problems: CatalogProblem[] };

/**
 * Reads a catalogue from all `*.yaml` files of a folder, in the order of their names. A file may hold any of the keys
 * `district` and `calendar` (each once in the folder), `departments`, `categories`, `emergencies`, `elsewhere` and `dropped`; lists of several files are
 * put together.
 * Never throws for what a person may have written: every problem is a sentence with its file and line.
 */
export async function readCatalogFiles(dir: string): Promise<CatalogFiles> {
  const names = await listYaml(dir);
  if (!names) return { ok: false, problems: [{ file: dir, line: 1, message: 'there is no such folder' }] };
  if (names.length === 0)
    return { ok: false, problems: [{ file: dir, line: 1, message: 'the folder holds no .yaml file' }] };
  const sources = await Promise.all(names.map((name) => readSource(join(dir, name))));
  const merged = merge(sources);
  const problems = [...sources.flatMap(syntaxProblems), ...merged.problems];
  if (problems.length > 0) return { ok: false, problems };

  const whole = completeCatalog(merged.raw);
  const parsed = catalogSchema.safeParse(whole);
  if (parsed.success) return { ok: true, catalog: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) =>
      describeIssue(issue, whole).map(({ path, message }) => ({ ...merged.locate(path, dir), message })),
    ),
  };
}

const lists = ['departments', 'categories', 'emergencies', 'elsewhere', 'dropped'] as const;
type List = (typeof lists)[number];
const singles = ['district', 'calendar'] as const;
type Single = (typeof singles)[number];
const allKeys = [...singles, ...lists].join(', ');
type Path = readonly PropertyKey[];

interface Source {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
}

async function listYaml(dir: string): Promise<string[] | null> {
  try {
    return (await readdir(dir)).filter((name) => /\.ya?ml$/.test(name)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

async function readSource(file: string): Promise<Source> {
  const lines = new LineCounter();
  const text = await readFile(file, 'utf8');
  return { file, lines, document: parseDocument(text, { lineCounter: lines, prettyErrors: false }) };
}

function syntaxProblems({ file, lines, document }: Source): CatalogProblem[] {
  return document.errors.map(({ pos, message }) => ({ file, line: lines.linePos(pos[0]).line, message }));
}

/** Puts the files together, and remembers for each entry which file it came from. */
function merge(sources: Source[]) {
  const raw: Record<string, unknown> = {};
  const problems: CatalogProblem[] = [];
  const origins: Record<List, { source: Source; at: number }[]> = {
    departments: [],
    categories: [],
    emergencies: [],
    elsewhere: [],
    dropped: [],
  };
  const owners: Partial<Record<Single, Source>> = {};
  for (const source of sources) {
    const complain = (path: Path, message: string) => {
      problems.push({ file: source.file, line: lineOf(source, path), message });
    };
    const { contents } = source.document;
    if (contents === null || source.document.errors.length > 0) continue;
    if (!isMap(contents)) {
      complain([], `a file holds keys (${allKeys}), this one something else`);
      continue;
    }
    for (const [key, value] of Object.entries(source.document.toJS() as Record<string, unknown>)) {
      if (isSingle(key)) {
        const owner = owners[key];
        if (owner) complain([key], `the ${key} stands in ${owner.file} already`);
        owners[key] ??= source;
        raw[key] ??= value;
      } else if (!isList(key)) {
        complain([key], `unknown key "${key}": a file holds ${allKeys}`);
      } else if (!Array.isArray(value)) {
        complain([key], `"${key}" must be a list`);
      } else {
        raw[key] = [...((raw[key] as unknown[]) ?? []), ...value];
        origins[key].push(...value.map((_, at) => ({ source, at })));
      }
    }
  }

  function locate(path: Path, dir: string): { file: string; line: number } {
    const [first, second, ...rest] = path;
    const owner = isSingle(first) ? owners[first] : undefined;
    if (owner) return { file: owner.file, line: lineOf(owner, path) };
    const origin = isList(first) && typeof second === 'number' ? origins[first][second] : undefined;
    if (!origin) return { file: dir, line: 1 };
    return { file: origin.source.file, line: lineOf(origin.source, [first!, origin.at, ...rest]) };
  }

  return { raw, problems, locate };
}

function isSingle(key: unknown): key is Single {
  return singles.some((single) => single === key);
}

function isList(key: unknown): key is List {
  return lists.some((list) => list === key);
}

/** The line of the deepest part of `path` that the file has: where something is missing, that is the thing it is missing from. */
function lineOf({ document, lines }: Source, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step));
      if (!pair) break;
      offset = (pair.key as { range?: number[] }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as { range?: number[] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}
