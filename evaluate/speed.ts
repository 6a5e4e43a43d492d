import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { percentile } from '../core/triage/measure/statistics.ts';
import { table } from '../infra/terminal/table.ts';
import { madeUpReviews } from './made-up-reviews.ts';
import { megabytes } from './print.ts';
import { suggestLocally } from './suggester.ts';

const [reviews, more, asked] = [10_000, 200, 500];

export type Speed = Awaited<ReturnType<typeof measureSpeed>>;

/** How long the local classifier takes, and what it holds, once it has learned 10,000 reviews in 50 categories. Times in milliseconds. */
export async function measureSpeed(seed: number) {
  const { catalog, rows } = madeUpReviews(reviews + more + asked, seed);
  const before = memoryHeld();
  const begun = performance.now();
  const suggester = suggestLocally(catalog);
  await suggester.learnAll(rows.slice(0, reviews));
  const learnAll = performance.now() - begun;
  // The first suggestion may do what learning put off.
  const first = await timed(() => suggester.suggest(rows.at(-1)!));

  const learning: number[] = [];
  for (const row of rows.slice(reviews, reviews + more))
    learning.push(await timed(() => suggester.learn(row)));
  const suggesting: number[] = [];
  for (const row of rows.slice(reviews + more)) suggesting.push(await timed(() => suggester.suggest(row)));
  const after = memoryHeld();
  return {
    reviews,
    learnAll,
    firstSuggestion: first,
    learnOne: { p50: percentile(learning, 0.5), p99: percentile(learning, 0.99) },
    suggestion: { p50: percentile(suggesting, 0.5), p99: percentile(suggesting, 0.99) },
    memory: { heap: after.heap - before.heap, resident: after.resident - before.resident },
    // Whoever is measured must still be there.
    known: (await suggester.suggest(rows[0]!)).ranked.length > 0,
  };
}

export function speedText({ learnAll, firstSuggestion, learnOne, suggestion, memory }: Speed): string {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const goal = (met: boolean, words: string) => `${words}${met ? '' : '  missed'}`;
  return `${table(
    ['10,000 reviews, 50 categories', 'p50', 'p99', 'goal'],
    [
      ['learning all from nothing', `${(learnAll / 1000).toFixed(2)} s`, '', goal(learnAll < 5000, '5 s')],
      ['the first suggestion then', ms(firstSuggestion), '', ''],
      ['learning one more', ms(learnOne.p50), ms(learnOne.p99), goal(learnOne.p99 < 5, '5 ms')],
      ['one suggestion', ms(suggestion.p50), ms(suggestion.p99), goal(suggestion.p99 < 2, '2 ms')],
      ['heap and buffers', megabytes(memory.heap), '', goal(memory.heap < 200e6, '200 MB')],
      ['resident', megabytes(memory.resident), '', ''],
    ],
  )}`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** After collecting what nobody holds any more, which Node lets a program do only by this flag. */
function memoryHeld() {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
