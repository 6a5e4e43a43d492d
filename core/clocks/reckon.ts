import { type Calendar, workingDays } from './calendar.ts';
import type { Span } from './span.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * When a span that began at `from` is over. Working days end with the office hours of the last of them; the day of the beginning does not
 * count, as is usual for periods that the law counts in days.
 */
export function endOf(calendar: Calendar, from: Date, { amount, unit }: Span): Date {
  switch (unit) {
    case 'minutes':
      return new Date(from.getTime() + amount * minute);
    case 'hours':
      return new Date(from.getTime() + amount * hour);
    case 'working-hours':
      return afterWorkingTime(calendar, from, amount * hour);
    case 'working-days':
      return closingOf(calendar, from, amount);
  }
}

/** The moment at which the offices have been at work for `milliseconds` since `from`. */
function afterWorkingTime(calendar: Calendar, from: Date, milliseconds: number): Date {
  let left = milliseconds;
  for (const { spells } of workingDays(calendar, from))
    for (const spell of spells) {
      const open = Math.max(spell.from, from.getTime());
      const lasts = Math.max(0, spell.to - open);
      if (left <= lasts && lasts > 0) return new Date(open + left);
      left -= lasts;
    }
  throw new Error('A calendar has no end.');
}

/** How long the offices were at work between two moments, in milliseconds. */
function workingTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0;
  for (const { spells } of workingDays(calendar, from)) {
    if (spells[0]!.from >= to.getTime()) return sum;
    for (const spell of spells)
      sum += Math.max(0, Math.min(spell.to, to.getTime()) - Math.max(spell.from, from.getTime()));
  }
  throw new Error('A calendar has no end.');
}

/**
 * When a span that was to be over at `end` is over after it has stood still from `from` to `to`: as much later as the offices were at work
 * meanwhile, or as the pause was long where it runs day and night.
 */
export function endAfterPause(
  calendar: Calendar,
  { unit }: Span,
  end: Date,
  { from, to }: { from: Date; to: Date },
): Date {
  if (unit === 'minutes' || unit === 'hours') return new Date(end.getTime() + to.getTime() - from.getTime());
  const stood = workingTimeBetween(calendar, from, to);
  return stood === 0 ? end : afterWorkingTime(calendar, end, stood);
}

function closingOf(calendar: Calendar, from: Date, days: number): Date {
  let counted = 0;
  for (const { first, spells } of workingDays(calendar, from)) {
    if (first) continue;
    counted += 1;
    if (counted === days) return new Date(spells.at(-1)!.to);
  }
  throw new Error('A calendar has no end.');
}
