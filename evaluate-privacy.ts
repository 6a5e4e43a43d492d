import { parseArgs } from 'node:util';
import { parts } from './evaluate/privacy/items.ts';
import { firstMeasured, measure } from './evaluate/privacy/measure.ts';
import { printMeasured } from './evaluate/privacy/print.ts';
import { runCommand } from './parts/run.ts';

const usage = `Usage:
  npm run evaluate:privacy              how much of what is private the vault finds, and how much else it takes
  npm run evaluate:privacy -- --wrong   each secret missed and each word taken without need as well
  npm run evaluate:privacy -- --json    all of it, for programs`;

/** Measures the privacy vault on the set in `evaluate/privacy/`: `npm run evaluate:privacy`. */
await runCommand(async () => {
  const options = { json: { type: 'boolean' }, wrong: { type: 'boolean' } } as const;
  const read = (() => {
    try {
      return parseArgs({ options }).values;
    } catch {
      return null;
    }
  })();
  if (!read) {
    console.error(usage);
    return 2;
  }
  const measured = parts.map(measure);
  if (read.json) {
    console.log(JSON.stringify({ measured, firstMeasured }, null, 2));
    return 0;
  }
  for (const part of measured) printMeasured(part.part, part, read.wrong ?? false);
  printMeasured('held-out, before the rules had seen it', firstMeasured, false);
  return 0;
});
