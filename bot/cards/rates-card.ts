import type { Rate } from '../../core/rates/rate.ts';
import { type DepartmentRates, names, type Rates } from '../../core/rates/three-rates.ts';
import { blocks, lines, type Pen } from './card.ts';

/** The three rates of all departments, one after the other. */
export function ratesText(
  { overall, departments }: { overall: Rates; departments: DepartmentRates[] },
  days: number,
  pen: Pen,
): string {
  const { rates: say } = pen.say;
  if (departments.length === 0) return blocks(say.title(days), say.none);
  return blocks(
    say.title(days),
    lines(`<b>${say.overall}</b>`, ...rateLines(overall, pen, false)),
    ...departments.map((department) => departmentBlock(department, pen)),
    say.how,
  );
}

/** Those of one department, category by category. */
export function ratesOfDepartment(department: DepartmentRates, days: number, pen: Pen): string {
  return blocks(
    pen.say.rates.title(days),
    departmentBlock(department, pen),
    ...department.categories.map(({ name, rates }) =>
      lines(`<b>${pen.name(name)}</b>`, ...rateLines(rates, pen, false)),
    ),
  );
}

function departmentBlock({ name, rates, returns, unheard }: DepartmentRates, pen: Pen): string {
  const { rates: say } = pen.say;
  return lines(
    `<b>${pen.name(name)}</b>`,
    ...rateLines(rates, pen, true),
    returns.all > 0 && say.returns(returns.all, returns.inVain),
    unheard > 0 && say.unheard(unheard),
  );
}

function rateLines(rates: Rates, pen: Pen, compared: boolean): string[] {
  const { rates: say } = pen.say;
  return names.map((name) => say.line(say.names[name], rateText(rates[name], pen, compared)));
}

/** A share is never shown without the numbers behind it, and of a handful not at all. */
function rateText({ good, all, share, interval, adjusted, few }: Rate, pen: Pen, compared: boolean): string {
  const { rates: say } = pen.say;
  if (share === null) return say.nothing;
  if (few) return say.few(good, all);
  const [low, high] = interval.map(percent);
  const told = say.share({ percent: percent(share), good, all, low: low!, high: high! });
  return compared && adjusted !== null ? told + say.adjusted(percent(adjusted)) : told;
}

function percent(share: number): number {
  return Math.round(share * 100);
}
