import type { Report } from './run.ts';

/** The report as a table for people. */
export function printReport({ options, rows, attacks, restarts, settledAfter, events, home }: Report): void {
  const { seed, complaints, queue, minutes } = options;
  console.log(`\n${complaints} complaints in ${minutes} min, queue on ${queue}, seed ${seed}\n`);
  for (const [attack, count] of Object.entries(attacks))
    console.log(`${String(count).padStart(6)} × ${attack}`);
  console.log(`${String(restarts).padStart(6)} restarts of bots and workers\n`);
  for (const { promise, checked, breaches } of rows) {
    const verdict = breaches.length === 0 ? 'kept  ' : 'BROKEN';
    console.log(`${verdict} ${String(checked).padStart(6)}  ${promise}`);
  }
  console.log(`\nAll had settled ${settledAfter} s after the last attack.`);
  const broken = rows.find(({ breaches }) => breaches.length > 0);
  if (!broken) return;
  console.log(`\nBroken: ${broken.promise} (seed ${seed})`);
  for (const { what } of broken.breaches.slice(0, 10)) console.log(`  ${what}`);
  if (broken.breaches.length > 10) console.log(`  and ${broken.breaches.length - 10} more`);
  for (const event of events) console.log(`    ${event}`);
  console.log(`The logs of the processes are in ${home}`);
}
