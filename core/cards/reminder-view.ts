import type { Card, Prisma } from '../../prisma/generated/client.ts';
import type { LimitName, ReminderStage, Urgency } from '../../prisma/generated/enums.ts';
import { textsOf } from '../catalog/names.ts';
import { channelOfChat } from '../channels/channels.ts';
import type { Deps, Texts } from '../deps.ts';
import { languageOf } from '../people/meet.ts';
import { holderOf } from '../tickets/life.ts';
import type { Addressed } from './views.ts';

/** What somebody has to see to in time, the most pressing first. */
export interface ReminderView extends Addressed {
  kind: 'reminder';
  lines: ReminderLine[];
}

export interface ReminderLine {
  reference: string;
  /** Null once the resident was erased. */
  title: string | null;
  urgency: Urgency;
  /** The department that has it, where that is not who reads this. */
  holder: Texts | null;
  limit: LimitName;
  limitAt: Date;
  stage: ReminderStage;
  /** Why somebody passed it upward. */
  words: string | null;
  done: boolean;
}

/** What a chat is reminded of, with what of it has been done since. Null where all was done before it was ever shown. */
export async function reminderView(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  card: Pick<Card, 'id' | 'chatId' | 'telegramMessageId'>,
): Promise<ReminderView | null> {
  const reminders = await db.reminder.findMany({
    where: { cardId: card.id, ...(card.telegramMessageId === null && { doneAt: null }) },
    include: {
      ticket: {
        include: {
          ...withHolder,
          messages: { where: { purpose: 'escalation' }, orderBy: { id: 'desc' }, take: 1 },
        },
      },
    },
    orderBy: [{ limitAt: 'asc' }, { id: 'asc' }],
  });
  if (reminders.length === 0) return null;
  const channel = await channelOfChat(db, card.chatId!);
  const reader = channel ?? (await db.person.findUnique({ where: { telegramId: card.chatId! } }));
  return {
    kind: 'reminder',
    language: reader ? languageOf(reader) : settings.staffLanguage,
    timeZone: settings.timeZone,
    lines: reminders.map(({ ticket, limit, limitAt, stage, doneAt }) => ({
      ...whichAndWhose(ticket),
      // A department knows that it is itself who is meant.
      ...(channel?.departmentCode && { holder: null }),
      ...{ limit, limitAt, stage },
      words: limit === 'escalated' ? (ticket.messages[0]?.text ?? null) : null,
      done: doneAt !== null,
    })),
  };
}

/** What a ticket is read with to say which it is and who has it. */
export const withHolder = {
  department: true,
  complaint: { select: { erasedAt: true } },
} as const satisfies Prisma.TicketInclude;

export function whichAndWhose(
  ticket: Prisma.TicketGetPayload<{ include: typeof withHolder }>,
): Pick<ReminderLine, 'reference' | 'title' | 'urgency' | 'holder'> {
  const { reference, title, urgency, complaint, department } = ticket;
  return {
    reference,
    title: complaint.erasedAt ? null : title,
    urgency,
    holder: holderOf(ticket) === null ? null : textsOf(department?.names ?? {}),
  };
}
