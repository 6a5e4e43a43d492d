import type { Ticket } from '../../prisma/generated/client.ts';
import type { DeliveryKind } from '../../prisma/generated/enums.ts';
import type { Unit } from '../unit.ts';

/**
 * Writes that this round of a ticket is to be brought to its department, and rings. One row a round: confirming twice,
 * by any race, can't bring it twice. `after` holds it back, in milliseconds.
 */
export async function wantDelivery(
  unit: Unit,
  ticket: Pick<Ticket, 'id' | 'rounds' | 'departmentCode' | 'urgency'>,
  kind: DeliveryKind,
  after = 0,
): Promise<void> {
  const [delivery] = await unit.tx.delivery.createManyAndReturn({
    data: [
      {
        ticketId: ticket.id,
        round: ticket.rounds,
        kind,
        departmentCode: ticket.departmentCode!,
        dueAt: new Date(unit.at.getTime() + after),
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (delivery) {
    unit.later({ at: 'dispatch', id: delivery.id, delay: after, urgent: ticket.urgency === 'emergency' });
  }
}
