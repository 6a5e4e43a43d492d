import { parseArgs } from 'node:util';

export const parts = ['intake', 'way', 'model', 'growth', 'small'] as const;
export type Part = (typeof parts)[number];

export interface Options {
  parts: Part[];
  queue: 'redis' | 'postgres';
  /** How long each load lasts. */
  seconds: number;
  /** How many tickets of former years are in the database, where it has grown. */
  oldTickets: number;
  /** Prints the plans of the hot queries as well. */
  explain: boolean;
  json: boolean;
}

const usage =
  'npm run bench -- [--only intake|way|model|growth|small] [--queue redis|postgres] [--seconds 8] [--old-tickets 1000000] [--explain] [--json]';

/** Reads the command line. A sentence where it cannot be read. */
export function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        queue: { type: 'string', default: 'redis' },
        seconds: { type: 'string', default: '8' },
        'old-tickets': { type: 'string', default: '1000000' },
        explain: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { queue, json, explain, only = [] } = values;
    const [seconds, oldTickets] = [values.seconds, values['old-tickets']].map(Number);
    if (queue !== 'redis' && queue !== 'postgres') return usage;
    if (!(seconds! > 0) || !Number.isInteger(oldTickets) || oldTickets! < 1) return usage;
    if (!only.every((name) => (parts as readonly string[]).includes(name))) return usage;
    return {
      // The plans are those of the database that has grown.
      parts:
        only.length > 0 ? parts.filter((part) => only.includes(part)) : explain ? ['growth'] : [...parts],
      queue,
      seconds: seconds!,
      oldTickets: oldTickets!,
      explain,
      json,
    };
  } catch {
    return usage;
  }
}
