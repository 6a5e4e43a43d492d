import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, workingDays } from '../../../core/clocks/calendar.ts';
import { endAfterPause, endOf } from '../../../core/clocks/reckon.ts';
import { spanOf } from '../../../core/clocks/span.ts';
import { calendarOf, writtenCalendar } from '../../../core/clocks/written-calendar.ts';

const hour = 3_600_000;
const written = writtenCalendar.parse({
  holidays: ['2026-09-25/2026-09-27', '2026-10-01/2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
});
const liuxi = calendarOf(written, 'Asia/Shanghai');
const berlin = calendarOf(writtenCalendar.parse({ hours: ['08:00-16:00'] }), 'Europe/Berlin');

/** The end of a span that began in Liuxi at this time of its clocks, as these show it. */
const ends = (span: string, from: string) => shown(endOf(liuxi, at(from), spanOf(span)));
const at = (local: string) => new Date(`${local}:00+08:00`);
const shown = (date: Date) =>
  new Date(date.getTime() + 8 * hour).toISOString().slice(0, 16).replace('T', ' ');

describe('working hours', () => {
  test.each([
    ['go on after the noon break', '4 working hours', '2026-11-25T09:00', '2026-11-25 14:30'],
    [
      'end with the office hours where they fit exactly',
      '7 working hours',
      '2026-11-25T09:00',
      '2026-11-25 17:30',
    ],
    [
      'begin in the morning for who writes at night',
      '1 working hour',
      '2026-11-25T23:10',
      '2026-11-26 10:00',
    ],
    ['begin after the break for who writes in it', '1 working hour', '2026-11-25T12:30', '2026-11-25 14:30'],
    ['pass over a weekend', '2 working hours', '2026-11-27T16:30', '2026-11-30 10:00'],
    ['pass over a long holiday', '2 working hours', '2026-09-30T16:30', '2026-10-08 10:00'],
    [
      'are counted on a Saturday that makes up for a holiday',
      '2 working hours',
      '2026-10-09T16:30',
      '2026-10-10 10:00',
    ],
  ])('%s', (_, span, from, end) => {
    expect(ends(span, from)).toBe(end);
  });
});

describe('working days', () => {
  test.each([
    ['do not count the day on which one wrote', '1 working day', '2026-11-25T08:00', '2026-11-26 17:30'],
    ['pass over a weekend', '5 working days', '2026-11-25T15:00', '2026-12-02 17:30'],
    ['begin on Monday for who writes on a Saturday', '1 working day', '2026-11-28T15:00', '2026-11-30 17:30'],
    ['pass over a long holiday', '2 working days', '2026-09-30T15:00', '2026-10-09 17:30'],
    ['count the Saturday that makes up for it', '3 working days', '2026-09-30T15:00', '2026-10-10 17:30'],
    ['pass over a holiday that is a weekday', '2 working days', '2026-09-23T15:00', '2026-09-28 17:30'],
    [
      'are those of the town: there it is Thursday already',
      '1 working day',
      '2026-11-26T00:30',
      '2026-11-27 17:30',
    ],
  ])('%s', (_, span, from, end) => {
    expect(ends(span, from)).toBe(end);
  });
});

test('minutes and hours run day and night, on holidays too', () => {
  expect(ends('30 min', '2026-10-01T23:50')).toBe('2026-10-02 00:20');
  expect(ends('24 h', '2026-10-01T23:50')).toBe('2026-10-02 23:50');
});

describe('where clocks are moved', () => {
  test('an hour is an hour on the night of summer time', () => {
    expect(endOf(berlin, new Date('2026-03-28T23:00Z'), spanOf('24 h'))).toEqual(
      new Date('2026-03-29T23:00Z'),
    );
  });

  test('the offices open by the new time on the Monday after', () => {
    const friday = new Date('2026-03-27T14:00Z');
    expect(endOf(berlin, friday, spanOf('2 working hours'))).toEqual(new Date('2026-03-30T07:00Z'));
    expect(endOf(berlin, friday, spanOf('1 working day'))).toEqual(new Date('2026-03-30T14:00Z'));
    expect(endOf(berlin, new Date('2026-10-23T14:00Z'), spanOf('1 working day'))).toEqual(
      new Date('2026-10-26T15:00Z'),
    );
  });

  test('who works through the night of summer time works an hour less', () => {
    const nightly = calendarOf(
      writtenCalendar.parse({ hours: ['00:00-06:00'], weekdays: ['sun'] }),
      'Europe/Berlin',
    );
    const of = (from: string, to: string) => workingTime(nightly, new Date(from), new Date(to)) / hour;
    expect(of('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(5);
    expect(of('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(7);
    expect(of('2026-06-06T12:00Z', '2026-06-07T12:00Z')).toBe(6);
  });
});

describe('whenever one asks', () => {
  const moments = fc.date({ min: new Date('2026-08-01'), max: new Date('2026-12-31'), noInvalidDate: true });

  test('exactly the given working time lies before the end, and the end is in office hours or closes them', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const end = endOf(liuxi, from, { amount, unit: 'working-hours' });
        expect(workingTime(liuxi, from, end)).toBe(amount * hour);
        expect(isOpen(liuxi, new Date(end.getTime() - 1))).toBe(true);
      }),
    );
  });

  test('working time adds up, and there is none backwards', () => {
    fc.assert(
      fc.property(moments, moments, moments, (...given) => {
        const [a, b, c] = given.sort((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date];
        expect(workingTime(liuxi, a, b) + workingTime(liuxi, b, c)).toBe(workingTime(liuxi, a, c));
        expect(workingTime(liuxi, c, a)).toBe(0);
      }),
    );
  });

  test('more time never ends earlier', () => {
    const spans = ['1 working hour', '4 working hours', '1 working day', '2 working days', '5 working days'];
    fc.assert(
      fc.property(moments, (from) => {
        const ended = spans.map((span) => endOf(liuxi, from, spanOf(span)).getTime());
        expect(ended[0]).toBeLessThan(ended[1]!);
        expect(ended.slice(2)).toEqual(ended.slice(2).sort((one, other) => one - other));
      }),
    );
  });
});

/** For how long the offices were at work between the two, by the office hours of each day; 0 where `to` is not later. */
function workingTime(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0;
  for (const { spells } of workingDays(calendar, from)) {
    if (spells[0]!.from >= to.getTime()) break;
    for (const spell of spells)
      sum += Math.max(0, Math.min(spell.to, to.getTime()) - Math.max(spell.from, from.getTime()));
  }
  return sum;
}

function isOpen(calendar: Calendar, at: Date): boolean {
  const [today] = workingDays(calendar, at);
  return today!.first && today!.spells.some(({ from, to }) => from <= at.getTime() && at.getTime() < to);
}

describe('a clock that stood still', () => {
  const pausedEnd = (span: string, end: string, from: string, to: string) =>
    shown(endAfterPause(liuxi, spanOf(span), at(end), { from: at(from), to: at(to) }));

  test.each([
    [
      'for an hour of work ends an hour of work later',
      '2026-11-25T10:00',
      '2026-11-25T11:00',
      '2026-11-25 17:30',
    ],
    ['over the noon break only is not put off', '2026-11-25T12:00', '2026-11-25T13:30', '2026-11-25 16:30'],
    ['over a weekend is not put off by that', '2026-11-20T17:30', '2026-11-23T09:00', '2026-11-25 16:30'],
    [
      'over a whole day of work ends a day of work later',
      '2026-11-25T09:00',
      '2026-11-26T09:00',
      '2026-11-26 16:30',
    ],
  ])('%s', (_name, from, to, end) => {
    expect(pausedEnd('4 working hours', '2026-11-25T16:30', from, to)).toBe(end);
  });

  test('by day and night ends as much later as it stood', () => {
    expect(pausedEnd('24 h', '2026-11-28T09:00', '2026-11-27T22:00', '2026-11-28T01:30')).toBe(
      '2026-11-28 12:30',
    );
  });
});
