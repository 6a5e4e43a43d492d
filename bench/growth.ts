import { join } from 'node:path';
import { startDatabase } from '../chaos/database.ts';
import { importCatalog } from '../core/catalog/import-catalog.ts';
import { readCatalogFiles } from '../infra/catalog-files.ts';
import { openDatabase } from '../infra/database/database.ts';
import { migrate } from '../infra/database/migrate.ts';
import { settleTown } from '../town.ts';
import { explain } from './explain.ts';
import type { Figure, Section } from './figures.ts';
import { type HotPath, openHotPaths } from './hot-paths.ts';
import { makeLateFindable } from './late-tickets.ts';
import { quantile } from './latency.ts';
import type { Learned } from './learn.ts';
import { writeOldTickets } from './old-tickets.ts';
import { inProcess } from './processes.ts';
import type { Plan, Task } from './run.ts';
import { depsFor } from './stage.ts';

/** So few tickets of former years count as none, and give everybody a list of their own to look at. */
const few = 100;

/** The same verbs on a database that has grown for years and on one that has not, in turns. */
export async function growth({ options, home, tell }: Task): Promise<{ section: Section; plans: Plan[] }> {
  const { oldTickets, seconds } = options;
  const server = await startDatabase(home);
  const opened: { close: () => Promise<void> }[] = [];
  const open = async (name: string, tickets: number) => {
    const town = await openTown(server.url, name, tickets);
    opened.push(town);
    return town;
  };
  try {
    const fresh = await open('fresh', few);
    const began = performance.now();
    const grown = await open('grown', oldTickets);
    tell(`  ${oldTickets} old tickets written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const learned = (await inProcess('bench/learn.ts', { url: grown.url })) as Learned;
    const figures = await compare(
      openHotPaths(grown.deps, oldTickets),
      openHotPaths(fresh.deps, few),
      seconds,
    );
    const plans = options.explain ? await explain(grown, join(home, 'postgres.log'), oldTickets) : [];
    const how = `p50 of the verbs themselves; beside: with ${few} old tickets`;
    return { section: { part: 'growth', how, figures: [...figures, ...learnedFigures(learned)] }, plans };
  } finally {
    for (const one of opened) await one.close();
    await server.stop();
  }
}

export type Town = Awaited<ReturnType<typeof openTown>>;

/** A database of its own on the server, with the default district and a past. */
async function openTown(at: string, name: string, tickets: number) {
  const server = openDatabase({ url: at, max: 1 });
  await server.db.$executeRawUnsafe(`create database ${name}`);
  await server.close();
  const url = Object.assign(new URL(at), { pathname: `/${name}` }).toString();
  await migrate(url);
  const { db, close } = openDatabase({ url, max: 4 });
  const deps = depsFor(db, { TAKE_BACK_SECONDS: '0', QUIET_SPELL_SECONDS: '0' });
  const files = await readCatalogFiles('catalog/district');
  if (!files.ok) throw new Error('the catalogue cannot be read');
  await importCatalog(deps, { catalog: files.catalog });
  await settleTown(deps);
  await writeOldTickets(url, tickets);
  await makeLateFindable(deps);
  return { url, deps, close };
}

/** In turns, so that whatever else the machine does comes upon both. */
async function compare(grown: HotPath[], fresh: HotPath[], seconds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [index, path] of grown.entries()) {
    const [ours, beside]: [number[], number[]] = [[], []];
    const deadline = performance.now() + (seconds * 1000) / 2;
    for (let turn = 0; turn < 5 || performance.now() < deadline; turn += 1) {
      // The first turns read what later ones find in memory.
      const [late, early] = [await path.time(), await fresh[index]!.time()];
      if (turn >= 3) {
        ours.push(late);
        beside.push(early);
      }
    }
    figures.push({
      ...{ what: path.name, unit: 'ms', ours: quantile(ours, 0.5), beside: quantile(beside, 0.5) },
      ...(path.goal && { goal: path.goal }),
    });
  }
  return figures;
}

function learnedFigures({ seconds, bytes }: Learned): Figure[] {
  return [
    { what: 'the classifier learns at start', unit: 's', ours: seconds },
    { what: 'the classifier learns at start', unit: 'MB of memory', ours: bytes / 2 ** 20 },
  ];
}
