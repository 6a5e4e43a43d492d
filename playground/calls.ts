/** One call of the bot as remembered: never its text. */
export type CallEntry = {
  n: number;
  /** ISO time at which the call came in. */
  at: string;
  method: string;
  chat?: number;
  ok: boolean;
  /** The message sent or edited. */
  message?: number;
  errorCode?: number;
  description?: string;
  fault?: string;
  /** The seconds that a 429 asked for. */
  retryAfter?: number;
};

export type CallLog = {
  add(entry: Omit<CallEntry, 'n'>): void;
  list(filter: { method?: string; chat?: number; after?: number }): CallEntry[];
};

const KEPT = 5000;

/** The last 5,000 calls, but getUpdates, which would drown the rest. */
export function createCallLog(): CallLog {
  const ring: CallEntry[] = [];
  let count = 0;
  return {
    add: (entry) => {
      if (entry.method.toLowerCase() === 'getupdates') return;
      ring[count % KEPT] = { n: count + 1, ...entry };
      count += 1;
    },
    list: ({ method, chat, after = 0 }) => {
      const from = Math.max(after, count - KEPT);
      const entries = Array.from({ length: Math.max(0, count - from) }, (_, i) => ring[(from + i) % KEPT]!);
      return entries.filter(
        (entry) =>
          (method === undefined || entry.method.toLowerCase() === method.toLowerCase()) &&
          (chat === undefined || entry.chat === chat),
      );
    },
  };
}
