import type { Deps } from '../deps.ts';
import { hashOf, newToken } from '../people/link-token.ts';

/** Makes the link by which the person concerned joins in their own chat. A new one is good in place of the one before. Null where they have joined, or it is not this writer's to give. */
export async function makeLink(
  { db }: Pick<Deps, 'db'>,
  { complaintId, writerId }: { complaintId: number; writerId: number },
): Promise<{ token: string; name: string } | null> {
  const token = newToken();
  const [proxy] = await db.proxy.updateManyAndReturn({
    where: { complaintId, writerId, joinedAt: null, name: { not: null } },
    data: { linkHash: hashOf(token) },
  });
  return proxy ? { token, name: proxy.name! } : null;
}
