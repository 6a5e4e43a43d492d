import type { SuggestionOnCard } from '../../core/cards/suggestion-on-card.ts';
import type { ReviewView } from '../../core/cards/views.ts';
import { escapeHtml, formatTime, oneLine, words } from '../messages/format.ts';
import { lines, type Pen } from './card.ts';

/** What the machine proposes, on what it rests, and what else it could be; or that it proposes nothing, and why. */
export function suggestionBlock({ suggestion, wantsHuman, what }: ReviewView, pen: Pen): string {
  const { reviewCard: say, modelFailures } = pen.say;
  const {
    source,
    failure,
    duty,
    unowned,
    elsewhere,
    evidence,
    unreadPhotos,
    takenFor,
    untilAnswered,
    ruled,
  } = suggestion;
  const unread = unreadPhotos > 0 && `📷 ${say.unreadPhotos(unreadPhotos)}`;
  const reasons: Record<string, string> = modelFailures;
  // That a person was asked for is said above already.
  const why = failure && !wantsHuman ? (reasons[failure] ?? modelFailures.internal) : null;
  if (source === 'none') {
    return lines(say.unsorted(why), unread);
  }
  const quotes = evidence.slice(0, 3).map((quote) => say.quoted(oneLine(quote, 80)));
  return lines(
    elsewhere && `↗️ ${say.elsewhere(pen.name(elsewhere.name), pen.name(elsewhere.reach))}`,
    headline(suggestion, what, pen),
    why && `⚠️ ${say.withoutModel(why)}`,
    untilAnswered && `⏳ ${say.untilAnswered}`,
    // Who is thanked has done it: by which duty is nobody's question any more.
    duty && what !== 'thanks' && `📖 ${say.duty(words(duty[pen.language], 300))}`,
    // Nor is it where it is none of ours.
    unowned && what !== 'thanks' && !elsewhere && `📖 ${say.noDuty}`,
    ruled && `⚖️ ${say.ruledAlike(formatTime(new Date(ruled.at), pen), escapeHtml(ruled.reference))}`,
    quotes.length > 0 && `🔎 ${say.evidence(quotes.join(' '))}`,
    ...alternatives(suggestion, pen),
    takenFor && `⚖️ ${say.takenFor[takenFor]}`,
    unread,
  );
}

function headline(suggestion: SuggestionOnCard, what: ReviewView['what'], pen: Pen): string {
  const { reviewCard: say } = pen.say;
  const { source, category, runnerUp, confidence, unsure, elsewhere } = suggestion;
  if (source === 'none' || !category) {
    if (elsewhere) return '';
    return what === 'not_for_us' ? say.notForUs : say.noGuess;
  }
  const name = `<b>${pen.name(category.name)}</b>`;
  if (unsure && runnerUp) return say.unsure(name, `<b>${pen.name(runnerUp.name)}</b>`);
  const sure = confidence !== null ? ` · ${say.sure(Math.round(confidence * 100))}` : '';
  return say.suggests[source](`${name} → ${pen.name(category.department)}${sure}`);
}

/** The runner-up, and what the other of model and local classifier said; in one line where that is the same. */
function alternatives({ source, runnerUp, unsure, other }: SuggestionOnCard, pen: Pen): (string | false)[] {
  const { reviewCard: say } = pen.say;
  const by = source === 'model' ? 'local' : 'model';
  const same = other !== null && other.code === runnerUp?.code;
  return [
    runnerUp !== null &&
      (!unsure || same) &&
      `❓ ${say.runnerUp(pen.name(runnerUp.name), same ? say.saidBy[by] : null)}`,
    other !== null && !same && `⚖️ ${say.otherSays[by](pen.name(other.name))}`,
  ];
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
