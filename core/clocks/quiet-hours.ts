import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';

/** When people may be disturbed who need not be disturbed at night: at once, or in the morning. */
export function decentTime({ zone, quiet }: Calendar, at: Date): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (time >= quiet.to && time < quiet.from) return at;
  const morning = time < quiet.to ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  return new Date(morning.toZonedDateTime({ timeZone: zone, plainTime: quiet.to }).epochMilliseconds);
}
