import type { Unit } from '../unit.ts';
import type { Remindable } from './stages.ts';

/** One chat is to be told of one ticket. */
export type Due = Remindable & { ticketId: number; chatId: bigint; urgent: boolean };

/** Tells a chat of all this by one message; that it is told is written with the message that does. */
export async function remind(unit: Unit, chatId: bigint, due: Due[]): Promise<void> {
  if (due.length === 0) return;
  const { tx, at } = unit;
  const urgent = due.some((one) => one.urgent);
  const { id } = await tx.card.create({
    data: { kind: 'reminder', chatId, urgent, dueAt: at, createdAt: at },
    select: { id: true },
  });
  await tx.reminder.createMany({
    data: due.map(({ urgent: _, ...one }) => ({ ...one, cardId: id })),
  });
  unit.later({ at: 'notify', id, urgent });
}
