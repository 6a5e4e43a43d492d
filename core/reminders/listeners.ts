import type { Unit } from '../unit.ts';

/** The chats of all who supervise, each their own. */
export async function supervisorsChats({ tx }: Pick<Unit, 'tx'>): Promise<bigint[]> {
  const people = await tx.person.findMany({
    where: {
      unreachableAt: null,
      telegramId: { not: null },
      roles: { some: { role: 'supervisor', revokedAt: null } },
    },
    select: { telegramId: true },
  });
  return people.map(({ telegramId }) => telegramId!);
}
