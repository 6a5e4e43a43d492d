import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCategory } from './core/catalog/catalog.ts';
import { catalogInForce } from './core/catalog/in-force.ts';
import { openActors } from './demo/actors.ts';
import { play } from './demo/play.ts';
import { judge, printTable, type Row } from './demo/report.ts';
import { type Scenario, scenarios } from './demo/scenarios.ts';
import { readConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { startAll } from './parts/all.ts';

/**
 * npm run demo: a dozen complaints on embedded defaults, from chat to department and back, through the playground's API. Prints each
 * one's way; exits 0 only if each ended where it should.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-demo-'));
const rows = await runAll().finally(() => rm(dataDir, { recursive: true, force: true }));
printTable(rows);
const wrong = rows.filter(({ right }) => !right).length;
console.log(
  wrong === 0
    ? '\nEach ended where it should.'
    : `\n${wrong} of ${rows.length} did not end where they should.`,
);
process.exit(wrong === 0 ? 0 : 1);

async function runAll(): Promise<Row[]> {
  const env = { DATA_DIR: dataDir, PLAYGROUND_PORT: '3900', PORT: '3901', LOG_LEVEL: 'warn' };
  const read = readConfig({ ...env, QUIET_SPELL_SECONDS: '1' });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  await using all = await startAll(read.config, openLog(read.config.log), new AbortController().signal);
  const actors = openActors(all.playground!);
  const catalog = (await catalogInForce(all.deps))!;
  const stage = { actors, departmentOf: (category: string) => findCategory(catalog, category)!.department };
  console.log(`${scenarios.length} complaints, in the playground at ${all.playground}\n`);
  const playOne = async (scenario: Scenario, index: number) => {
    const id = 5001 + index;
    const person = { id, firstName: `Resident ${index + 1}`, languageCode: scenario.language };
    await actors.request('POST', '/api/people', person);
    return judge(all.deps, await play(stage, scenario, id));
  };
  const played = await Promise.allSettled(scenarios.map(playOne));
  return played.flatMap((one, index) =>
    one.status === 'fulfilled'
      ? one.value
      : [{ title: scenarios[index]!.title, reference: '', way: String(one.reason), ends: '', right: false }],
  );
}
