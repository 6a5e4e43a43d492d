import type { InlineKeyboardButton } from 'telegraf/types';
import type { DepartmentView, ReviewView } from '../../core/cards/views.ts';
import type { Neighbour } from '../../core/neighbours/find-neighbours.ts';
import { pack } from '../buttons.ts';
import { escapeHtml, formatTime, oneLine } from '../messages/format.ts';
import { lines, type Pen } from './card.ts';
import { placeLink } from './ticket-lines.ts';

/** As much of a neighbour's words stands on the card; the rest is a tap away. */
const mostWords = 120;

/** What tells of the same problem, perhaps: enough of each to judge by. */
export function neighboursBlock({ neighbours }: ReviewView, pen: Pen): string {
  if (neighbours.length === 0) return '';
  return lines(pen.say.neighbours.title, ...neighbours.map((one) => neighbourLines(one, pen)));
}

function neighbourLines(neighbour: Neighbour, pen: Pen): string {
  const { reference, score, writtenAt, status, department, place, text, open, joined } = neighbour;
  const { neighbours: say, statuses } = pen.say;
  const head = [
    `<code>${escapeHtml(reference)}</code>`,
    say.score(Math.round(score * 100)),
    formatTime(writtenAt, pen),
    statuses[status],
    !open && say.ended,
    department && pen.name(department),
    joined > 0 && `+${joined}`,
  ];
  const where = place && !text.includes(place) && `📍 ${oneLine(place, 60)}`;
  return lines(
    head.filter(Boolean).join(' · '),
    where,
    `<blockquote>${oneLine(text, mostWords)}</blockquote>`,
  );
}

/** One row a neighbour: to look at it, and to merge into it. */
export function neighbourButtons(
  { ticketId: ticket, version, neighbours }: ReviewView,
  { say }: Pen,
): InlineKeyboardButton[][] {
  const { buttons } = say.neighbours;
  return neighbours.map(({ ticketId: other, reference, open }) => [
    { text: buttons.look(reference), callback_data: pack('look', { ticket: other }) },
    ...(open
      ? [{ text: buttons.merge(reference), callback_data: pack('merge', { ticket, version, into: other }) }]
      : []),
  ]);
}

/** That a ticket is merged, or that others are merged into it. */
export function groupBlock({ group }: ReviewView, { say }: Pen): string {
  if (!group) return '';
  const { lead, joined } = group;
  return lines(
    lead && say.neighbours.mergedInto(escapeHtml(lead.reference), say.statuses[lead.status]),
    joined > 0 && say.neighbours.joined(joined),
  );
}

export function unmergeButton({ ticketId: ticket, version, group }: ReviewView, { say }: Pen) {
  return (
    group?.canUnmerge && {
      text: say.neighbours.buttons.unmerge,
      callback_data: pack('unmerge', { ticket, version }),
    }
  );
}

/** How many told a department's ticket, and where; `open`: it is still to be answered, to all of them. */
export function groupLines({ group }: DepartmentView, pen: Pen, open: boolean): string {
  if (!group || group.joined === 0) return '';
  const { neighbours: say } = pen.say;
  const places = group.places.map(({ place, point }) =>
    [place && oneLine(place, 80), point && placeLink(point, pen)].filter(Boolean).join(' '),
  );
  return lines(
    say.joined(group.joined),
    places.length > 0 && say.also(places.join(pen.language === 'zh' ? '；' : '; ')),
    open && say.answerToAll(group.joined + 1),
  );
}
