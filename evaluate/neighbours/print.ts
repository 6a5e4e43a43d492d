import { table } from '../../infra/terminal/table.ts';
import type { Measured, Share } from './measure.ts';

/** What was measured, as tables for people. */
export function measuredText(measured: Measured): string {
  const { pairs, threshold, all, within, across, nearMisses, calibration, calibrationError } = measured;
  const share = (what: string, { same, precision, recall }: Share) => [
    what,
    String(same),
    percent(precision),
    percent(recall),
  ];
  return [
    `${pairs} pairs compared, threshold ${threshold}`,
    table(
      ['pairs of one problem', 'there are', 'precision', 'recall'],
      [share('all', all), share('in one language', within), share('across languages', across)],
    ),
    table(
      ['pairs of two problems', 'compared', 'taken for one'],
      nearMisses.map(({ why, pairs: compared, taken }) => [names[why], String(compared), String(taken)]),
    ),
    table(
      ['score', 'pairs', 'says', 'is'],
      calibration.map(({ from, to, pairs: of, says, is }) => [
        `${from} to ${to}`,
        String(of),
        percent(says),
        percent(is),
      ]),
    ),
    `calibration error ${percent(calibrationError)}`,
  ].join('\n\n');
}

const names: Record<Measured['nearMisses'][number]['why'], string> = {
  own: 'by chance',
  'same-place': 'same place, other problem',
  'same-words': 'same words, other place',
  'next-house': 'same street, other house',
  'other-season': 'same problem, other season',
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
