import type { ReviewView } from '../../core/cards/views.ts';
import { formatTime, oneLine } from '../messages/format.ts';
import { lines, type Pen } from './card.ts';
import { promiseLine, wordsQuote } from './ticket-lines.ts';

/** What was decided by whom, and how far it has come since. */
export function decisionBlock(view: ReviewView, pen: Pen): string {
  return lines(decisionLine(view, pen), stateLines(view, pen));
}

function decisionLine({ decision, assigned, ending }: ReviewView, pen: Pen): string {
  if (!decision) return '';
  const { reviewCard: say } = pen.say;
  const by = decision.by ? oneLine(decision.by, 64) : say.somebody;
  const at = formatTime(decision.at, pen);
  if (decision.verdict === 'rejected')
    return lines(say.rejected(by, at), wordsQuote(decision.rejection, pen));
  if (!assigned) return '';
  const { category, department, dueAt } = assigned;
  if (ending === 'passed_on') return `${say.passedOn(by, pen.name(department))} (${at})`;
  const how = decision.ruling ? 'ruled' : decision.verdict;
  const due = dueAt && ` · ${say.due(formatTime(dueAt, pen))}`;
  return `${say[how](by, pen.name(category), pen.name(department))} (${at})${due ?? ''}`;
}

function stateLines(view: ReviewView, pen: Pen): string {
  const { states } = pen.say.reviewCard;
  switch (view.status) {
    case 'confirmed':
      return deliveryLine(view, pen);
    case 'reopened':
      return lines(view.what === 'question' ? states.askedAgain : states.reopened, deliveryLine(view, pen));
    case 'answered':
      return lines(states.answered, wordsQuote(view.answer, pen), promiseLine(view, pen));
    case 'closed': {
      if (view.ending === 'passed_on') return deliveryLine(view, pen);
      const how = view.ending && pen.say.endings[view.ending];
      return lines([states.closed, how].filter(Boolean).join(' · '), wordsQuote(view.answer, pen));
    }
    case 'dispatched':
      return view.what === 'question' ? states.toAnswer : states.dispatched;
    case 'accepted':
    case 'withdrawn':
      return states[view.status];
    case 'merged':
      // Into what stands above.
      return view.group?.lead ? '' : states.merged;
    default:
      return '';
  }
}

/** How the delivery stands, in words that say whether somebody has to do something. */
function deliveryLine({ delivery, assigned }: ReviewView, pen: Pen): string {
  const { delivery: say } = pen.say.reviewCard;
  switch (delivery?.state) {
    case 'unknown':
      return say.unknown;
    case 'failed':
      return say.failed(oneLine(delivery.failure ?? '?', 100));
    case 'due':
    case 'sending':
      if (delivery.failure === 'no-channel' && assigned) return say.noChannel(pen.name(assigned.department));
      return delivery.failure ? say.waiting : say.sending;
    default:
      return '';
  }
}
