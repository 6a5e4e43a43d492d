import { createHash } from 'node:crypto';
import type { Tx } from '../deps.ts';
import { type Catalog, catalogSchema } from './catalog.ts';
import { type CatalogChanges, type CatalogEntry, compareCatalogs } from './compare-catalogs.ts';
import { stableJson } from './stable-json.ts';

export type Written =
  | ({ kind: 'written'; version: number } & CatalogChanges)
  | { kind: 'unchanged'; version: number };

/** Two who change the catalogue at once would each compare with the same version before; the second waits here for the first. */
export async function lockCatalog(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('citizen-whistle catalogue import'))`;
}

/**
 * Brings a catalogue into force as a new version, or says that it is in force already. Departments, categories and duties that are no
 * longer there are retired, never deleted, since tickets point at them; what comes back is in force again. Under `lockCatalog` only.
 */
export async function writeVersion(tx: Tx, catalog: Catalog, at: Date): Promise<Written> {
  const checksum = createHash('sha256').update(stableJson(catalog)).digest('hex');
  const before = await tx.catalogVersion.findFirst({ orderBy: { id: 'desc' } });
  if (before?.checksum === checksum) return { kind: 'unchanged', version: before.id };

  const { id: version } = await tx.catalogVersion.create({
    data: { checksum, content: catalog, importedAt: at },
  });
  const changes = compareCatalogs(before && catalogSchema.parse(before.content), catalog);
  for (const entry of [...changes.added, ...changes.changed].sort(byKind)) await put(tx, entry, version);
  for (const entry of changes.retired) await retire(tx, entry, at);
  return { kind: 'written', version, ...changes };
}

/** A changed category may name an added department, and a duty an added category. */
function byKind(a: CatalogEntry, b: CatalogEntry): number {
  const order = ['department', 'category', 'duty'];
  return order.indexOf(a.kind) - order.indexOf(b.kind);
}

async function put(tx: Tx, entry: CatalogEntry, versionId: number): Promise<void> {
  const { code } = entry;
  const inForce = { versionId, retiredAt: null };
  if (entry.kind === 'department') {
    const row = { names: entry.department.name, ...inForce };
    await tx.department.upsert({ where: { code }, create: { code, ...row }, update: row });
  } else if (entry.kind === 'category') {
    const row = { names: entry.category.name, departmentCode: entry.category.department, ...inForce };
    await tx.category.upsert({ where: { code }, create: { code, ...row }, update: row });
  } else {
    const row = { texts: entry.duty.text, categoryCode: entry.category, ...inForce };
    await tx.duty.upsert({ where: { code }, create: { code, ...row }, update: row });
  }
}

async function retire(tx: Tx, { kind, code }: CatalogEntry, at: Date): Promise<void> {
  const change = { where: { code }, data: { retiredAt: at } };
  if (kind === 'department') await tx.department.update(change);
  else if (kind === 'category') await tx.category.update(change);
  else await tx.duty.update(change);
}
