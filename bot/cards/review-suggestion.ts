import type { ReviewView } from '../../core/cards/views.ts';
import { oneLine, words } from '../messages/format.ts';
import { lines, type Pen } from './card.ts';

/** What the machine proposes, on what it rests, and what else it could be; or that it proposes nothing, and why. */
export function suggestionBlock({ suggestion, wantsHuman, what }: ReviewView, pen: Pen): string {
  const { reviewCard: say, modelFailures } = pen.say;
  const { source, failure, category, runnerUp, duty, unowned, elsewhere, evidence, confidence } = suggestion;
  if (source === 'none') {
    const reasons: Record<string, string> = modelFailures;
    // That a person was asked for is said above already.
    const why = failure && !wantsHuman ? (reasons[failure] ?? modelFailures.internal) : null;
    return say.unsorted(why);
  }
  const sure = confidence !== null && ` · ${say.sure(Math.round(confidence * 100))}`;
  const proposed = category
    ? `<b>${pen.name(category.name)}</b> → ${pen.name(category.department)}${sure || ''}`
    : say.noGuess;
  const quotes = evidence.slice(0, 3).map((quote) => say.quoted(oneLine(quote, 80)));
  return lines(
    say.suggests[source](proposed),
    duty && `📖 ${say.duty(words(duty[pen.language], 300))}`,
    unowned && what !== 'thanks' && `📖 ${say.noDuty}`,
    elsewhere && `↗️ ${say.elsewhere(pen.name(elsewhere.name), pen.name(elsewhere.reach))}`,
    quotes.length > 0 && `🔎 ${say.evidence(quotes.join(' '))}`,
    runnerUp && `❓ ${say.runnerUp(pen.name(runnerUp.name))}`,
  );
}

/** The department's "not ours". */
export function returnBlock({ returned, hops }: ReviewView, pen: Pen): string {
  const { reviewCard: say } = pen.say;
  if (!returned) return '';
  const { department, words: why, duty, suggested } = returned;
  return lines(
    say.returned(pen.name(department), hops),
    why && `<blockquote>${words(why, 500)}</blockquote>`,
    duty && `📖 ${say.duty(words(duty[pen.language], 200))}`,
    suggested && `👉 ${say.suggested(pen.name(suggested))}`,
  );
}
