import { Temporal } from 'temporal-polyfill';

/** When a town's offices are at work. Days are `YYYY-MM-DD`, times `HH:MM`, both as the town's own clocks show them. */
export interface Calendar {
  /** An IANA name, such as `Asia/Shanghai`. */
  zone: string;
  /** 1 is Monday, 7 is Sunday. */
  weekdays: Set<number>;
  /** Office hours of a working day, in order, none over midnight. */
  hours: { from: string; to: string }[];
  /** From an evening to the next morning. */
  quiet: { from: string; to: string };
  /** Free, whatever the weekday. */
  holidays: Set<string>;
  /** Worked, whatever the weekday: the days that make up for a long holiday. */
  makeUpDays: Set<string>;
}

/** Office hours as instants: from `from` up to `to`, in milliseconds. */
export interface OpenSpell {
  from: number;
  to: number;
}

const dayOf = (calendar: Calendar, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.zone).toPlainDate();

function isWorked(calendar: Calendar, day: Temporal.PlainDate): boolean {
  const name = day.toString();
  if (calendar.makeUpDays.has(name)) return true;
  return calendar.weekdays.has(day.dayOfWeek) && !calendar.holidays.has(name);
}

/**
 * The working days from that of `at` on, each with its office hours, without end. The instant of an hour is asked of the zone day by day,
 * so a day on which clocks are moved is as long as it really is.
 */
export function* workingDays(
  calendar: Calendar,
  at: Date,
): Generator<{ first: boolean; spells: OpenSpell[] }> {
  const start = dayOf(calendar, at);
  for (let day = start; ; day = day.add({ days: 1 })) {
    if (!isWorked(calendar, day)) continue;
    const instant = (time: string) =>
      day.toZonedDateTime({ timeZone: calendar.zone, plainTime: time }).epochMilliseconds;
    const spells = calendar.hours.map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
    yield { first: day.equals(start), spells };
  }
}
