import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Calendar } from './calendar.ts';

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** A long holiday is a month at most; a longer stretch is a slip of the pen. */
const longestStretch = 31;

const hours = z.string().refine((written) => hoursOf(written) !== undefined, {
  error: 'office hours are written like "09:00-12:00", and end on the day on which they begin',
});
const days = z.string().refine((written) => daysOf(written).length > 0, {
  error:
    'days are written like "2026-10-01", or "2026-10-01/2026-10-07" from the first to the last, a month at most',
});

const weekdays = z.array(z.enum(weekdayNames)).min(1);
const officeHours = z
  .array(hours)
  .min(1)
  .refine(inOrder, { error: 'office hours follow each other and do not overlap' });

/** Working time of a department's own, where it differs from the town's. Holidays are everybody's, but for who works on all days of the week. */
export const writtenHours = z.strictObject({ weekdays: weekdays.optional(), hours: officeHours.optional() });

/** A town's working time as a catalogue's file writes it. The time zone is the town's own, from its settings. */
export const writtenCalendar = z.strictObject({
  weekdays: weekdays.default(['mon', 'tue', 'wed', 'thu', 'fri']),
  hours: officeHours.default(['09:00-12:00', '13:30-17:30']),
  /** At night nobody is disturbed who need not be; it goes over midnight. */
  quiet: z
    .string()
    .refine((written) => quietOf(written) !== undefined, {
      error: 'quiet hours are written like "22:00-08:00", from an evening to the next morning',
    })
    .default('22:00-08:00'),
  /** Free, whatever the weekday. */
  holidays: z.array(days).default([]),
  /** Worked, whatever the weekday. */
  makeUpDays: z.array(days).default([]),
});

export type WrittenCalendar = z.infer<typeof writtenCalendar>;

const lastRead = new WeakMap<WrittenCalendar, Calendar>();

/** The calendar that a catalogue has written down, on the clocks of the town. */
export function calendarOf(written: WrittenCalendar, zone: string): Calendar {
  const known = lastRead.get(written);
  if (known?.zone === zone) return known;
  const calendar = {
    zone,
    weekdays: new Set(written.weekdays.map((name) => weekdayNames.indexOf(name) + 1)),
    hours: written.hours.map((one) => hoursOf(one)!),
    quiet: quietOf(written.quiet)!,
    holidays: new Set(written.holidays.flatMap(daysOf)),
    makeUpDays: new Set(written.makeUpDays.flatMap(daysOf)),
  };
  lastRead.set(written, calendar);
  return calendar;
}

/** The town's calendar as it is for one department. One that works every day of the week works on holidays too. */
export function withHours(
  calendar: WrittenCalendar,
  own: z.infer<typeof writtenHours> | undefined,
): WrittenCalendar {
  if (!own) return calendar;
  const isAlways = own.weekdays !== undefined && new Set(own.weekdays).size === weekdayNames.length;
  return {
    ...calendar,
    ...(own.weekdays && { weekdays: own.weekdays }),
    ...(own.hours && { hours: own.hours }),
    ...(isAlways && { holidays: [] }),
  };
}

/** The last year of which a holiday is known; after it only weekends are free. */
export function lastYearOf({ holidays }: WrittenCalendar): number | null {
  const years = holidays.flatMap(daysOf).map((day) => Number(day.slice(0, 4)));
  return years.length > 0 ? Math.max(...years) : null;
}

function timesOf(written: string): { from: string; to: string } | undefined {
  const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
  const [, from, to] = written.match(new RegExp(`^(${time})-(${time})$`)) ?? [];
  return from && to ? { from, to } : undefined;
}

function hoursOf(written: string): Calendar['hours'][number] | undefined {
  const times = timesOf(written);
  return times && times.from < times.to ? times : undefined;
}

function quietOf(written: string): Calendar['quiet'] | undefined {
  const times = timesOf(written);
  return times && times.from > times.to ? times : undefined;
}

function inOrder(all: string[]): boolean {
  return all.every((one, at) => at === 0 || all[at - 1]!.slice(6) <= one.slice(0, 5));
}

/** All days from the first to the last, or none where it is not written as it should be. */
function daysOf(written: string): string[] {
  const [first, last = first, more] = written.split('/').map(dayOf);
  if (!first || !last || more !== undefined) return [];
  const count = first.until(last).days + 1;
  if (count < 1 || count > longestStretch) return [];
  return Array.from({ length: count }, (_, at) => first.add({ days: at }).toString());
}

function dayOf(written: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) return null;
  try {
    return Temporal.PlainDate.from(written);
  } catch {
    return null;
  }
}
