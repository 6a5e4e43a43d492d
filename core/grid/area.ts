import type { Deps, Tx } from '../deps.ts';

const held = (personId: number) => ({ personId, role: 'grid_worker', revokedAt: null }) as const;

/** A grid worker says which streets and houses are theirs, in their own words. False for who is none. */
export async function setArea(
  { db }: Pick<Deps, 'db'>,
  { personId, area }: { personId: number; area: string },
): Promise<boolean> {
  const { count } = await db.role.updateMany({ where: held(personId), data: { area } });
  return count > 0;
}

/** Whether this person is a grid worker, and of which area. */
export async function gridWorker(
  db: Tx | Deps['db'],
  personId: number,
): Promise<{ area: string | null } | null> {
  return db.role.findFirst({ where: held(personId), select: { area: true } });
}
