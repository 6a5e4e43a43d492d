export interface Arrival {
  at: number;
  messages: number;
}

/** The most messages that came in any window of so many milliseconds. */
export function mostWithin(arrivals: readonly Arrival[], window: number): number {
  const sums = arrivals.map(({ at: end }) =>
    arrivals
      .filter(({ at }) => at <= end && at > end - window)
      .reduce((sum, { messages }) => sum + messages, 0),
  );
  return Math.max(0, ...sums);
}
