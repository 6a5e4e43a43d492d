import { z } from 'zod';

/** How long somebody has. `working-…` counts on the offices' calendar, the others run day and night. */
export interface Span {
  amount: number;
  unit: 'minutes' | 'hours' | 'working-hours' | 'working-days';
}

const units: Record<string, Span['unit']> = {
  min: 'minutes',
  h: 'hours',
  'working hour': 'working-hours',
  'working hours': 'working-hours',
  'working day': 'working-days',
  'working days': 'working-days',
};

/** About a year. */
const longest = { minutes: 365 * 24 * 60, hours: 365 * 24, 'working-hours': 2000, 'working-days': 250 };

const readSpan = (written: string): Span | undefined => {
  const [, amount, word] = written.match(/^(\d{1,6}) *([a-z ]+)$/) ?? [];
  const unit = units[word ?? ''];
  if (!unit || Number(amount) < 1 || Number(amount) > longest[unit]) return undefined;
  return { amount: Number(amount), unit };
};

/** A span as a catalogue writes it: `30 min`, `2 h`, `4 working hours`, `5 working days`. A bare number is hours, day and night. */
export const writtenSpan = z.preprocess(
  (given) => (typeof given === 'number' ? `${given} h` : given),
  z
    .string()
    .trim()
    .refine((written) => readSpan(written) !== undefined, {
      error:
        'a time is written like "30 min", "2 h", "4 working hours" or "5 working days", and is a year at most',
    }),
);

/** What a span of a catalogue means. */
export function spanOf(written: string): Span {
  const span = readSpan(written);
  if (!span) throw new Error(`A catalogue in force holds no such time: ${written}`);
  return span;
}

/** How long something about a ticket may take, by its urgency. */
export const writtenDeadlines = z.strictObject({
  normal: writtenSpan,
  urgent: writtenSpan,
  emergency: writtenSpan,
});

/** How long those who come before the answer have: staff to decide, and a department to take a ticket on. */
export const writtenLimits = z.strictObject({
  review: writtenDeadlines.prefault({
    normal: '4 working hours',
    urgent: '1 working hour',
    emergency: '30 min',
  }),
  accept: writtenDeadlines.prefault({ normal: '1 working day', urgent: '4 working hours', emergency: '2 h' }),
});
