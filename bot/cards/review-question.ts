import type { InlineKeyboardButton } from 'telegraf/types';
import type { Claim } from '../../core/cards/claims.ts';
import type { ReviewView } from '../../core/cards/views.ts';
import { pack } from '../buttons.ts';
import { formatTime, words } from '../messages/format.ts';
import { blocks, lines, type Pen, rows } from './card.ts';

/** As much of a department's reason as stands beside another's. */
const mostOfClaim = 400;

/** What only a supervisor decides: why it is theirs, and what each department says, in the order in which they said it. */
export function questionBlock({ question, hops }: ReviewView, pen: Pen): string {
  if (!question) return '';
  const { reviewCard: say } = pen.say;
  return blocks(
    lines(
      question.because === 'arbitration' ? say.arbitration(hops) : say.unsolved,
      question.admins ? say.admins : say.supervisors,
      question.because === 'arbitration' && say.binds,
    ),
    ...question.claims.map((claim, at) => claimLines(claim, at + 1, pen)),
  );
}

/** The thread, without what stands below it side by side. */
export function besideClaims({ thread, question }: ReviewView): ReviewView['thread'] {
  const isBelow = (question?.claims.length ?? 0) > 0;
  return isBelow ? thread.filter(({ purpose }) => purpose !== 'return_reason') : thread;
}

function claimLines(
  { department, words: why, duty, suggested, at }: Claim,
  number: number,
  pen: Pen,
): string {
  const { reviewCard: say } = pen.say;
  return lines(
    `${number}. <b>${pen.name(department)}</b> ${formatTime(at, pen)}`,
    why && `<blockquote>${words(why, mostOfClaim)}</blockquote>`,
    duty ? `📖 ${say.duty(words(duty[pen.language], 200))}` : `📖 ${say.noDutyNamed}`,
    `👉 ${suggested ? say.suggested(pen.name(suggested)) : say.nobodyNamed}`,
  );
}

/** Whoever claims that it is another's stands first; all other ways stay open. */
export function supervisorsButtons(view: ReviewView, pen: Pen): InlineKeyboardButton[][] {
  const on = { ticket: view.ticketId, version: view.version };
  const { buttons } = pen.say.reviewCard;
  return rows(
    ...partyButtons(view, pen),
    [{ text: buttons.others, callback_data: pack('others', on) }],
    moreButtons(view, pen),
  );
}

/** What is open to everybody beside deciding whose it is. */
export function moreButtons({ ticketId: ticket, version }: ReviewView, pen: Pen): InlineKeyboardButton[] {
  const { buttons } = pen.say.reviewCard;
  const on = { ticket, version };
  return [
    { text: buttons.split, callback_data: pack('split', on) },
    { text: buttons.ask, callback_data: pack('askResident', on) },
    { text: buttons.reject, callback_data: pack('rejectMenu', on) },
  ];
}

/** One button a claimant: whose it is, by the category that makes it theirs. */
function partyButtons(
  { question, ticketId: ticket, version }: ReviewView,
  pen: Pen,
): InlineKeyboardButton[][] {
  return (question?.parties ?? []).map(({ category, department }) => [
    {
      text: `⚖️ ${department[pen.language]} · ${category.name[pen.language]}`,
      callback_data: pack('confirm', { ticket, version, category: category.code }),
    },
  ]);
}
