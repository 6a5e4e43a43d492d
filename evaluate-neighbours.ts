import { parseArgs } from 'node:util';
import { fit } from './evaluate/neighbours/fit.ts';
import { fittedKinds, isUnlistedInFit, makeUp, measuredKinds } from './evaluate/neighbours/made-up.ts';
import { measure } from './evaluate/neighbours/measure.ts';
import { pairsOf } from './evaluate/neighbours/pairs.ts';
import { measuredText } from './evaluate/neighbours/print.ts';
import { CannotStart } from './infra/cannot-start.ts';
import { readCatalogFiles } from './infra/catalog-files.ts';
import { runCommand } from './parts/run.ts';

const usage = `Usage:
  npm run evaluate:neighbours                   how well complaints of one problem are found among others, in a made-up town
  npm run evaluate:neighbours -- --groups 300   so many problems, each told by two to five residents
  npm run evaluate:neighbours -- --seed N       another town
  npm run evaluate:neighbours -- --json         all of it, for programs
  npm run evaluate:neighbours -- --unlisted     as if all were told of things that core/neighbours/things.ts does not list
  npm run evaluate:neighbours -- --fit          the weights that fit best, for core/neighbours/weights.ts`;

/** Measures the likeness of tickets on a made-up town: `npm run evaluate:neighbours`. */
await runCommand(async () => {
  const options = read();
  if (!options) {
    console.error(usage);
    return 2;
  }
  const { groups, seed, json } = options;
  const files = await readCatalogFiles('catalog/district');
  if (!files.ok) throw new CannotStart('catalog/district cannot be read');
  const kinds = options.fit ? fittedKinds : measuredKinds;
  const made = makeUp({ groups, seed, kinds });
  if (options.fit) {
    console.log(JSON.stringify(fit(pairsOf(files.catalog, made, isUnlistedInFit).compared), null, 2));
    return 0;
  }
  const pairs = pairsOf(files.catalog, made, () => options.unlisted);
  if (json) console.log(JSON.stringify({ groups, seed, ...measure(pairs) }, null, 2));
  else console.log(measuredText(measure(pairs)));
  return 0;
});

function read() {
  const options = {
    groups: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    unlisted: { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const [groups, seed] = [Number(values.groups), Number(values.seed)];
    const whole = Number.isInteger(groups) && groups > 0 && Number.isInteger(seed) && seed >= 0;
    return whole ? { ...values, groups, seed } : null;
  } catch {
    return null;
  }
}
