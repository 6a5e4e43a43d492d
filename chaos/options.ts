import { parseArgs } from 'node:util';

export interface Options {
  complaints: number;
  seed: number;
  queue: 'redis' | 'postgres';
  /** How long the load comes in and the attacks go on. */
  minutes: number;
  json: boolean;
  /** Claims of the dead are made old by hand at the end, so that a short run need not wait minutes for them. */
  hurry: boolean;
}

const usage =
  'npm run chaos -- [--complaints 2000] [--seed N] [--queue redis|postgres] [--minutes M] [--hurry] [--json]';

/** Reads the command line. A sentence where it cannot be read. */
export function readOptions(args: string[], anySeed: number): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        complaints: { type: 'string', default: '2000' },
        seed: { type: 'string', default: String(anySeed) },
        queue: { type: 'string', default: 'redis' },
        minutes: { type: 'string', default: '10' },
        hurry: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { queue, json, hurry } = values;
    const [complaints, seed, minutes] = [values.complaints, values.seed, values.minutes].map(Number);
    if (queue !== 'redis' && queue !== 'postgres') return usage;
    if (!Number.isInteger(complaints) || complaints! < 1 || !Number.isInteger(seed) || !(minutes! > 0))
      return usage;
    return { complaints: complaints!, seed: seed!, queue, minutes: minutes!, json, hurry };
  } catch {
    return usage;
  }
}
