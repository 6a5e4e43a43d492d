import type { Measured } from './measure.ts';

/** Prints what was measured; with `wrong`, each secret missed and each word taken without need as well. */
export function printMeasured(title: string, measured: Measured, wrong: boolean): void {
  const { items, kinds, traps, characters } = measured;
  console.log(`${title}: ${items} sentences`);
  console.log('  kind      found   recall');
  for (const { kind, secrets, found } of kinds)
    console.log(
      `  ${kind.padEnd(8)}${`${found}/${secrets}`.padStart(7)}${percent(found, secrets).padStart(9)}`,
    );
  console.log(`  traps masked      ${traps.masked} of ${traps.items}, ${percent(traps.masked, traps.items)}`);
  console.log(
    `  characters masked ${characters.masked} of ${characters.all}, ${percent(characters.masked, characters.all)}`,
  );
  if (wrong)
    for (const { line, what, words } of measured.wrong) console.log(`  line ${line} ${what}: ${words}`);
  console.log();
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
