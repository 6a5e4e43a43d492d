import type { Card } from '../../prisma/generated/client.ts';
import { channelOfChat } from '../channels/channels.ts';
import type { Deps, Language } from '../deps.ts';
import { languageOf } from '../people/meet.ts';
import { departmentView } from './department-view.ts';
import { mediaView } from './media-view.ts';
import { reminderView } from './reminder-view.ts';
import { residentView } from './resident-view.ts';
import { reviewView } from './review-view.ts';
import type { CardView } from './views.ts';
import { wordView } from './word-view.ts';

/** What a card says now; null where it has nothing to say any more and is to be taken off. */
export async function viewOf(deps: Deps, shown: Card): Promise<CardView | null> {
  if (shown.kind === 'reminder') return reminderView(deps, shown);
  // All others are about one complaint.
  const card = { ...shown, kind: shown.kind, complaintId: shown.complaintId! };
  const { ticketId, round } = card;
  switch (card.kind) {
    case 'resident':
      return residentView(deps, card);
    case 'word':
      return wordView(deps, card);
    case 'review':
      return reviewView(deps, { ticketId: ticketId!, round, language: await groupLanguage(deps, card) });
    case 'department':
      return departmentView(deps, { ticketId: ticketId!, round, language: await groupLanguage(deps, card) });
    case 'review_media':
    case 'department_media': {
      const view = await mediaView(deps, card, await groupLanguage(deps, card));
      return view.media.length > 0 ? view : null;
    }
  }
}

async function groupLanguage(deps: Deps, card: Pick<Card, 'chatId'>): Promise<Language> {
  const channel = await channelOfChat(deps.db, card.chatId!);
  return channel ? languageOf(channel) : deps.settings.staffLanguage;
}
