import type { Complaint } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import type { SeenBy } from './views.ts';

/** Who saw it on their round. What a resident wrote stays without a name: nobody needs it to mend a lamp. */
export async function seenBy(
  db: Deps['db'],
  { origin, personId, erasedAt }: Pick<Complaint, 'origin' | 'personId' | 'erasedAt'>,
): Promise<SeenBy | null> {
  if (origin !== 'round' || erasedAt) return null;
  const { name, roles } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { roles: { where: { role: 'grid_worker' }, orderBy: { id: 'desc' }, take: 1 } },
  });
  return { name, area: roles[0]?.area ?? null };
}
