import type { RoleName } from '../../prisma/generated/enums.ts';
import type { Deps, Tx } from '../deps.ts';

export type Right = 'round' | 'review' | 'supervise' | 'administer' | { memberOf: string | null };

/** Who may do what: a role is a row, looked up anew for every tap. Being in a group is no right. */
const rolesFor: Record<Extract<Right, string>, readonly RoleName[]> = {
  round: ['grid_worker', 'reviewer', 'supervisor', 'admin'],
  review: ['reviewer', 'supervisor', 'admin'],
  supervise: ['supervisor', 'admin'],
  administer: ['admin'],
};

/** Whether this person may do this now. `{memberOf}`: a member of that department, or a supervisor in its stead. */
export async function may(db: Tx | Deps['db'], personId: number, right: Right): Promise<boolean> {
  const held = { personId, revokedAt: null };
  const role =
    typeof right === 'string'
      ? await db.role.findFirst({ where: { ...held, role: { in: [...rolesFor[right]] } } })
      : await db.role.findFirst({
          where: {
            ...held,
            OR: [
              { role: 'department_member', departmentCode: right.memberOf },
              { role: { in: [...rolesFor.supervise] } },
            ],
          },
        });
  return role !== null;
}

/** Whether this person decides where departments disagree: a supervisor; an admin only while the town has no supervisor. */
export async function mayRule(db: Tx | Deps['db'], personId: number): Promise<boolean> {
  const role = (await hasSupervisor(db)) ? 'supervisor' : 'admin';
  return (await db.role.findFirst({ where: { personId, role, revokedAt: null } })) !== null;
}

export async function hasSupervisor(db: Tx | Deps['db']): Promise<boolean> {
  return (await db.role.findFirst({ where: { role: 'supervisor', revokedAt: null } })) !== null;
}

/** Whether this person is of that department themselves. */
export async function isMember(
  db: Tx | Deps['db'],
  personId: number,
  departmentCode: string | null,
): Promise<boolean> {
  const role = { personId, role: 'department_member', departmentCode, revokedAt: null } as const;
  return (await db.role.findFirst({ where: role })) !== null;
}

export interface Grant {
  personId: number;
  role: RoleName;
  departmentCode: string | null;
  by: number | null;
}

/** Gives a role; giving it again changes nothing. */
export async function grantRole(deps: Deps, grant: Grant): Promise<void> {
  await deps.db.role.createMany({
    data: [
      {
        personId: grant.personId,
        role: grant.role,
        departmentCode: grant.departmentCode,
        grantedById: grant.by,
        grantedAt: deps.now(),
      },
    ],
    skipDuplicates: true,
  });
}

/** Takes all roles of a person away. The last admin stays, so that a town can't lock itself out. */
export async function revokeRoles(
  deps: Deps,
  { personId, by }: { personId: number; by: number },
): Promise<{ kind: 'revoked'; roles: number } | { kind: 'last-admin' }> {
  return deps.db.$transaction(async (tx) => {
    // Two admins who revoke each other at once must not both succeed.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('roles'))`;
    const others = await tx.role.count({
      where: { role: 'admin', revokedAt: null, personId: { not: personId } },
    });
    const isAdmin = await may(tx, personId, 'administer');
    if (isAdmin && others === 0) return { kind: 'last-admin' } as const;
    const { count } = await tx.role.updateMany({
      where: { personId, revokedAt: null },
      data: { revokedAt: deps.now(), revokedById: by },
    });
    return { kind: 'revoked', roles: count } as const;
  });
}

/** All who hold a role now, oldest first. */
export async function listStaff(deps: Deps) {
  return deps.db.role.findMany({
    where: { revokedAt: null },
    include: { person: true, department: true },
    orderBy: [{ personId: 'asc' }, { id: 'asc' }],
  });
}

/** Makes the people of `ADMIN_IDS` admins, as soon as they are known; called for everybody who writes. */
export async function appointFirstAdmins(deps: Deps, person: { id: number; telegramId: bigint | null }) {
  if (person.telegramId === null || !deps.settings.adminIds.includes(person.telegramId)) return;
  if (await may(deps.db, person.id, 'administer')) return;
  await grantRole(deps, { personId: person.id, role: 'admin', departmentCode: null, by: null });
}
