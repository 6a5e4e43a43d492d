import { type Interval, intervalOfShare } from '../triage/measure/statistics.ts';

/** Cases that count, and those of them that went well; `expected`: how many would have, had each gone as its kind does everywhere. */
export interface Tally {
  good: number;
  all: number;
  expected: number;
}

/** A rate with the numbers behind it. */
export interface Rate {
  good: number;
  all: number;
  /** Null where nothing counts. */
  share: number | null;
  /** Where it may lie, 95 % of the time. */
  interval: Interval;
  /** What the share would be with everybody's mix of cases. Null where there is nothing to compare with. */
  adjusted: number | null;
  /** So few that a share would say more than they do. */
  few: boolean;
}

/** With fewer cases a share is not shown. */
const leastCases = 5;

export function rateOf({ good, all, expected }: Tally, overall: number | null): Rate {
  return {
    good,
    all,
    share: all === 0 ? null : good / all,
    interval: intervalOfShare(good, all),
    adjusted: overall === null || expected === 0 ? null : Math.min(1, (overall * good) / expected),
    few: all < leastCases,
  };
}

interface Seen {
  kind: string;
  good: boolean;
}

/**
 * The tally of some among all, by indirect standardisation: what of each kind of case goes well everywhere says how many of these were to be
 * expected to.
 */
export function tallyOf(some: Seen[], everywhere: Map<string, number>): Tally {
  return {
    good: some.filter(({ good }) => good).length,
    all: some.length,
    expected: some.reduce((sum, { kind }) => sum + (everywhere.get(kind) ?? 0), 0),
  };
}

/** The share of each kind of case that goes well, whoever has it. */
export function sharesByKind(all: Seen[]): Map<string, number> {
  const kinds = Map.groupBy(all, ({ kind }) => kind);
  return new Map(
    [...kinds].map(([kind, cases]) => [kind, cases.filter(({ good }) => good).length / cases.length]),
  );
}
