import type { ReminderLine, ReminderView } from '../../core/cards/reminder-view.ts';
import { clip, escapeHtml, formatTime, oneLine } from '../messages/format.ts';
import { blocks, type Card, lines, type Pen, penFor } from './card.ts';

/** As many as a message takes, whatever their titles. */
const most = 25;
const longestTitle = 40;
const longestReason = 60;

/** What is to be seen to in time, in one message; what has been done since is struck out. */
export function reminderCard(view: ReminderView): Card {
  const pen = penFor(view);
  const { reminderCard: say } = pen.say;
  const { lines: all } = view;
  const late = all.some(({ stage }) => stage !== 'before') ? say.late : say.soon;
  const open = all.every(({ limit }) => limit === 'escalated') ? say.upward : late;
  const head = all.every(({ done }) => done) ? say.allDone : open;
  return { html: blocks(`<b>${head}</b>`, limitLines(all, pen)), keyboard: [] };
}

/** A paragraph for each ticket: which, whose, and by when what. */
export function limitLines(all: ReminderLine[], pen: Pen): string {
  const rest = all.length - most;
  return blocks(
    ...all.slice(0, most).map((line) => limitLine(line, pen)),
    rest > 0 && pen.say.reminderCard.more(rest),
  );
}

function limitLine(
  { reference, title, urgency, holder, limit, limitAt, stage, words, done }: ReminderLine,
  pen: Pen,
) {
  const { reminderCard: say } = pen.say;
  const name = lines(
    [
      urgency === 'emergency' && '🚨',
      `<b>${reference}</b>`,
      title === null ? '' : escapeHtml(clip(title, longestTitle)),
    ]
      .filter(Boolean)
      .join(' '),
    holder && say.holder(pen.name(holder)),
  );
  if (done) return `✅ <s>${name.replaceAll('\n', ' ')}</s>`;
  const at = formatTime(limitAt, pen);
  return lines(
    name,
    stage === 'before' ? say.until[limit](at) : say.since[limit](at),
    words && `<blockquote>${oneLine(words, longestReason)}</blockquote>`,
  );
}
