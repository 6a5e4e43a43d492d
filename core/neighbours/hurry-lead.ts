import type { Ticket } from '../../prisma/generated/client.ts';
import { hurried } from '../tickets/hold.ts';
import type { Unit } from '../unit.ts';

const order = ['normal', 'urgent', 'emergency'] as const;

/** What stands for a group is as urgent as the most urgent of it, and due as soon as that has been promised to whoever is merged. */
export async function hurryLead(unit: Unit, lead: Ticket, merged: Ticket): Promise<void> {
  if (order.indexOf(merged.urgency) <= order.indexOf(lead.urgency)) return;
  const { urgency } = merged;
  await unit.tx.ticket.update({
    where: { id: lead.id },
    data: { urgency, ...(await hurried(unit, { ...lead, urgency })), version: { increment: 1 } },
  });
  if (urgency === 'emergency')
    await unit.tx.card.updateMany({
      where: { ticketId: lead.id },
      data: { urgent: true, dueAt: unit.at },
    });
}
