import type { Card, Prisma } from '../../prisma/generated/client.ts';
import type { Db, Tx } from '../deps.ts';

type Beside = Pick<Card, 'kind' | 'ticketId' | 'round'> & { complaintId: number };

/**
 * The messages whose photos and voices stand beside a card: the resident's, and what staff sent. A department that a ticket is handed to
 * also sees what another had sent as its answer; its own it knows.
 */
export async function besideCard(
  db: Db | Tx,
  { kind, complaintId, ticketId, round }: Beside,
): Promise<Prisma.MessageWhereInput> {
  const said: Prisma.MessageWhereInput = {
    ...{ complaintId, supersededAt: null },
    purpose: { notIn: ['answer', 'stopped_answer'] },
  };
  if (kind !== 'department_media' || ticketId === null) return said;
  const here = await db.delivery.findFirst({ where: { ticketId, round, kind: 'ticket' } });
  const answers = await db.event.findMany({
    where: { ticketId, type: 'answered', departmentCode: { not: here?.departmentCode ?? '' } },
    select: { messageId: true },
  });
  const others = answers.flatMap(({ messageId }) => messageId ?? []);
  return others.length === 0 ? said : { OR: [said, { id: { in: others } }] };
}
