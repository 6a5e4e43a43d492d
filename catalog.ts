import { type Imported, importCatalog } from './core/catalog/import-catalog.ts';
import { lastYearOf } from './core/clocks/written-calendar.ts';
import { type CatalogFiles, readCatalogFiles } from './infra/catalog-files.ts';
import { withDatabase } from './infra/database/standalone.ts';
import { runCommand } from './parts/run.ts';

const usage = `Usage:
  npm run catalog -- check DIR    says whether the catalogue in DIR is sound
  npm run catalog -- import DIR   brings it into force as a new version`;

/** Checks a catalogue, or brings one into force, also beside a running `npm start`: `npm run catalog`. */
await runCommand(async () => {
  const [command, dir, ...rest] = process.argv.slice(2);
  if ((command !== 'check' && command !== 'import') || !dir || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  const files = await readCatalogFiles(dir);
  if (!files.ok) {
    for (const { file, line, message } of files.problems) console.error(`${file}:${line} ${message}`);
    return 1;
  }
  if (command === 'check') {
    console.log(`${dir} is sound: ${count(files)}.`);
    console.log(holidaysOf(files));
    return 0;
  }
  const { catalog } = files;
  tell(await withDatabase((db) => importCatalog({ db, now: () => new Date() }, { catalog })), files);
  return 0;
});

/** What the files do not know, or see otherwise, is kept, and should not go unnoticed. */
function warn({ contradictions }: Imported): void {
  for (const { duty, category, because } of contradictions)
    console.warn(
      because === 'no-such-category'
        ? `Careful: the duty "${duty}", added by a ruling, waits for its category "${category}", which the files do not have.`
        : `Careful: the duty "${duty}", added by a ruling, went with "${category}" to another department.`,
    );
}

function tell(result: Imported, files: Sound): void {
  warn(result);
  if (result.kind === 'unchanged') {
    console.log(`Nothing to do: this is version ${result.version}, in force already.`);
    return;
  }
  console.log(`Version ${result.version} is in force: ${count(files)}.`);
  for (const change of ['added', 'changed', 'retired'] as const)
    for (const { kind, code } of result[change]) console.log(`  ${change}: ${kind} ${code}`);
}

type Sound = Extract<CatalogFiles, { ok: true }>;

/** A list of holidays that has run out is no mistake, and still nothing that should go unnoticed. */
function holidaysOf({ catalog }: Sound): string {
  const last = lastYearOf(catalog.calendar);
  const after = last === null ? 'No holidays are known' : `Holidays are known up to ${last}`;
  return `${after}; otherwise working days are counted by weekdays alone.`;
}

function count({ catalog }: Sound): string {
  const duties = catalog.categories.flatMap((category) => category.duties).length;
  const { departments, categories } = catalog;
  return `${departments.length} departments, ${categories.length} categories, ${duties} duties`;
}
