import type { Phrase, When } from './promise-in.ts';

const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const number = `(\\d{1,3}|an?|${numbers.join('|')})`;
const weekday = `(${days.join('|')})`;
const month = `(${months.join('|')})[a-z]*`;
const date = '(\\d{1,2})(?:st|nd|rd|th)?';

function numberOf(written: string): number {
  if (/^an?$/.test(written)) return 1;
  return numbers.includes(written) ? numbers.indexOf(written) : Number(written);
}

const dayOfWeek = (written: string) => days.indexOf(written) + 1;
const monthOf = (written: string) => months.indexOf(written) + 1;
const coming = (day: number, { weekday: today, inDays }: When) => inDays((day - today + 7) % 7);
const nextWeek = (day: number, { weekday: today, inDays }: When) => inDays(7 - today + day);

/** What others are asked to do is no promise of ours, nor what was to be done by then. */
const notOurs = '(?<!\\b(?:please|was|were|has been|have been)\\b.{0,40})';
const upTo = '\\b(?:by|before|until|no later than|not later than)(?: the)? ';
/** Something is going to be done on that day. */
const future = '(?<=\\b(?:will|is to|are to|to be|due|going to|scheduled|planned|plan|promised?)\\b.*)';

const phrase = (looks: string, ends: Phrase['ends']): Phrase => ({
  looks: new RegExp(`${notOurs}(?:${looks})`),
  ends,
});
/** As a time up to which, or on which, something will be done. */
const either = (looks: string, ends: Phrase['ends']): Phrase =>
  phrase(`${upTo}${looks}|${future}\\b${looks}`, ends);
const given = (match: RegExpExecArray) => match.slice(1).filter((part) => part !== undefined);

export const englishPhrases: Phrase[] = [
  phrase(`\\b(?:within|in) (?:the next )?${number} hours?\\b`, ([, n], when) => when.inHours(numberOf(n!))),
  phrase(`\\bwithin (?:the next )?${number} working days?\\b`, ([, n], when) =>
    when.inWorkingDays(numberOf(n!)),
  ),
  phrase(`\\bwithin (?:the next )?${number} days?\\b`, ([, n], when) => when.inDays(numberOf(n!))),
  phrase(`\\bwithin (?:the next )?${number} weeks?\\b`, ([, n], when) => when.inDays(7 * numberOf(n!))),
  phrase(`\\bwithin (?:the next )?${number} months?\\b`, ([, n], when) => when.inDays(30 * numberOf(n!))),
  either(`(?:on )?(?:the )?${date} (?:of )?${month}\\b`, (match, when) => {
    const [d, m] = given(match);
    return when.onDate(monthOf(m!), Number(d));
  }),
  either(`(?:on )?${month} ${date}\\b`, (match, when) => {
    const [m, d] = given(match);
    return when.onDate(monthOf(m!), Number(d));
  }),
  either('(?:the )?end of (?:the|this) week\\b', (_, when) => coming(7, when)),
  either('(?:the )?end of next week\\b', (_, when) => nextWeek(7, when)),
  either('(?:the )?end of (?:the|this) month\\b', (_, when) => when.endOfMonth(0)),
  either('(?:the )?end of next month\\b', (_, when) => when.endOfMonth(1)),
  either('(?:the )?end of (?:the|this) year\\b', (_, when) => when.endOfYear()),
  either(`(?:the )?(?:end of )?${month}\\b`, (match, when) =>
    when.endOfNamedMonth(monthOf(given(match)[0]!)),
  ),
  either(`(?:on )?next ${weekday}\\b`, (match, when) => nextWeek(dayOfWeek(given(match)[0]!), when)),
  either(`(?:on )?(?:this |coming )?${weekday}\\b`, (match, when) =>
    coming(dayOfWeek(given(match)[0]!), when),
  ),
  either('next week\\b', (_, when) => nextWeek(7, when)),
  either('(?:today|tonight|this evening)\\b', (_, when) => when.inDays(0)),
  either('tomorrow\\b', (_, when) => when.inDays(1)),
];
