import { expect, test } from 'vitest';
import { decentTime } from '../../../core/clocks/quiet-hours.ts';
import { calendarOf, writtenCalendar } from '../../../core/clocks/written-calendar.ts';

const liuxi = calendarOf(writtenCalendar.parse({}), 'Asia/Shanghai');
const at = (local: string) => new Date(`${local}:00+08:00`);

test.each([
  ['in the evening waits for the morning', '2026-11-25T22:00', '2026-11-26T08:00'],
  ['after midnight waits for the same morning', '2026-11-26T03:12', '2026-11-26T08:00'],
  ['just before the night need not wait', '2026-11-25T21:59', '2026-11-25T21:59'],
  ['just when the night ends need not wait', '2026-11-26T08:00', '2026-11-26T08:00'],
])('what is due %s', (_name, from, to) => {
  expect(decentTime(liuxi, at(from))).toEqual(at(to));
});

test('a night in which clocks are moved ends when they show the morning', () => {
  const berlin = calendarOf(writtenCalendar.parse({ quiet: '21:00-07:00' }), 'Europe/Berlin');
  expect(decentTime(berlin, new Date('2026-03-28T22:00Z'))).toEqual(new Date('2026-03-29T05:00Z'));
  expect(decentTime(berlin, new Date('2026-10-24T22:00Z'))).toEqual(new Date('2026-10-25T06:00Z'));
});

test.each(['08:00-22:00', '22:00', '25:00-08:00'])('quiet hours are not written %s', (quiet) => {
  const read = writtenCalendar.safeParse({ quiet });
  expect(read.error?.issues[0]?.message).toContain('22:00-08:00');
});
