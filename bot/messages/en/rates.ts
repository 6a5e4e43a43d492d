import type { Shown } from '../zh/rates.ts';

/** `/rates`: the three rates, with the numbers behind them. Values that are put in are HTML. */
export const ratesTexts = {
  rates: {
    title: (days: number) => `<b>The three rates of the last ${days} days</b> (by the day a resident wrote)`,
    none: 'There is no ticket of that time that counts yet.',
    noSuchDepartment: (name: string) => `There is no department “${name}”.`,
    overall: 'All',
    names: { response: 'Response', resolution: 'Resolution', satisfaction: 'Satisfaction' },
    line: (name: string, value: string) => `${name}: ${value}`,
    share: ({ percent, good, all, low, high }: Shown) => `${percent}% (${good}/${all}, ${low}–${high}%)`,
    few: (good: number, all: number) => `too few (${good}/${all})`,
    nothing: 'none',
    adjusted: (percent: number) => `, ${percent}% with everybody’s mix of cases`,
    returns: (all: number, inVain: number) =>
      `sent back ${all}${inVain > 0 ? `, and has ${inVain} of these after all` : ''}`,
    unheard: (count: number) =>
      `answered without a word from the resident: ${count} (neither satisfied nor resolved)`,
    how: 'By category: /rates CODE of a department. docs/rates.md says what counts.',
  },
};
