import type { CatalogInForce } from '../catalog/catalog.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { textsOf } from '../catalog/names.ts';
import type { Calendar } from '../clocks/calendar.ts';
import { endOf } from '../clocks/reckon.ts';
import { calendarOf } from '../clocks/written-calendar.ts';
import type { Deps, Texts } from '../deps.ts';
import { spanFor } from '../tickets/due.ts';
import { endingOf, errandOf } from '../tickets/errand.ts';
import { type Rate, rateOf, sharesByKind, tallyOf } from './rate.ts';
import { type Case, type Period, readCases, readReturns, readWords, type Word } from './read-cases.ts';

export const names = ['response', 'resolution', 'satisfaction'] as const;
export type RateName = (typeof names)[number];
export type Rates = Record<RateName, Rate>;

export interface DepartmentRates {
  code: string;
  name: Texts;
  rates: Rates;
  /** How often it said "not ours"; and of tickets that it has all the same. */
  returns: { all: number; inVain: number };
  /** Answered, and the resident has said nothing. */
  unheard: number;
  categories: { code: string; name: Texts; rates: Rates }[];
}

/** One case or word under one rate. */
interface Seen {
  rate: RateName;
  department: string;
  category: string;
  kind: string;
  good: boolean;
}

/**
 * The three rates of every department over the tickets of a period: whether it responded in time, whether what is due is resolved, and
 * whether residents who said a word were satisfied. What can't be known yet counts for neither side. docs/rates.md says which ways there
 * might be to make a rate look better, and what closes each.
 */
export async function threeRates(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  period: Period,
): Promise<{ overall: Rates; departments: DepartmentRates[] }> {
  const catalog = await catalogInForce(deps);
  if (!catalog) throw new Error('no catalogue has been imported');
  const clock = { catalog, calendar: calendarOf(catalog.calendar, deps.settings.timeZone), now: deps.now() };
  const cases = await readCases(deps, period);
  const words = await readWords(deps, period);
  const returns = await readReturns(deps, period);
  const seen = [...cases.flatMap((one) => seenIn(one, clock)), ...words.map(seenInWord)];
  const rates = standardised(seen);
  const codes = new Set([...seen, ...returns].map(({ department }) => department));
  const naming = await readNames(deps, [...codes], seen);
  const departments = [...codes].map((code) => {
    const own = cases.filter(({ department }) => department === code);
    const theirs = seen.filter(({ department }) => department === code);
    const categories = new Set(theirs.map(({ category }) => category));
    return {
      code,
      name: naming(code),
      rates: rates(theirs),
      returns: {
        all: returns.find(({ department }) => department === code)?.count ?? 0,
        inVain: own.reduce((sum, { sentBack }) => sum + sentBack, 0),
      },
      unheard: own.filter(({ status, outcome }) => status === 'closed' && outcome === 'no_answer').length,
      categories: [...categories].sort().map((category) => ({
        code: category,
        name: naming(category),
        rates: rates(theirs.filter((one) => one.category === category)),
      })),
    };
  });
  return { overall: rates(seen), departments: departments.sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

function standardised(all: Seen[]): (some: Seen[]) => Rates {
  const under = (rate: RateName, some: Seen[]) => some.filter((one) => one.rate === rate);
  const everywhere = new Map(names.map((rate) => [rate, sharesByKind(under(rate, all))]));
  const overall = (rate: RateName) => {
    const seen = under(rate, all);
    return seen.length === 0 ? null : seen.filter(({ good }) => good).length / seen.length;
  };
  const of = (rate: RateName, some: Seen[]) =>
    rateOf(tallyOf(under(rate, some), everywhere.get(rate)!), overall(rate));
  return (some) => ({
    response: of('response', some),
    resolution: of('resolution', some),
    satisfaction: of('satisfaction', some),
  });
}

interface Clock {
  catalog: CatalogInForce;
  calendar: Calendar;
  now: Date;
}

function seenIn(one: Case, clock: Clock): Seen[] {
  const { department, category } = one;
  const about = { department, category, kind: kindOf(one) };
  const responded = respondedInTime(one, clock);
  const resolved = isResolved(one, clock);
  return [
    ...(responded === null ? [] : [{ ...about, rate: 'response' as const, good: responded }]),
    ...(resolved === null ? [] : [{ ...about, rate: 'resolution' as const, good: resolved }]),
  ];
}

function seenInWord({ solved, ...word }: Word): Seen {
  const { department, category } = word;
  return { rate: 'satisfaction', department, category, kind: kindOf(word), good: solved };
}

/**
 * What makes a case easy or hard, whoever has it: how urgent it is, and whether something is to be done or only explained. (Its category
 * would compare a department with itself, as each category is one department's.)
 */
function kindOf(one: Pick<Case, 'urgency' | 'kind' | 'emergency'>): string {
  const { urgency, kind, emergency } = one;
  const errand = errandOf(
    { status: 'dispatched', outcome: null, dueAt: null },
    { kind, emergency: emergency ? 'any' : null },
  );
  return `${urgency} ${errand}`;
}

/** Null where it can still respond in time, or never got it. Who sent back what is theirs after all has not responded to it. */
function respondedInTime(one: Case, { catalog, calendar, now }: Clock): boolean | null {
  if (!one.cameAt) return null;
  const isQuestion = kindOf(one).endsWith('question');
  const span = spanFor(catalog, isQuestion ? 'answer' : 'accept', {
    categoryCode: one.category,
    urgency: one.urgency,
  });
  const limit = endOf(calendar, one.cameAt, span);
  const at = isQuestion ? one.answeredAt : one.respondedAt;
  if (one.sentBack > 0) return at === null && limit > now ? null : false;
  return at === null ? (limit > now ? null : false) : at <= limit;
}

/** By the resident's word, or a question explained and not asked again. Null where nobody knows (no word yet, or none ever), or it never came. */
function isResolved(one: Case, { now }: Clock): boolean | null {
  if (!one.cameAt) return null;
  const ending = endingOf(one);
  if (ending === 'solved' || ending === 'explained') return true;
  if (ending !== null || one.status === 'answered') return null;
  return one.reopenings > 0 || one.dueAt! < now ? false : null;
}

async function readNames({ db }: Pick<Deps, 'db'>, departments: string[], seen: Seen[]) {
  const categories = [...new Set(seen.map(({ category }) => category))];
  const rows = [
    ...(await db.department.findMany({ where: { code: { in: departments } } })),
    ...(await db.category.findMany({ where: { code: { in: categories } } })),
  ];
  const known = new Map(rows.map(({ code, names }) => [code, textsOf(names)]));
  return (code: string): Texts => known.get(code) ?? { zh: code, en: code };
}
