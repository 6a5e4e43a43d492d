import type { Db, Deps, Tx } from '../deps.ts';
import { type CatalogInForce, catalogSchema } from './catalog.ts';

const lastRead = new WeakMap<Db, CatalogInForce>();

/**
 * The newest version of the catalogue, or null while none has been imported. Asks the database for the newest id each
 * time, as another process may have imported; a version never changes, so its content is read and parsed only once. Within a transaction
 * it is asked `through` that: one that waited for a second connection could wait for ever.
 */
export async function catalogInForce(
  { db }: Pick<Deps, 'db'>,
  through: Db | Tx = db,
): Promise<CatalogInForce | null> {
  const newest = await through.catalogVersion.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  if (!newest) return null;
  const known = lastRead.get(db);
  if (known?.version === newest.id) return known;

  const { content } = await through.catalogVersion.findUniqueOrThrow({ where: { id: newest.id } });
  const catalog = { ...catalogSchema.parse(content), version: newest.id };
  lastRead.set(db, catalog);
  return catalog;
}
