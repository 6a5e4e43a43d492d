import { fileURLToPath } from 'node:url';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { readCatalogFiles } from '../../infra/catalog-files.ts';

export const defaultCatalogDir = fileURLToPath(new URL('../../catalog/district', import.meta.url));

/** The catalogue that the product comes with, read once a process. */
export async function defaultCatalog(): Promise<Catalog> {
  read ??= readDefault();
  return structuredClone(await read);
}

let read: Promise<Catalog> | undefined;

async function readDefault(): Promise<Catalog> {
  const files = await readCatalogFiles(defaultCatalogDir);
  if (!files.ok)
    throw new Error(files.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
  return files.catalog;
}
