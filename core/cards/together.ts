import type { Department, Ticket } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Texts } from '../deps.ts';
import { endedStates, holderOf } from '../tickets/life.ts';

/** Several departments on one complaint: one leads, the others are named. */
export interface Together {
  lead: Texts;
  others: Texts[];
}

type Read = Pick<Ticket, 'ordinal' | 'status' | 'urgency' | 'departmentCode'> & {
  department: Department | null;
};

/** Of several departments at one complaint the one with the emergency leads, else the one with the first ticket. Null for one alone. */
export function togetherOn(tickets: Read[]): Together | null {
  const held = tickets
    .filter((ticket) => holderOf(ticket) !== null && !endedStates.includes(ticket.status))
    .sort(
      (a, b) =>
        Number(b.urgency === 'emergency') - Number(a.urgency === 'emergency') || a.ordinal - b.ordinal,
    );
  const departments = new Map(held.map(({ department }) => [department!.code, textsOf(department!.names)]));
  const [lead, ...others] = departments.values();
  return lead && others.length > 0 ? { lead, others } : null;
}
