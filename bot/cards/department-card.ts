import type { InlineKeyboardButton } from 'telegraf/types';
import type { DepartmentView } from '../../core/cards/views.ts';
import type { Language, Texts } from '../../core/deps.ts';
import { pack } from '../buttons.ts';
import { clip, formatTime, oneLine, visibleLength, words } from '../messages/format.ts';
import { messages } from '../messages/messages.ts';
import { blocks, type Card, lines, list, type Pen, penFor, rows } from './card.ts';
import { groupLines } from './neighbours.ts';
import { pairs } from './review-card.ts';
import { mostText, threadQuote } from './thread.ts';
import { descriptionLine, facts, headline, promiseLine, wordsQuote } from './ticket-lines.ts';

/** The card in a department's group: what is to be done by when and by which duty, and how it stands. */
export function departmentCard(view: DepartmentView): Card {
  const pen = penFor(view);
  const { departmentCard: say, card } = pen.say;
  const { errand } = view;
  const head = headline(view, pen, pen.name(view.category), errand !== 'complaint' && pen.say.kinds[errand]);
  if (view.over) return { html: lines(head, overLine(view, pen)), keyboard: [] };
  const open = view.status === 'dispatched' || view.status === 'accepted';
  const top = lines(
    head,
    (open || errand === 'thanks') && say.errands[errand],
    open && clockLine(view, pen),
    view.erased ? card.erased : facts(view, pen),
  );
  const description = view.erased ? '' : descriptionLine(view);
  const bottom = blocks(
    view.duty && say.duty(words(view.duty[pen.language], 300)),
    view.unowned && errand !== 'thanks' && say.noDuty,
    open && lines(ruledLine(view, pen), promiseLine(view, pen), togetherLine(view, pen)),
    open && wasAnswered(view) && (errand === 'question' ? say.askedAgain : say.again),
    groupLines(view, pen, open),
    stateLines(view, pen),
  );
  const room = mostText - visibleLength(blocks(top, description, bottom));
  const thread = view.erased ? '' : threadQuote(view.thread, pen, room);
  return { html: blocks(top, description, thread, bottom), keyboard: open ? keyboardOf(view, pen) : [] };
}

/** Where a picker's buttons lead back to. */
export interface OnTicket {
  ticketId: number;
  version: number;
  language: Language;
}

/** Whose it is instead, in place of the card's buttons. */
export function departmentPicker(
  on: OnTicket,
  departments: { code: string; name: Texts }[],
): InlineKeyboardButton[][] {
  const { buttons } = messages[on.language].departmentCard;
  const theirs = (text: string, department: string) => ({
    text,
    callback_data: pack('theirs', { ticket: on.ticketId, version: on.version, department }),
  });
  return rows(
    ...pairs(departments.map(({ code, name }) => theirs(name[on.language], code))),
    [theirs(buttons.unknown, '-')],
    [backButton(on)],
  );
}

const longestDuty = 60;

/** By which duty it is that department's, in place of the card's buttons. */
export function dutyPicker(
  on: OnTicket,
  departmentCode: string,
  duties: { code: string; text: Texts }[],
): InlineKeyboardButton[][] {
  const { ticketId: ticket, version, language } = on;
  const { buttons } = messages[language].departmentCard;
  return rows(
    ...duties.map(({ code, text }) => [
      {
        text: clip(text[language], longestDuty),
        callback_data: pack('duty', { ticket, version, duty: code }),
      },
    ]),
    [
      {
        text: buttons.noDuty,
        callback_data: pack('noDuty', { ticket, version, department: departmentCode }),
      },
    ],
    [backButton(on)],
  );
}

function overLine({ over, wentTo }: DepartmentView, pen: Pen): string {
  const { over: say } = pen.say.departmentCard;
  if (over === 'elsewhere') return say.elsewhere(wentTo ? pen.name(wentTo) : '');
  return over ? say[over] : '';
}

function ruledLine({ ruled }: DepartmentView, pen: Pen): string {
  const { departmentCard: say, reviewCard } = pen.say;
  return ruled
    ? say.ruled(ruled.by ? oneLine(ruled.by, 64) : reviewCard.somebody, formatTime(ruled.at, pen))
    : '';
}

/** Who else is at the same complaint, and who of them leads. */
function togetherLine({ together }: DepartmentView, pen: Pen): string {
  if (!together) return '';
  return pen.say.departmentCard.together(pen.name(together.lead), list(together.others.map(pen.name), pen));
}

/** The resident was not satisfied with an earlier answer. */
function wasAnswered({ thread }: DepartmentView): boolean {
  return thread.some(({ purpose }) => purpose === 'answer');
}

function stateLines(view: DepartmentView, pen: Pen): string {
  const { departmentCard: say, endings } = pen.say;
  const how = view.errand === 'complaint' ? say.howToAnswer : say.howToExplain;
  switch (view.status) {
    case 'dispatched':
      return how;
    case 'accepted':
      return lines(view.acceptedBy && say.acceptedBy(oneLine(view.acceptedBy, 64)), how);
    case 'answered':
      return lines(say.answered, wordsQuote(view.answer, pen), promiseLine(view, pen));
    case 'closed': {
      if (view.ending === 'passed_on') return '';
      const ended = view.ending && endings[view.ending];
      return lines([say.closed, ended].filter(Boolean).join(' · '), wordsQuote(view.answer, pen));
    }
    case 'returned':
      return lines(say.returned, view.returned && wordsQuote({ text: view.returned.words }, pen));
    case 'reopened':
      return say.reopened;
    default:
      return '';
  }
}

/** Its own clock, and what the resident was told where that is sooner. */
function clockLine({ status, acceptBy, answerBy, pausedAt, dueAt }: DepartmentView, pen: Pen): string {
  const { departmentCard: say } = pen.say;
  const at = (time: Date | null) => time && formatTime(time, pen);
  const [accept, answer, told, paused] = [at(acceptBy), at(answerBy ?? dueAt), at(dueAt), at(pausedAt)];
  const isLost = dueAt && answerBy && dueAt < answerBy && told !== answer;
  return lines(
    paused ? say.paused(paused) : accept && status === 'dispatched' && say.acceptBy(accept),
    answer && !paused && say.due(answer),
    isLost && say.told(told!),
  );
}

function keyboardOf(
  { ticketId: ticket, version, status, errand, ruled }: DepartmentView,
  pen: Pen,
): InlineKeyboardButton[][] {
  const { buttons } = pen.say.departmentCard;
  const on = { ticket, version };
  return rows(
    // A question is answered at once, or by whoever knows: nobody takes it on first.
    [
      status === 'dispatched' &&
        errand !== 'question' && { text: buttons.accept, callback_data: pack('accept', on) },
    ],
    [
      // What a supervisor has ruled to be theirs does not go back.
      !ruled && { text: buttons.notOurs, callback_data: pack('notOurs', on) },
      { text: buttons.ask, callback_data: pack('ask', on) },
      { text: buttons.answer, callback_data: pack('answer', on) },
    ],
  );
}

function backButton({ ticketId, language }: OnTicket): InlineKeyboardButton {
  return {
    text: messages[language].departmentCard.buttons.back,
    callback_data: pack('back', { ticket: ticketId }),
  };
}
