import type { Deps } from '../deps.ts';
import { amended, type Contradiction } from './amendments.ts';
import type { Catalog } from './catalog.ts';
import type { CatalogChanges } from './compare-catalogs.ts';
import { lockCatalog, writeVersion } from './write-version.ts';

export type Imported = { contradictions: Contradiction[] } & (
  | ({ kind: 'imported'; version: number } & CatalogChanges)
  | { kind: 'unchanged'; version: number }
);

/** Brings a catalogue, as its files give it, into force, together with the duties that supervisors have added to it by rulings. */
export async function importCatalog(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  files: { catalog: Catalog },
): Promise<Imported> {
  return db.$transaction(
    async (tx) => {
      await lockCatalog(tx);
      const { catalog, contradictions } = await amended(tx, files.catalog, now());
      const written = await writeVersion(tx, catalog, now());
      return written.kind === 'written'
        ? { ...written, kind: 'imported', contradictions }
        : { ...written, contradictions };
    },
    // A large town's catalogue is some thousands of rows.
    { timeout: 60_000 },
  );
}
