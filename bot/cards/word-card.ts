import type { InlineKeyboardButton } from 'telegraf/types';
import type { WordView } from '../../core/cards/word-view.ts';
import { pack } from '../buttons.ts';
import { escapeHtml, oneLine } from '../messages/format.ts';
import { blocks, type Card, lines, type Pen, penFor, rows } from './card.ts';
import { promiseLine, wordsQuote } from './ticket-lines.ts';

/** As much of somebody's words as one message takes beside our own. */
const mostWords = 3500;

/** A message that rings the resident's phone: whom to call, a question, a reason, an answer. */
export function wordCard(view: WordView): Card {
  const pen = penFor(view);
  const { word: say } = pen.say;
  const reference = escapeHtml(view.reference);
  switch (view.word) {
    case 'advice':
      return plain(
        blocks(
          say.call,
          lines(...view.call.map(({ number, name }) => `<b>${escapeHtml(number)}</b>  ${pen.name(name)}`)),
          pen.name(view.advice),
          say.passed(reference),
        ),
      );
    case 'place':
      return { ...plain(say.place(reference)), placeButton: say.placeButton };
    case 'question':
      return plain(
        blocks(
          lines(say.question(reference), askThem(view, pen)),
          wordsQuote({ text: view.text }, pen, mostWords),
          view.answered ? say.replied : say.reply,
        ),
      );
    case 'rejection':
      return plain(
        blocks(
          lines(say.rejection(reference), `<b>${oneLine(view.title, 200)}</b>`),
          wordsQuote(view.words, pen, mostWords),
          say.again,
        ),
      );
    case 'answer':
      return answerCard(view, pen);
  }
}

/** The department's answer, word for word, with the question whether it is solved. */
function answerCard(view: WordView & { word: 'answer' }, pen: Pen): Card {
  const { word: say } = pen.say;
  const html = blocks(
    lines(
      say.answer(pen.name(view.department), escapeHtml(view.reference)),
      `<b>${oneLine(view.title, 200)}</b>`,
    ),
    wordsQuote({ text: view.text }, pen, mostWords) || say.onlyMedia,
    lines(
      view.verdict === 'waiting' && askThem(view, pen),
      view.verdict === 'waiting' && promiseLine(view, pen),
      verdictText(view, pen),
    ),
  );
  return { html, keyboard: verdictButtons(view, pen) };
}

/** Who is asked is the person concerned, and not who wrote. */
function askThem({ onBehalfOf }: WordView, { say }: Pen): string {
  return onBehalfOf ? say.proxy.askThem(oneLine(onBehalfOf, 100)) : '';
}

function verdictText(
  { verdict, errand }: WordView & { word: 'answer' },
  { say: { word: say, neighbours } }: Pen,
): string {
  if (verdict === 'other_not_solved') return neighbours.resident.notSolvedByOther;
  if (errand === 'question' && verdict === 'not_solved') return say.askedAgain;
  const own: Partial<typeof say.verdicts> = errand === 'suggestion' ? say.suggestion : {};
  return own[verdict] ?? say.verdicts[verdict];
}

/** A question is over with its answer: nothing has to be tapped, but it can be asked again. */
function verdictButtons(
  { ticketId: ticket, version, verdict, errand }: WordView & { word: 'answer' },
  { say: { word: say } }: Pen,
): InlineKeyboardButton[][] {
  const on = { ticket, version };
  const [yes, no] = errand === 'suggestion' ? [say.fine, say.notFine] : [say.solved, say.notSolved];
  switch (verdict) {
    case 'waiting':
      return rows([
        { text: yes, callback_data: pack('solved', on) },
        { text: no, callback_data: pack('notSolved', on) },
      ]);
    case 'unheard':
      return rows([{ text: no, callback_data: pack('notSolved', on) }]);
    case 'explained':
      return rows([{ text: say.askAgain, callback_data: pack('notSolved', on) }]);
    default:
      return [];
  }
}

function plain(html: string): Card {
  return { html, keyboard: [] };
}
