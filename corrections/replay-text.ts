import type { Line } from '../core/triage/replay/compare.ts';
import type { Replayed } from '../core/triage/replay/replay.ts';
import { table } from '../infra/terminal/table.ts';
import { percent } from './shares.ts';
import type { Words } from './words.ts';

interface Saying {
  say: Words;
  nameOf: (code: string) => string;
}

/** Then beside now, as a table for people of each that is compared. `cost` is null where no prices are set. */
export function replayText(
  replayed: Replayed,
  { say, nameOf, cost }: Saying & { cost: number | null },
): string {
  const { replay } = say;
  const { comparisons, cases, source, modelName, promptVersion, asked, spared } = replayed;
  const by = [replay.sources[source], modelName, promptVersion].filter(Boolean).join(' · ');
  return [
    replay.head(cases, by),
    leftOutLines(replayed, say).join('\n'),
    replay.note,
    ...comparisons.map(({ of, lines }) =>
      table(
        [replay.compared[of], ...replay.columns, ''],
        lines.map((line) => [titleOf(line, { say, nameOf }), ...cells(line, say)]),
      ),
    ),
    spared > 0 && replay.spared(spared),
    source === 'model' &&
      replay.spent(asked.calls, asked.tokensIn, asked.tokensOut, cost?.toFixed(4) ?? replay.noPrices),
    ...verdictLines(replayed, { say, nameOf }),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function verdictLines({ comparisons, cases, compared, verdict }: Replayed, saying: Saying): string[] {
  const { replay } = saying.say;
  if (cases === 0) return [replay.nothing];
  if (verdict === 'too-few') return [replay.tooFew(compared, cases)];
  const worse = comparisons.flatMap(({ of, lines }) => {
    const names = lines.filter((line) => line.verdict === 'worse').map((line) => titleOf(line, saying));
    return names.length > 0 ? `${replay.compared[of]}: ${names.join(', ')}` : [];
  });
  return [replay.verdict(worse.join('; '))];
}

function titleOf({ category }: Line, { say, nameOf }: Saying): string {
  return category === null ? say.all : nameOf(category);
}

function leftOutLines({ leftOut, notCompared }: Replayed, say: Words): string[] {
  const { leftOut: words } = say.replay;
  const { categories, incomparable, wordless } = leftOut;
  return [
    ...categories.map(({ code, references }) => words.category(code, references.join(', '))),
    ...(incomparable > 0 ? [words.incomparable(incomparable)] : []),
    ...(wordless > 0 ? [words.wordless(wordless)] : []),
    ...Object.entries(notCompared).map(([why, count]) => words.notCompared(why, count)),
  ];
}

function cells(line: Line, say: Words): string[] {
  const { difference, interval, chance, verdict } = line;
  const [low, high] = interval.map(points);
  return [
    String(line.cases),
    `${line.rightThen} (${percent(line.cases === 0 ? 0 : line.rightThen / line.cases)})`,
    `${line.rightNow} (${percent(line.cases === 0 ? 0 : line.rightNow / line.cases)})`,
    String(line.onlyThen),
    String(line.onlyNow),
    `${points(difference)} (${low} – ${high})`,
    chance < 0.001 ? '< 0.001' : chance.toFixed(3),
    say.replay.verdicts[verdict],
  ];
}

/** Percentage points, with their sign. */
function points(difference: number): string {
  const rounded = Math.round(100 * difference);
  return rounded > 0 ? `+${rounded}` : String(rounded).replace('-', '−');
}
