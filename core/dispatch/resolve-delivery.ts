import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { may } from '../people/roles.ts';
import { commit } from '../unit.ts';
import { arrive } from './settle-delivery.ts';

export type Resolved = { kind: 'arrived' | 'sent-again' } | { kind: 'not-allowed' | 'settled-already' };

/** Staff say of a delivery that is unclear, or failed, whether it arrived; if not, it is sent again. */
export async function resolveDelivery(
  deps: Deps,
  { deliveryId, by, arrived }: { deliveryId: number; by: number; arrived: boolean },
): Promise<Resolved> {
  return commit(deps, async (unit) => {
    const { tx, at, later } = unit;
    if (!(await may(tx, by, 'review'))) return { kind: 'not-allowed' } as const;
    const asked = await tx.delivery.findUnique({ where: { id: deliveryId }, include: { ticket: true } });
    // What was decided anew since is another delivery's business.
    if (asked?.round !== asked?.ticket.rounds) return { kind: 'settled-already' } as const;
    const [delivery] = await tx.delivery.updateManyAndReturn({
      where: { id: deliveryId, state: { in: ['unknown', 'failed'] } },
      data: arrived ? { state: 'delivered', settledAt: at } : { state: 'due', dueAt: at, settledAt: null },
    });
    if (!delivery) return { kind: 'settled-already' } as const;
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: delivery.ticketId } });
    if (arrived) await arrive(unit, delivery, ticket);
    else {
      later({ at: 'dispatch', id: delivery.id });
      await touchCards(unit, { complaintId: ticket.complaintId, id: ticket.id });
    }
    return { kind: arrived ? 'arrived' : 'sent-again' } as const;
  });
}
