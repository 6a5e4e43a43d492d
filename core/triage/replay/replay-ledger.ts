import type { Ledger } from '../model/ledger.ts';

/** What a replay asked of the model in all. */
export interface Asked {
  calls: number;
  tokensIn: number;
  tokensOut: number;
}

/**
 * The ledger of a replay: so many calls, and none beyond. It is kept in memory, as a replay is no resident's doing and must not use up
 * what the day's budget leaves to residents.
 */
export function replayLedger(most: number): { ledger: Ledger; asked: Asked } {
  const asked: Asked = { calls: 0, tokensIn: 0, tokensOut: 0 };
  return {
    asked,
    ledger: {
      open: async () => {
        if (asked.calls >= most) return { kind: 'refused', why: 'budget' };
        asked.calls += 1;
        return { kind: 'open', callId: asked.calls };
      },
      settle: async (_callId, { tokensIn, tokensOut }) => {
        asked.tokensIn += tokensIn;
        asked.tokensOut += tokensOut;
      },
    },
  };
}
