import { importCatalog } from './core/catalog/import-catalog.ts';
import { type CatalogFiles, readCatalogFiles } from './infra/catalog-files.ts';
import { withDatabase } from './infra/database/standalone.ts';

const usage = `Usage:
  npm run catalog -- check DIR    says whether the catalogue in DIR is sound
  npm run catalog -- import DIR   brings it into force as a new version`;

const [command, dir, ...rest] = process.argv.slice(2);
if ((command !== 'check' && command !== 'import') || !dir || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const files = await readCatalogFiles(dir);
  if (!files.ok) {
    for (const { file, line, message } of files.problems) console.error(`${file}:${line} ${message}`);
    process.exitCode = 1;
  } else if (command === 'check') {
    console.log(`${dir} is sound: ${count(files)}.`);
  } else {
    const { catalog } = files;
    const result = await withDatabase((db) => importCatalog({ db, now: () => new Date() }, { catalog }));
    if (result.kind === 'unchanged') {
      console.log(`Nothing to do: this is version ${result.version}, in force already.`);
    } else {
      console.log(`Version ${result.version} is in force: ${count(files)}.`);
      for (const change of ['added', 'changed', 'retired'] as const)
        for (const { kind, code } of result[change]) console.log(`  ${change}: ${kind} ${code}`);
    }
  }
}

function count({ catalog }: Extract<CatalogFiles, { ok: true }>): string {
  const duties = catalog.categories.flatMap((category) => category.duties).length;
  const { departments, categories } = catalog;
  return `${departments.length} departments, ${categories.length} categories, ${duties} duties`;
}
