import { parseArgs } from 'node:util';

export const accuracyUsage = `Usage:
  npm run accuracy [-- --since 30d] [--json]   how right suggestions have been, by what people decided`;

export interface AccuracyOptions {
  days: number;
  json: boolean;
}

/** The arguments, or null where they are not ours. */
export function readAccuracyOptions(args: string[]): AccuracyOptions | null {
  const values = read(args, {
    since: { type: 'string', default: '30d' },
    json: { type: 'boolean', default: false },
  });
  const days = daysIn(values?.since);
  return values && days !== null ? { days, json: values.json === true } : null;
}

type Descriptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function read(args: string[], options: Descriptions) {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    return null;
  }
}

function daysIn(text: unknown): number | null {
  const days = /^(\d{1,5})d$/.exec(String(text))?.[1];
  return days ? Number(days) : null;
}
