import { catalogInForce } from './core/catalog/in-force.ts';
import { accuracy } from './core/triage/measure/accuracy.ts';
import { accuracyText, categoryNames } from './corrections/accuracy-text.ts';
import { accuracyUsage, readAccuracyOptions } from './corrections/options.ts';
import { wordsIn } from './corrections/words.ts';
import { withDatabase } from './infra/database/standalone.ts';
import { runCommand } from './parts/run.ts';

const dayLong = 24 * 60 * 60_000;

/** How right suggestions have been, beside what people decided, also while `npm start` runs: `npm run accuracy`. */
await runCommand(async () => {
  const options = readAccuracyOptions(process.argv.slice(2));
  if (!options) {
    console.error(accuracyUsage);
    return 2;
  }
  return withDatabase(async (db, { settings }) => {
    const since = new Date(Date.now() - options.days * dayLong);
    const found = await accuracy({ db, settings }, { since });
    if (options.json) {
      console.log(JSON.stringify(found, null, 2));
      return 0;
    }
    const language = settings.staffLanguage;
    const catalog = await catalogInForce({ db });
    console.log(accuracyText(found, wordsIn[language], categoryNames(catalog?.categories ?? [], language)));
    return 0;
  });
});
