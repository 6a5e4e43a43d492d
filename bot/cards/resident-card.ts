import type { ResidentView, TicketForResident } from '../../core/cards/views.ts';
import { pack } from '../buttons.ts';
import { escapeHtml, formatTime, oneLine } from '../messages/format.ts';
import { blocks, type Card, lines, list, type Pen, penFor, rows } from './card.ts';
import { promiseLine, wordsQuote } from './ticket-lines.ts';

/** With more problems than these, each gets two lines: a resident's card must fit into one message. */
const mostInFull = 4;

/** The resident's one card, from "received" to how it ended. */
export function residentCard(view: ResidentView): Card {
  const pen = penFor(view);
  const { residentCard: say } = pen.say;
  const { reference, status, tickets } = view;
  const head = lines(
    `<code>${escapeHtml(reference)}</code>  ${say.heard(formatTime(view.heardAt, pen))}`,
    forWhom(view, pen),
  );
  if (status === 'withdrawn') return { html: lines(head, say.withdrawn), keyboard: [] };
  if (status === 'gathering')
    return { html: lines(head, view.wantsHuman ? say.human : say.gathering), keyboard: [] };
  const urgent = tickets.some(({ urgency }) => urgency === 'emergency');
  const html = blocks(
    lines(head, urgent && say.emergency),
    lines(
      view.wantsHuman ? say.human : say.understood[view.what],
      view.heardByMachine && !view.wantsHuman && say.heardByMachine,
    ),
    ...tickets.map((ticket, index) => ticketBlock(ticket, view, pen, index)),
    view.together &&
      say.together(pen.name(view.together.lead), list(view.together.others.map(pen.name), pen)),
    isToBeReadBack(view) && pen.say.proxy.toReadBack,
    tickets.some(isUndecided) && lines(disputedLine(view, pen) || askLine(view, pen) || say.reply),
  );
  return { html, keyboard: rows([mayBeWrong(view) && wrongButton(view, pen)], ...proxyButtons(view, pen)) };
}

function forWhom({ proxy, forConcerned }: ResidentView, { say }: Pen): string {
  if (!proxy) return '';
  return forConcerned
    ? say.proxy.forYou(oneLine(proxy.writer ?? '', 64))
    : say.proxy.forWhom(oneLine(proxy.name, 100));
}

/** Who writes for another reads to them what was understood, while it can still be put right. */
function isToBeReadBack({ proxy, forConcerned, tickets }: ResidentView): boolean {
  return !!proxy && !forConcerned && !proxy.readBack && !proxy.joined && tickets.some(isUndecided);
}

function proxyButtons(view: ResidentView, { say }: Pen) {
  const { proxy, forConcerned, complaintId: complaint } = view;
  if (!proxy || forConcerned || proxy.joined) return [];
  return [
    [
      isToBeReadBack(view) && {
        text: say.proxy.readBackButton,
        callback_data: pack('readBack', { complaint }),
      },
      { text: say.proxy.linkButton, callback_data: pack('joinLink', { complaint }) },
    ],
  ];
}

function isUndecided({ status }: TicketForResident): boolean {
  return ['drafted', 'in_review', 'returned'].includes(status);
}

/** A machine's reading can be put right until staff have decided, once it has been shown. */
function mayBeWrong({ tickets, wantsHuman }: ResidentView): boolean {
  return !wantsHuman && tickets.some((ticket) => isUndecided(ticket) && !ticket.disputed);
}

function wrongButton({ complaintId }: ResidentView, { say }: Pen) {
  return { text: say.residentCard.wrong, callback_data: pack('wrong', { complaint: complaintId }) };
}

function disputedLine({ tickets }: ResidentView, { say }: Pen): string {
  return tickets.some((ticket) => ticket.disputed && isUndecided(ticket)) ? say.residentCard.disputed : '';
}

function askLine({ asked, hasPoint }: ResidentView, pen: Pen): string {
  const { say } = pen;
  const names: Record<string, string> = say.missing;
  const what = asked.filter((one) => one !== 'place' || !hasPoint).map((one) => names[one] ?? one);
  if (what.length === 0) return '';
  return say.residentCard.asked(list(what, pen));
}

/** One problem: as understood, and how it stands. */
function ticketBlock(ticket: TicketForResident, view: ResidentView, pen: Pen, index: number): string {
  const { tickets, wantsHuman, what } = view;
  const inFull = tickets.length <= mostInFull;
  const readBack = !wantsHuman && (!['thanks', 'not_for_us'].includes(what) || !isUndecided(ticket));
  const number = tickets.length > 1 && `${index + 1}. `;
  const of = index > 0 && ` <code>${escapeHtml(ticket.reference)}</code>`;
  const title = readBack ? oneLine(ticket.title, inFull ? 120 : 60) : '';
  return lines(
    (title || number) && `${number || ''}<b>${title}</b>${of || ''}`,
    readBack && inFull && ticket.place && `📍 ${oneLine(ticket.place, 80)}`,
    readBack && inFull && ticket.since && `🕒 ${oneLine(ticket.since, 60)}`,
    groupLine(ticket, pen),
    (readBack || !isUndecided(ticket)) && stateLines(ticket, pen, inFull ? 240 : 40),
  );
}

/** How many others told of the same: their number, and nothing else of them. */
function groupLine({ group }: TicketForResident, { say }: Pen): string {
  if (!group) return '';
  const { resident } = say.neighbours;
  return lines(
    group.merged && (group.others > 0 ? resident.merged : resident.ownMerged),
    group.others > 0 && resident.others(group.others),
  );
}

function reopenedByOther({ status, group }: TicketForResident): boolean {
  return status === 'reopened' && group !== null && group.reopenedByOther;
}

/** How it ended, in the word of whoever said so. */
function closedText({ ending, group }: TicketForResident, { say }: Pen): string {
  if (group?.merged && group.saidSolved) return say.residentCard.closed.solved;
  if (group?.merged && ending === 'solved') return say.neighbours.resident.closedByOther;
  if (group?.merged && ending === 'no_answer') return say.residentCard.closed.erased;
  return say.residentCard.closed[ending === 'solved' || ending === 'no_answer' ? ending : 'erased'];
}

function stateLines(ticket: TicketForResident, pen: Pen, most: number): string {
  const { residentCard: say } = pen.say;
  const { status, dueAt, errand, ending } = ticket;
  const department = ticket.department ? pen.name(ticket.department) : '';
  const byOther = pen.say.neighbours.resident.reopenedByOther;
  const steps = errand === 'suggestion' || errand === 'question' ? say[errand] : null;
  switch (status) {
    case 'drafted':
    case 'in_review':
      if (ticket.escalated) return say.escalated;
      return steps?.waiting ?? say.states[status];
    case 'confirmed':
    case 'dispatched':
    case 'accepted':
    case 'reopened':
      return lines(
        `➡️ ${reopenedByOther(ticket) ? byOther(department) : (steps ?? say)[status](department)}`,
        promiseLine(ticket, pen),
        dueAt && `⏰ ${say.due(formatTime(dueAt, pen))}`,
      );
    case 'answered':
      return lines(
        `💬 ${say.answered(department)}`,
        wordsQuote(ticket.answer, pen, most),
        promiseLine(ticket, pen),
      );
    case 'closed':
      if (ending === 'passed_on') return `🌸 ${say.passedOn(department)}`;
      return lines(
        ending === 'explained' ? `💬 ${say.answered(department)}` : `✅ ${closedText(ticket, pen)}`,
        wordsQuote(ticket.answer, pen, most),
      );
    case 'rejected':
      return lines(say.states.rejected, wordsQuote(ticket.rejection, pen, most));
    case 'returned':
      return ticket.escalated ? say.escalated : say.states.returned;
    default:
      return say.states[status];
  }
}
