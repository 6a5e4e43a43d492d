import type { Catalog } from './core/catalog/catalog.ts';
import { suggestByBoth } from './evaluate/blend-suggester.ts';
import { measure } from './evaluate/measure.ts';
import { askAsTriageDoes, suggestByModel } from './evaluate/model-suggester.ts';
import { type Measuring, readOptions, usage } from './evaluate/options.ts';
import { textOf } from './evaluate/print.ts';
import { type Prices, reportOf } from './evaluate/report.ts';
import { type Row, readRows, withoutDuplicates } from './evaluate/rows.ts';
import { measureSpeed, speedText } from './evaluate/speed.ts';
import { type Suggester, suggestLocally } from './evaluate/suggester.ts';
import { CannotStart } from './infra/cannot-start.ts';
import { readCatalogFiles } from './infra/catalog-files.ts';
import { loadConfig } from './infra/config.ts';
import { guardModel } from './infra/model/guarded-model.ts';
import { openModel } from './infra/model/openai-model.ts';
import { patientModel } from './infra/model/patient-model.ts';
import { progressBar } from './infra/terminal/progress.ts';
import { runCommand } from './parts/run.ts';

/** Of what is wrong in a file, so many are shown. */
const mostProblems = 10;

/** Measures suggestions against rows that people have sorted: `npm run evaluate`. */
await runCommand(async () => {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) {
    console.error(`${read.problem} All options: npm run evaluate -- --help`);
    return 2;
  }
  const { options } = read;
  if (options.kind === 'help') console.log(usage);
  if (options.kind === 'speed') {
    const speed = await measureSpeed(options.seed);
    print(options.json ? speed : speedText(speed));
  }
  if (options.kind === 'measure') await measureFiles(options);
  return 0;
});

async function measureFiles(options: Measuring): Promise<void> {
  const catalog = await catalogOf(options.catalog);
  const data = withoutDuplicates(await rowsOf(options.data, catalog));
  // What is to be suggested for is never learned, not even where a file to learn from holds it too.
  const train = withoutDuplicates(options.train ? await rowsOf(options.train, catalog) : [], data.rows);
  const { how, seed } = options;
  if (how.kind === 'folds' && how.count > data.rows.length)
    throw new CannotStart(`${how.count} folds want as many rows; ${options.data} has ${data.rows.length}.`);

  const { make, prices } = sourceOf(options, catalog);
  const tick = progressBar(data.rows.length);
  const measured = await measure(make, { rows: data.rows, train: train.rows, how, seed, tick });
  const report = reportOf(measured, { options, catalog, data, train, prices });
  print(options.json ? report : textOf(report));
}

function print(result: object | string): void {
  console.log(typeof result === 'string' ? result : JSON.stringify(result, null, 2));
}

async function catalogOf(dir: string): Promise<Catalog> {
  const files = await readCatalogFiles(dir);
  if (files.ok) return files.catalog;
  throw tooMany(files.problems.map(({ file, line, message }) => `${file}:${line} ${message}`));
}

async function rowsOf(file: string, catalog: Catalog): Promise<Row[]> {
  const read = await readRows(file, catalog);
  if (read.ok) return read.rows;
  throw tooMany(read.problems);
}

/** The first problems, a line each, and how many there are beyond. */
function tooMany(problems: string[]): CannotStart {
  const beyond = problems.length - mostProblems;
  const rest = beyond > 0 ? [`and ${beyond} more: ${problems.length} in all`] : [];
  return new CannotStart([...problems.slice(0, mostProblems), ...rest].join('\n'));
}

/** Who suggests, made afresh for each fold, and what a million tokens cost. */
function sourceOf({ source }: Measuring, catalog: Catalog): { make: () => Suggester; prices: Prices | null } {
  if (source === 'local') return { make: () => suggestLocally(catalog), prices: null };
  const { model, settings } = loadConfig();
  if (model.kind === 'local')
    throw new CannotStart(`--source ${source} wants a model, and OPENAI_API_KEY is not set.`);
  const { apiKey, baseUrl, name, atOnce } = model;
  const { staffLanguage, modelPrivacy: privacy, modelCosts } = settings;
  const opened = patientModel(guardModel(openModel({ apiKey, baseUrl, model: name }), { atOnce }));
  const ask = askAsTriageDoes({ model: opened, catalog, staffLanguage, privacy });
  const suggestBy = source === 'model' ? suggestByModel : suggestByBoth;
  const make = () => suggestBy(catalog, ask, atOnce);
  return { make, prices: modelCosts.prices };
}
