import type { Catalog } from './core/catalog/catalog.ts';
import { catalogInForce } from './core/catalog/in-force.ts';
import { type Replayed, replay } from './core/triage/replay/replay.ts';
import { categoryNames } from './corrections/accuracy-text.ts';
import { type ReplayOptions, readReplayOptions, replayUsage } from './corrections/options.ts';
import { replayText } from './corrections/replay-text.ts';
import { wordsIn } from './corrections/words.ts';
import { readCatalogFiles } from './infra/catalog-files.ts';
import type { Config } from './infra/config.ts';
import { withDatabase } from './infra/database/standalone.ts';
import { guardModel } from './infra/model/guarded-model.ts';
import { openModel } from './infra/model/openai-model.ts';
import { patientModel } from './infra/model/patient-model.ts';
import { progressBar } from './infra/terminal/progress.ts';
import { runCommand } from './parts/run.ts';
import type { PrismaClient } from './prisma/generated/client.ts';

const dayLong = 24 * 60 * 60_000;

/** As 1 says that something has become worse, whatever keeps it from being found out is another end. */
const couldNotTell = 2;

/** Suggests again for past tickets, and says whether anything has become worse: `npm run replay`. */
await runCommand(async () => {
  const options = readReplayOptions(process.argv.slice(2));
  if (!options) return wrong(replayUsage);
  const files = options.catalogDir === null ? null : await readCatalogFiles(options.catalogDir);
  if (files && !files.ok)
    return wrong(files.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
  return withDatabase(async (db, config) => {
    const catalog = files?.catalog ?? (await catalogInForce({ db }));
    if (!catalog) return wrong('No catalogue has been imported, so there is nothing to replay.');
    if (config.model.kind === 'local' && options.model)
      return wrong('--model wants a server to ask: OPENAI_API_KEY is not set.');
    const replayed = await replayAll(db, config, { options, catalog });
    console.log(options.json ? jsonOf(replayed, config) : textOf(replayed, config, catalog));
    // A gate that has seen too little of what it was to see stays shut.
    return replayed.verdict === 'passed' ? 0 : 1;
  });
}, couldNotTell);

function wrong(why: string): number {
  console.error(why);
  return couldNotTell;
}

function replayAll(
  db: PrismaClient,
  { model, settings }: Config,
  { options, catalog }: { options: ReplayOptions; catalog: Catalog },
): Promise<Replayed> {
  const { local, days, sample, seed, budget } = options;
  const asked = model.kind === 'openai' && !local ? model : null;
  const deps = { db, settings, now: () => new Date() };
  return replay(deps, {
    catalog,
    model: asked && {
      model: patientModel(guardModel(openModel({ ...asked, model: options.model ?? asked.name }), asked)),
      atOnce: asked.atOnce,
      budget,
    },
    since: days === null ? new Date(0) : new Date(Date.now() - days * dayLong),
    sample,
    seed,
    begin: (cases) => progressBar(cases),
  });
}

function jsonOf(replayed: Replayed, config: Config): string {
  return JSON.stringify({ ...replayed, cost: costOf(replayed, config) }, null, 2);
}

function textOf(replayed: Replayed, config: Config, { categories }: Catalog): string {
  const { staffLanguage } = config.settings;
  return replayText(replayed, {
    say: wordsIn[staffLanguage],
    nameOf: categoryNames(categories, staffLanguage),
    cost: costOf(replayed, config),
  });
}

/** In the currency of the prices; null without prices. */
function costOf({ asked }: Replayed, { settings }: Config): number | null {
  const { prices } = settings.modelCosts;
  return prices && (asked.tokensIn * prices.in + asked.tokensOut * prices.out) / 1_000_000;
}
