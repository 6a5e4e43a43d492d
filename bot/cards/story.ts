import type { Step, story } from '../../core/tickets/story.ts';
import {
  escapeHtml,
  formatDate,
  formatTime,
  oneLine,
  type Place,
  visibleLength,
} from '../messages/format.ts';
import { type Pen, penFor } from './card.ts';
import { keepEnds, mediaLine, mostText } from './thread.ts';
import { readyText } from './ticket-lines.ts';

/** What a line of the story may name, as HTML. */
export interface Told {
  who: string;
  kind: Step['by']['kind'];
  category: string;
  department: string;
  duty: string;
  /** The reference of the ticket that this one was merged into, or that was merged into this one. */
  other: string;
  /** A day that was promised. */
  until: string;
}

/** The way of a ticket, readable: a line a step, with the words that went with it. Long ways lose their middle. */
export function storyText(
  { ticket, steps }: NonNullable<Awaited<ReturnType<typeof story>>>,
  place: Place,
): string {
  const pen = penFor(place);
  const { storyTitle, statuses, more } = pen.say;
  const title = storyTitle(escapeHtml(ticket.reference), statuses[ticket.status]);
  const kept = keepEnds(
    steps.map((step) => stepLine(step, pen)),
    mostText - visibleLength(title),
    more,
  );
  return [title, '', ...kept].join('\n');
}

function stepLine(step: Step, pen: Pen): string {
  const { events, reviewCard } = pen.say;
  const name = (texts: Step['category'], most = 100) => (texts ? oneLine(texts[pen.language], most) : '');
  const what = events[step.type]({
    who: whoOf(step, pen),
    kind: step.by.kind,
    category: name(step.category),
    department: name(step.department),
    duty: name(step.duty),
    other: escapeHtml(String(step.data.lead ?? step.data.ticket ?? '')),
    until: step.data.for ? formatDate(new Date(String(step.data.for)), pen) : '',
  });
  const said =
    step.words && ('text' in step.words ? oneLine(step.words.text, 200) : readyText(step.words, pen));
  const line = [`${formatTime(step.at, pen)}  ${what}`, mediaLine(step.media)].filter(Boolean).join(' ');
  return [line, said && reviewCard.quoted(said)].filter(Boolean).join('\n    ');
}

/** Residents stay nameless in a staff group. */
function whoOf({ by }: Step, { say, language }: Pen): string {
  const named = by.kind === 'resident' ? [] : [by.department?.[language], by.name];
  const known = named.flatMap((name) => (name ? [oneLine(name, 64)] : []));
  return known.join(' ') || say.actors[by.kind];
}
