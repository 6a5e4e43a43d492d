import type { CardView, MediaView } from '../../core/cards/views.ts';
import type { Card } from './card.ts';
import { departmentCard } from './department-card.ts';
import { reminderCard } from './reminder-card.ts';
import { residentCard } from './resident-card.ts';
import { reviewCard } from './review-card.ts';
import { wordCard } from './word-card.ts';

/** A view as a message. Media stand for themselves; see media-groups.ts. */
export function render(view: Exclude<CardView, MediaView>): Card {
  switch (view.kind) {
    case 'resident':
      return residentCard(view);
    case 'review':
      return reviewCard(view);
    case 'department':
      return departmentCard(view);
    case 'word':
      return wordCard(view);
    case 'reminder':
      return reminderCard(view);
  }
}
