import { createHash, randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';

/** A link's token: 22 characters, of which only a hash is kept. */
export const tokenShape = /^[A-Za-z0-9_-]{22}$/;

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Makes the link by which the person concerned joins in their own chat. A new one is good in place of the one before. Null where they have joined, or it is not this writer's to give. */
export async function makeLink(
  { db }: Pick<Deps, 'db'>,
  { complaintId, writerId }: { complaintId: number; writerId: number },
): Promise<{ token: string; name: string } | null> {
  const token = randomBytes(16).toString('base64url');
  const [proxy] = await db.proxy.updateManyAndReturn({
    where: { complaintId, writerId, joinedAt: null, name: { not: null } },
    data: { linkHash: hashOf(token) },
  });
  return proxy ? { token, name: proxy.name! } : null;
}
