import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { readOptions } from './chaos/options.ts';
import { printReport } from './chaos/print.ts';
import { run } from './chaos/run.ts';
import { runCommand } from './parts/run.ts';

/**
 * npm run chaos: real processes under load and attack, all from one seed. Prints what was promised and whether it was kept; exits 1 at the
 * first broken promise, with that ticket's events and the seed.
 */
await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), randomInt(1_000_000));
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  const began = Date.now();
  const report = await run(options, (line) => {
    if (!options.json) console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  });
  if (options.json) console.log(JSON.stringify(report));
  else printReport(report);
  if (report.rows.some(({ breaches }) => breaches.length > 0)) return 1;
  await rm(report.home, { recursive: true, force: true });
  return 0;
});
