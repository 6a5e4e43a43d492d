import type { Ticket } from '../../prisma/generated/client.ts';
import type { Unit } from '../unit.ts';
import { supervisorsChats } from './listeners.ts';
import { remind } from './remind.ts';

/** Somebody on the spot passed a ticket upward: each supervisor hears it now, or the reviewers where there is none. It stands until it is over. */
export async function remindSupervisors(unit: Unit, { id, urgency }: Ticket): Promise<void> {
  const { tx, at } = unit;
  const supervisors = await supervisorsChats(unit);
  const reviewers = await tx.channel.findFirst({ where: { purpose: 'reviewers', retiredAt: null } });
  const chats = supervisors.length > 0 ? supervisors : [reviewers?.chatId ?? null];
  for (const chatId of chats)
    if (chatId !== null)
      await remind(unit, chatId, [
        {
          ticketId: id,
          chatId,
          ...{ limit: 'escalated', limitAt: at, stage: 'at' },
          urgent: urgency === 'emergency',
        },
      ]);
}
