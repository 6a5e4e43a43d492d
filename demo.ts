import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCategory } from './core/catalog/catalog.ts';
import { catalogInForce } from './core/catalog/in-force.ts';
import type { Deps } from './core/deps.ts';
import { story } from './core/tickets/story.ts';
import { openActors } from './demo/actors.ts';
import { type Played, play } from './demo/play.ts';
import { scenarios } from './demo/scenarios.ts';
import { readConfig } from './infra/config.ts';
import { openLog } from './infra/log.ts';
import { startAll } from './parts/all.ts';

/**
 * npm run demo: a dozen complaints on embedded defaults, from chat to department and back, each way printed as a line. Exits 0 only if each
 * ended where it should.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'citizen-whistle-demo-'));
let wrong = 0;
try {
  const read = readConfig({
    DATA_DIR: dataDir,
    PLAYGROUND_PORT: '3900',
    PORT: '3901',
    QUIET_SPELL_SECONDS: '1',
    LOG_LEVEL: 'warn',
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  await using all = await startAll(read.config, openLog(read.config.log), new AbortController().signal);
  const actors = openActors(all.playground!);
  const catalog = (await catalogInForce(all.deps))!;
  const stage = { actors, departmentOf: (category: string) => findCategory(catalog, category)!.department };
  console.log(`${scenarios.length} complaints, in the playground at ${all.playground}\n`);
  const plays = scenarios.map(async (scenario, index) => {
    const resident = 5001 + index;
    const firstName = `Resident ${index + 1}`;
    await actors.request('POST', '/api/people', { id: resident, firstName, languageCode: scenario.language });
    const played = await play(stage, scenario, resident);
    wrong += await tell(all.deps, played);
  });
  for (const { status, reason } of (await Promise.allSettled(plays)).filter(
    (one) => one.status === 'rejected',
  )) {
    console.log(`✗ ${status}: ${reason instanceof Error ? reason.message : reason}`);
    wrong += 1;
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
console.log(wrong === 0 ? '\nEach ended where it should.' : `\n${wrong} did not end where they should.`);
process.exit(wrong === 0 ? 0 : 1);

/** Prints the way of each ticket; returns how many did not end where they should. */
async function tell(deps: Deps, { scenario, tickets, advised }: Played): Promise<number> {
  let wrong = 0;
  console.log(
    `${scenario.title}${scenario.emergency ? (advised ? '  (told whom to call)' : '  ✗ not told whom to call') : ''}`,
  );
  if (scenario.emergency && !advised) wrong += 1;
  for (const [index, reference] of tickets.entries()) {
    const way = scenario.ways[index]!;
    const status = await endOf(deps, reference, way.ends);
    const found = await story(deps, reference);
    const steps = (found?.steps ?? []).map(({ type, department }) =>
      type === 'dispatched' && department ? `→ ${department.en}` : type,
    );
    const right = status === way.ends;
    if (!right) wrong += 1;
    console.log(`  ${right ? '✓' : '✗'} ${reference.padEnd(10)} ${steps.join(' · ')}  [${status}]`);
  }
  return wrong;
}

/** The last step shows a moment after its tap was answered. */
async function endOf(deps: Deps, reference: string, wanted: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    const ticket = await deps.db.ticket.findUnique({ where: { reference } });
    if (ticket?.status === wanted || attempt >= 100) return ticket?.status;
    await new Promise((done) => setTimeout(done, 50));
  }
}
