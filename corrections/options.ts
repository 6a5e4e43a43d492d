import { parseArgs } from 'node:util';

export const accuracyUsage = `Usage:
  npm run accuracy [-- --since 30d] [--json]   how right suggestions have been, by what people decided`;

export interface AccuracyOptions {
  days: number;
  json: boolean;
}

/** The arguments, or null where they are not ours. */
export function readAccuracyOptions(args: string[]): AccuracyOptions | null {
  return reading(() => {
    const { values } = parseArgs({
      args,
      options: { since: { type: 'string', default: '30d' }, json: { type: 'boolean', default: false } },
    });
    return { days: daysIn(values.since), json: values.json };
  });
}

export const replayUsage = `Usage:
  npm run replay [-- OPTIONS]   suggests again for tickets that people have decided on, and compares with what was suggested then

  --model NAME     another model of the server that is set; left out, OPENAI_MODEL
  --source local   the local classifier suggests, without a call; it is also who does where no model is set
  --catalog DIR    with the catalogue in this folder; left out, the one in force
  --sample 200     so many cases, as many of each category as there are
  --seed 1         drawn by this lot: the same number draws the same cases
  --budget N       calls of the model at most (one that needs a repair turn is one call); left out, as many as cases
  --since 90d      only cases decided in so many days; left out, the newest 10,000
  --json           for machines

Ends with 1 where a category, or the whole, is worse beyond chance, or where fewer than half of the cases could be compared; with 0
where nothing is worse; with 2 where it could not be found out.`;

export interface ReplayOptions {
  model: string | null;
  local: boolean;
  catalogDir: string | null;
  sample: number;
  seed: number;
  budget: number;
  /** Null: all. */
  days: number | null;
  json: boolean;
}

/** The arguments, or null where they are not ours. */
export function readReplayOptions(args: string[]): ReplayOptions | null {
  return reading(() => {
    const text = { type: 'string' } as const;
    const options = { model: text, source: text, catalog: text, sample: text, seed: text, budget: text };
    const { values } = parseArgs({
      args,
      options: { ...options, since: text, json: { type: 'boolean', default: false } },
    });
    const { model = null, source = 'model', catalog = null, since } = values;
    const local = source === 'local';
    if ((!local && source !== 'model') || (local && (model !== null || values.budget !== undefined)))
      throw new Error('not ours');
    const sample = wholeNumber(values.sample ?? '200');
    return {
      model,
      local,
      catalogDir: catalog,
      sample,
      seed: wholeNumber(values.seed ?? '1'),
      budget: wholeNumber(values.budget ?? String(sample)),
      days: since === undefined ? null : daysIn(since),
      json: values.json,
    };
  });
}

function reading<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function daysIn(text: string): number {
  if (!text.endsWith('d')) throw new Error('not a number of days');
  return wholeNumber(text.slice(0, -1));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Error('not a whole number');
  return Number(text);
}
