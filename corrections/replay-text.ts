import type { Line } from '../core/triage/replay/compare.ts';
import type { Replayed } from '../core/triage/replay/replay.ts';
import { percent, table } from './table.ts';
import type { Words } from './words.ts';

/** Then beside now, as a table for people. `cost` is null where no prices are set. */
export function replayText(
  replayed: Replayed,
  { say, nameOf, cost }: { say: Words; nameOf: (code: string) => string; cost: number | null },
): string {
  const { replay } = say;
  const { lines, cases, source, modelName, promptVersion, asked } = replayed;
  const title = ({ category }: Line) => (category === null ? say.all : nameOf(category));
  const by = [replay.sources[source], modelName, promptVersion].filter(Boolean).join(' · ');
  const worse = lines.filter(({ verdict }) => verdict === 'worse').map(title);
  return [
    replay.head(cases, by),
    leftOutLines(replayed, say).join('\n'),
    replay.note,
    table(
      [say.category, ...replay.columns, ''],
      lines.map((line) => [title(line), ...cells(line, say)]),
    ),
    source === 'model' &&
      replay.spent(asked.calls, asked.tokensIn, asked.tokensOut, cost?.toFixed(4) ?? replay.noPrices),
    lines[0]!.cases === 0 ? replay.nothing : replay.verdict(worse.join(', ')),
  ]
    .filter(Boolean)
    .join('\n\n');
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
