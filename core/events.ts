import type { Prisma } from '../prisma/generated/client.ts';
import type { Unit } from './unit.ts';

/** Who did it, as data. */
export type Actor =
  | { kind: 'resident'; personId: number }
  | { kind: 'staff'; personId: number }
  | { kind: 'department'; departmentCode: string; personId: number | null }
  | { kind: 'system' };

/** All that can happen to a complaint and its tickets; `data` holds codes and numbers, never words. */
export type EventType =
  | 'received'
  | 'added'
  | 'read_back'
  | 'joined'
  | 'edited'
  | 'emergency'
  | 'drafted'
  | 'redrafted'
  | 'presented'
  | 'disputed'
  | 'confirmed'
  | 'ruled'
  | 'amended'
  | 'passed_on'
  | 'rejected'
  | 'split'
  | 'asked'
  | 'replied'
  | 'resumed'
  | 'taken_back'
  | 'dispatched'
  | 'delivery_unknown'
  | 'delivery_failed'
  | 'spot_report'
  | 'escalated'
  | 'accepted'
  | 'returned'
  | 'answered'
  | 'answer_stopped'
  | 'promised'
  | 'closed'
  | 'reopened'
  | 'withdrawn'
  | 'merged'
  | 'unmerged'
  | 'given_back'
  | 'merged_in'
  | 'merged_out'
  | 'agreed'
  | 'erased';

export interface Happening {
  complaintId: number;
  ticketId?: number | null;
  type: EventType;
  by: Actor;
  messageId?: number | null;
  data?: Prisma.InputJsonObject;
}

/** Writes an event in the transaction of the change that it tells of. */
export async function record({ tx, at }: Unit, happening: Happening): Promise<void> {
  const { by } = happening;
  await tx.event.create({
    data: {
      complaintId: happening.complaintId,
      ticketId: happening.ticketId ?? null,
      type: happening.type,
      actorKind: by.kind,
      actorId: 'personId' in by ? by.personId : null,
      departmentCode: 'departmentCode' in by ? by.departmentCode : null,
      messageId: happening.messageId ?? null,
      data: happening.data ?? {},
      at,
    },
  });
}
