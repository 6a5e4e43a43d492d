import type { Calendar } from '../../clocks/calendar.ts';
import { endOf } from '../../clocks/reckon.ts';
import { type TownDays, townDays } from '../../clocks/town-days.ts';
import { chinesePhrases } from './chinese.ts';
import { englishPhrases } from './english.ts';

/** A way of naming a time: what it looks like, and when it ends. Null: it names none after all. */
export interface Phrase {
  looks: RegExp;
  ends: (match: RegExpExecArray, when: When) => Date | null;
}

/** The moment of the answer, from which its words count. */
export interface When extends TownDays {
  inHours: (hours: number) => Date;
  inWorkingDays: (days: number) => Date;
}

/** After Unicode's compatible form, in which the Chinese comma is the western one. */
const clauses = /[。!?;\n]|(?<=\p{Script=Han}),|[.,](?=\s|$|\p{Script=Han})/u;

/**
 * The day for which an answer promises that something will be done, as its end: "下周三前修好", "by Friday", "within three days", counted
 * from the moment of the answer. Of several the first to come. Null where none is promised: what was done, what the resident is asked to
 * do, and what is so every week is no promise.
 */
export function promiseIn(text: string, at: Date, calendar: Calendar): Date | null {
  const when: When = {
    ...townDays(calendar.zone, at),
    inHours: (hours) => new Date(at.getTime() + hours * 3_600_000),
    inWorkingDays: (amount) => endOf(calendar, at, { amount, unit: 'working-days' }),
  };
  const found = text
    .normalize('NFKC')
    .split(clauses)
    .flatMap((clause) => [
      ...timesIn(clause, chinesePhrases, when),
      ...timesIn(clause.toLowerCase(), englishPhrases, when),
    ])
    .filter((end) => end.getTime() > at.getTime());
  return found.length > 0 ? new Date(Math.min(...found.map(Number))) : null;
}

/** The first way of reading that fits is right: each stands before those that are part of it. */
function timesIn(clause: string, phrases: Phrase[], when: When): Date[] {
  for (const { looks, ends } of phrases) {
    const match = looks.exec(clause);
    if (!match) continue;
    const end = ends(match, when);
    return end ? [end] : [];
  }
  return [];
}
