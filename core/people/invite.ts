import type { RoleName } from '../../prisma/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { hashOf, newToken } from './link-token.ts';
import { grantRole, may } from './roles.ts';

const lifetime = 48 * 3_600_000;

/** Makes a one-time link's token (22 characters, good for 48 hours). Only its hash is stored. */
export async function invite(
  deps: Deps,
  input: { role: RoleName; departmentCode: string | null; by: number },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const now = deps.now();
  const expiresAt = new Date(now.getTime() + lifetime);
  await deps.db.invite.create({
    data: {
      tokenHash: hashOf(token),
      role: input.role,
      departmentCode: input.departmentCode,
      invitedById: input.by,
      createdAt: now,
      expiresAt,
    },
  });
  return { token, expiresAt };
}

export type Redeemed =
  | { kind: 'welcome'; role: RoleName; departmentCode: string | null }
  | { kind: 'used' | 'expired' | 'unknown' };

/**
 * Takes an invitation up: once, by whoever comes first. Repeating it as the same person is welcome again. It is worth as much as who
 * invited: when they are no admin any more, nobody gets in by it.
 */
export async function redeemInvite(
  deps: Deps,
  { token, personId }: { token: string; personId: number },
): Promise<Redeemed> {
  const now = deps.now();
  const tokenHash = hashOf(token);
  const found = await deps.db.invite.findUnique({ where: { tokenHash } });
  if (!found) return { kind: 'unknown' };
  if (found.usedById === null) {
    if (found.expiresAt <= now) return { kind: 'expired' };
    if (!(await may(deps.db, found.invitedById, 'administer'))) return { kind: 'unknown' };
    const { count } = await deps.db.invite.updateMany({
      where: { id: found.id, usedById: null },
      data: { usedById: personId, usedAt: now },
    });
    if (count === 0) return { kind: 'used' };
  } else if (found.usedById !== personId) {
    return { kind: 'used' };
  } else if (await revokedSince(deps, personId, found.usedAt!)) {
    return { kind: 'used' };
  }
  await grantRole(deps, {
    personId,
    role: found.role,
    departmentCode: found.departmentCode,
    by: found.invitedById,
  });
  return { kind: 'welcome', role: found.role, departmentCode: found.departmentCode };
}

/** A role that was taken away must not come back by an old link. */
async function revokedSince(deps: Deps, personId: number, since: Date): Promise<boolean> {
  const revoked = await deps.db.role.findFirst({ where: { personId, revokedAt: { gte: since } } });
  return revoked !== null;
}
