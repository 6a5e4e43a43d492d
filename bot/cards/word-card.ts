import type { WordView } from '../../core/cards/views.ts';
import { pack } from '../buttons.ts';
import { escapeHtml, oneLine } from '../messages/format.ts';
import { blocks, type Card, lines, type Pen, penFor, rows } from './card.ts';
import { wordsQuote } from './ticket-lines.ts';

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
          say.question(reference),
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
  const { ticketId: ticket, version, verdict } = view;
  const html = blocks(
    lines(
      say.answer(pen.name(view.department), escapeHtml(view.reference)),
      `<b>${oneLine(view.title, 200)}</b>`,
    ),
    wordsQuote({ text: view.text }, pen, mostWords) || say.onlyMedia,
    say.verdicts[verdict],
  );
  const on = { ticket, version };
  const keyboard = rows([
    { text: say.solved, callback_data: pack('solved', on) },
    { text: say.notSolved, callback_data: pack('notSolved', on) },
  ]);
  return { html, keyboard: verdict === 'waiting' ? keyboard : [] };
}

function plain(html: string): Card {
  return { html, keyboard: [] };
}
