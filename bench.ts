import { readOptions } from './bench/options.ts';
import { printReport } from './bench/print.ts';
import { run } from './bench/run.ts';
import { runCommand } from './parts/run.ts';

/** npm run bench: how fast the product is, beside the bare parts that it is made of, on the same machine in the same run. */
await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  const report = await run(options, (line) => console.error(line));
  if (options.json) console.log(JSON.stringify(report));
  else printReport(report);
  return 0;
});
