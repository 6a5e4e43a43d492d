import type { InlineKeyboardButton } from 'telegraf/types';
import type { ReviewView } from '../../core/cards/views.ts';
import type { Texts } from '../../core/deps.ts';
import { type Reason, reasons } from '../../core/review/reasons.ts';
import { pack } from '../buttons.ts';
import { oneLine, visibleLength } from '../messages/format.ts';
import { messages } from '../messages/messages.ts';
import { blocks, type Card, lines, type Pen, penFor, rows } from './card.ts';
import { groupBlock, neighbourButtons, neighboursBlock, unmergeButton } from './neighbours.ts';
import { decisionBlock } from './review-decision.ts';
import { besideClaims, moreButtons, questionBlock, supervisorsButtons } from './review-question.ts';
import { returnBlock, suggestionBlock } from './review-suggestion.ts';
import { mostText, threadQuote } from './thread.ts';
import { descriptionLine, facts, headline } from './ticket-lines.ts';

/** The card that reviewers decide on: what it is about at the top, what they are to do at the bottom, by the buttons. */
export function reviewCard(view: ReviewView): Card {
  const pen = penFor(view);
  const { reviewCard: say, card, kinds } = pen.say;
  const head = headline(
    view,
    pen,
    view.siblings > 1 && say.of(view.ordinal, view.siblings),
    view.what !== 'complaint' && kinds[view.what],
  );
  if (view.superseded) return { html: lines(head, say.superseded), keyboard: [] };
  const top = lines(
    head,
    view.erased ? card.erased : facts(view, pen),
    !view.erased && missingLine(view, pen),
  );
  const bottom = blocks(
    flags(view, pen),
    groupBlock(view, pen),
    view.status === 'in_review' ? toDecide(view, pen) : decisionBlock(view, pen),
  );
  const description = view.erased ? '' : descriptionLine(view);
  const room = mostText - visibleLength(blocks(top, description, bottom));
  const thread = view.erased ? '' : threadQuote(besideClaims(view), pen, room);
  return { html: blocks(top, description, thread, bottom), keyboard: keyboardOf(view, pen) };
}

/** All categories in place of the card's buttons, the likeliest first. */
export function categoryPicker(
  view: ReviewView,
  ranked: { code: string; name: Texts }[],
): InlineKeyboardButton[][] {
  const { ticketId: ticket, version, language } = view;
  const buttons = ranked.map(({ code, name }) => ({
    text: name[language],
    callback_data: pack('confirm', { ticket, version, category: code }),
  }));
  return rows(...pairs(buttons), [backButton(view)]);
}

/** To whose department the thanks go, in place of the card's buttons. */
export function passOnPicker(
  view: ReviewView,
  ranked: { code: string; name: Texts }[],
): InlineKeyboardButton[][] {
  const buttons = ranked.map(({ code, name }) => passOnButton(view, code, name[view.language]));
  return rows(...pairs(buttons), [backButton(view)]);
}

/** The reasons for ending a ticket without a department, in place of the card's buttons: those that stand ready, and whose matter it is. */
export function rejectPicker(
  view: ReviewView,
  elsewhere: { code: string; name: Texts }[],
): InlineKeyboardButton[][] {
  const ready = reasons.map((reason) => rejectButton(view, reason));
  const theirs = elsewhere.map((others) => elsewhereButton(view, others));
  return rows(...pairs(ready), ...pairs(theirs), [rejectButton(view, 'other')], [backButton(view)]);
}

/** Buttons two to a row. */
export function pairs(buttons: InlineKeyboardButton[]): InlineKeyboardButton[][] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []));
}

function missingLine({ missing, status }: ReviewView, { say, language }: Pen): string {
  const names: Record<string, string> = say.missing;
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    missing.map((what) => names[what] ?? what),
  );
  return status === 'in_review' && missing.length > 0 ? `❔ ${say.reviewCard.missing(list)}` : '';
}

function flags(
  { disputed, wantsHuman, status, failedRecall, assigned }: ReviewView,
  { say, name }: Pen,
): string {
  const { reviewCard } = say;
  return lines(
    disputed && `<b>${reviewCard.disputed}</b>`,
    wantsHuman && status === 'in_review' && `<b>${reviewCard.wantsHuman}</b>`,
    failedRecall &&
      reviewCard.delivery.failedRecall(
        assigned ? name(assigned.department) : '',
        oneLine(failedRecall.failure ?? '?', 100),
      ),
  );
}

function toDecide(view: ReviewView, pen: Pen): string {
  return blocks(
    view.question ? questionBlock(view, pen) : returnBlock(view, pen),
    neighboursBlock(view, pen),
    suggestionBlock(view, pen),
  );
}

function keyboardOf(view: ReviewView, pen: Pen): InlineKeyboardButton[][] {
  const { buttons } = pen.say.reviewCard;
  const { delivery, failedRecall } = view;
  const recallAgain = failedRecall && {
    text: buttons.recallAgain,
    callback_data: pack('sendAgain', { delivery: failedRecall.id }),
  };
  if (view.status === 'in_review')
    return rows(
      ...neighbourButtons(view, pen),
      ...(view.question ? supervisorsButtons : decisionButtons)(view, pen),
      [recallAgain],
    );
  const unclear = delivery?.state === 'unknown';
  const button = (text: string, data: string) => ({ text, callback_data: data });
  return rows(
    [
      delivery && unclear && button(buttons.arrived, pack('arrived', { delivery: delivery.id })),
      delivery &&
        (unclear || delivery.state === 'failed') &&
        button(buttons.sendAgain, pack('sendAgain', { delivery: delivery.id })),
    ],
    [recallAgain],
    [unmergeButton(view, pen)],
    [view.canTakeBack && button(buttons.takeBack, pack('takeBack', { ticket: view.ticketId }))],
    [view.canAmend && button(buttons.amend, pack('amend', { ticket: view.ticketId, version: view.version }))],
  );
}

/** What is likeliest stands first: one tap for the suggestion or the runner-up, two for anything else. */
function decisionButtons(view: ReviewView, pen: Pen): InlineKeyboardButton[][] {
  const { ticketId: ticket, version, suggestion, what } = view;
  const { buttons } = pen.say.reviewCard;
  const thanks = what === 'thanks';
  const on = { ticket, version };
  const confirm = ({ code, name }: { code: string; name: Texts }, sign = '') => ({
    text: `${sign}${name[view.language]}`,
    callback_data: pack('confirm', { ...on, category: code }),
  });
  const { category, runnerUp, elsewhere, unsure } = suggestion;
  // Where either may be right, neither stands out.
  const even = unsure && runnerUp !== null;
  const others = {
    text: category || runnerUp ? buttons.others : buttons.choose,
    callback_data: pack('others', on),
  };
  return rows(
    [
      thanks &&
        category &&
        passOnButton(view, category.code, buttons.passOn(category.department[view.language])),
    ],
    [
      thanks && { text: buttons.passOnTo, callback_data: pack('passOnMenu', on) },
      (thanks || what === 'not_for_us') && rejectButton(view, what, '✅ '),
    ],
    [elsewhere && elsewhereButton(view, elsewhere, '✅ ')],
    [
      !thanks && category && confirm(category, elsewhere || even ? '' : '✅ '),
      !thanks && even && confirm(runnerUp),
    ],
    [!thanks && runnerUp && !even && confirm(runnerUp), others],
    moreButtons(view, pen),
  );
}

function passOnButton(
  { ticketId: ticket, version }: ReviewView,
  category: string,
  text: string,
): InlineKeyboardButton {
  return { text, callback_data: pack('passOn', { ticket, version, category }) };
}

function elsewhereButton(
  { ticketId: ticket, version, language }: ReviewView,
  { code, name }: { code: string; name: Texts },
  sign = '',
): InlineKeyboardButton {
  return {
    text: `${sign}${messages[language].reviewCard.buttons.elsewhere(name[language])}`,
    callback_data: pack('elsewhere', { ticket, version, others: code }),
  };
}

function rejectButton(
  { ticketId: ticket, version, language }: ReviewView,
  reason: Reason | 'other',
  sign = '',
): InlineKeyboardButton {
  return {
    text: `${sign}${messages[language].reasonButtons[reason]}`,
    callback_data: pack('reject', { ticket, version, reason }),
  };
}

function backButton({ ticketId, language }: ReviewView): InlineKeyboardButton {
  return {
    text: messages[language].reviewCard.buttons.back,
    callback_data: pack('back', { ticket: ticketId }),
  };
}
