import { parseArgs } from 'node:util';

export const usage = `Measures suggestions against rows that people have sorted.

  npm run evaluate -- --data FILE.jsonl --catalog DIR [--train FILE.jsonl] [--source local|model|blend]
                      [--folds N | --stream] [--cascade 0.97] [--seed 1] [--json]
  npm run evaluate -- --speed [--seed 1] [--json]

  --data     the rows to suggest for, one JSON object a line: {"title"?, "text", "category", "department"?}
  --catalog  the folder of the catalogue whose codes the rows name
  --train    rows to learn first; without these, --folds or --stream, the catalogue is all that is known
  --source   who suggests: the local classifier (default), the model that OPENAI_API_KEY names, or both
  --folds    cross-validation: cut the rows into N parts alike, and suggest for each knowing the others
  --stream   suggest, then learn, row by row in the order of the file, as a town's first weeks go
  --cascade  the confidence from which no model would be asked
  --seed     whatever is drawn by lot is drawn the same for the same seed
  --json     print the figures as one JSON object
  --speed    time the local classifier on 10,000 made-up reviews in 50 categories`;

const sources = ['local', 'model', 'blend'] as const;
export type Source = (typeof sources)[number];

export interface Measuring {
  kind: 'measure';
  data: string;
  catalog: string;
  train?: string;
  source: Source;
  /** `once`: all rows, knowing the catalogue and what `train` holds. */
  how: { kind: 'once' } | { kind: 'folds'; count: number } | { kind: 'stream' };
  cascade: number;
  seed: number;
  json: boolean;
}

export type Options = { kind: 'help' } | { kind: 'speed'; seed: number; json: boolean } | Measuring;

/** What the command's arguments ask for, or one sentence on what is wrong with them. */
export function readOptions(args: string[]): { ok: true; options: Options } | { ok: false; problem: string } {
  try {
    return { ok: true, options: understand(args) };
  } catch (error) {
    // Node's own messages go on with advice on how to escape a dash, which helps nobody here.
    const [problem] = (error as Error).message.split(/\. |\n/);
    return { ok: false, problem: `${problem!.replace(/\.$/, '')}.` };
  }
}

function understand(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      catalog: { type: 'string' },
      train: { type: 'string' },
      source: { type: 'string', default: 'local' },
      folds: { type: 'string' },
      stream: { type: 'boolean', default: false },
      cascade: { type: 'string', default: '0.97' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      speed: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { data, catalog, train, stream, json } = values;
  const seed = wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1);
  if (values.help) return { kind: 'help' };
  if (values.speed) {
    if (data || catalog || train) throw new Error('--speed makes its own rows and takes no files');
    return { kind: 'speed', seed, json };
  }
  if (!data) throw new Error('--data is missing: name the file with the rows to suggest for');
  if (!catalog) throw new Error('--catalog is missing: name the folder of the catalogue');
  if (stream && values.folds !== undefined) throw new Error('--folds and --stream exclude each other');
  const source = sources.find((one) => one === values.source);
  if (!source) throw new Error(`--source must be one of ${sources.join(', ')}, not "${values.source}"`);
  const cascade = Number(values.cascade);
  if (!(cascade > 0 && cascade <= 1))
    throw new Error(`--cascade must be a share above 0 and up to 1, not "${values.cascade}"`);
  const how: Measuring['how'] =
    values.folds !== undefined
      ? { kind: 'folds', count: wholeNumber('--folds', values.folds, 2, 100) }
      : { kind: stream ? 'stream' : 'once' };
  return { kind: 'measure', data, catalog, train, source, how, cascade, seed, json };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}
