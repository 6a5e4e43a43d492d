import { Temporal } from 'temporal-polyfill';

/** Days as the town's people count them from a moment on; each is told by the instant at which it ends. */
export interface TownDays {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** The end of the day so many days on; 0 is today. */
  inDays: (days: number) => Date;
  /** The end of this day of the month, this year or, where that has gone by, the next. Null: there is no such day. */
  onDate: (month: number, day: number) => Date | null;
  /** The end of this day of this month or, where that has gone by, of the next. Null: there is no such day. */
  onDayOfMonth: (day: number) => Date | null;
  /** The end of the month so many months on; 0 is this one. */
  endOfMonth: (months: number) => Date;
  /** The end of this month of the year, this one or the next. */
  endOfNamedMonth: (month: number) => Date;
  endOfYear: () => Date;
}

export function townDays(zone: string, at: Date): TownDays {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const endOf = (day: Temporal.PlainDate) =>
    new Date(day.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).epochMilliseconds - 1);
  const lastOf = (day: Temporal.PlainDate) => endOf(day.with({ day: day.daysInMonth }));
  const dayOf = (year: number, month: number, day: number) => {
    try {
      return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    } catch {
      return null;
    }
  };
  const notBefore = (day: Temporal.PlainDate | null, later: Temporal.PlainDate | null) =>
    day && (Temporal.PlainDate.compare(day, today) < 0 ? later && endOf(later) : endOf(day));
  return {
    weekday: today.dayOfWeek,
    inDays: (days) => endOf(today.add({ days })),
    onDate: (month, day) => notBefore(dayOf(today.year, month, day), dayOf(today.year + 1, month, day)),
    onDayOfMonth: (day) => {
      const next = today.add({ months: 1 });
      return notBefore(dayOf(today.year, today.month, day), dayOf(next.year, next.month, day));
    },
    endOfMonth: (months) => lastOf(today.with({ day: 1 }).add({ months })),
    endOfNamedMonth: (month) =>
      lastOf(Temporal.PlainDate.from({ year: today.year + (month < today.month ? 1 : 0), month, day: 1 })),
    endOfYear: () => lastOf(today.with({ month: 12, day: 1 })),
  };
}
