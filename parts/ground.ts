import { importCatalog } from '../core/catalog/import-catalog.ts';
import { catalogInForce } from '../core/catalog/in-force.ts';
import type { Deps } from '../core/deps.ts';
import type { Model } from '../core/triage/model/model.ts';
import { CannotStart } from '../infra/cannot-start.ts';
import { readCatalogFiles } from '../infra/catalog-files.ts';
import type { Config } from '../infra/config.ts';
import { openClock } from '../infra/database/clock.ts';
import { openDatabase } from '../infra/database/database.ts';
import { migrate } from '../infra/database/migrate.ts';
import { startPostgres } from '../infra/embedded/postgres.ts';
import type { Logger } from '../infra/log.ts';
import { guardModel } from '../infra/model/guarded-model.ts';
import { openModel } from '../infra/model/openai-model.ts';
import { openQueues, type Queues } from '../infra/queues/queues.ts';

/** What every process stands on, whichever parts run in it. */
export interface Ground extends AsyncDisposable {
  config: Config;
  log: Logger;
  databaseUrl: string;
  queues: Queues;
  deps: Deps;
}

/**
 * Opens the database (embedded or not, migrated, with a catalogue) and the queues. Disposing of it closes what it opened, pools before
 * the server. Throws `CannotStart` with a sentence for the person at the terminal.
 */
export async function openGround(config: Config, log: Logger): Promise<Ground> {
  await using opened = new AsyncDisposableStack();
  const databaseUrl = await reachPostgres(config, opened);
  await migrate(databaseUrl, () => log.info({}, 'waiting for the database'));
  const onError = (error: Error) => log.warn({ error }, 'a connection to the database broke');
  const database = openDatabase({ url: databaseUrl, onError });
  opened.defer(() => database.close());
  const clock = await openClock(database.db);
  opened.defer(clock.close);
  const backend =
    config.queue.kind === 'redis' ? config.queue : ({ kind: 'postgres', url: databaseUrl } as const);
  const queues = await openQueues({ backend, log });
  opened.defer(() => queues.close());
  const deps: Deps = {
    db: database.db,
    now: clock.now,
    ring: queues.ring,
    report: (error, where) => log.error({ ...where, error }, 'something went wrong and was survived'),
    model: modelOf(config),
    settings: config.settings,
  };
  await importFirstCatalog(deps, config.catalogDir, log);
  const all = opened.move();
  return { config, log, databaseUrl, queues, deps, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** One a process: who asks it, asks with the same care. */
function modelOf({ model }: Config): Model | null {
  return model.kind === 'local' ? null : guardModel(openModel({ ...model, model: model.name }), model);
}

async function reachPostgres({ database }: Config, opened: AsyncDisposableStack): Promise<string> {
  if (database.kind === 'url') return database.url;
  // Nobody catches this: without its database the whole program ends (run.ts), and the next start recovers what was written.
  const onLost = (reason: string) => {
    throw new CannotStart(`Cannot go on: ${reason}. Its last words are in ${database.dataDir}/postgres.log.`);
  };
  const postgres = await startPostgres({ dataDir: database.dataDir, onLost });
  opened.defer(() => postgres.stop());
  return postgres.url;
}

/** A database without a catalogue gets the one of the folder. Later changes are imported by `npm run catalog -- import`. */
async function importFirstCatalog(deps: Deps, dir: string, log: Logger): Promise<void> {
  if (await catalogInForce(deps)) return;
  const files = await readCatalogFiles(dir);
  if (!files.ok) {
    const problems = files.problems.map(({ file, line, message }) => `- ${file}:${line} ${message}`);
    throw new CannotStart(['The catalogue cannot be used (CATALOG_DIR):', ...problems].join('\n'));
  }
  const { version } = await importCatalog(deps, { catalog: files.catalog });
  log.info({ version, dir }, 'catalogue imported');
}
