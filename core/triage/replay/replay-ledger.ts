import type { Deps } from '../../deps.ts';
import { type Ledger, ledgerFor } from '../model/ledger.ts';

/** What a replay asked of the model in all. */
export interface Asked {
  calls: number;
  tokensIn: number;
  tokensOut: number;
}

/** The ledgers of a replay, one a complaint: so many calls in all, and none beyond, each written down as what it is. */
export function replayLedgers(
  deps: Pick<Deps, 'db' | 'now' | 'settings'>,
  most: number,
): { ledgerOf: (complaintId: number) => Ledger; asked: Asked } {
  const asked: Asked = { calls: 0, tokensIn: 0, tokensOut: 0 };
  const ledgerOf = (id: number): Ledger => {
    const { open, settle } = ledgerFor(deps, { id }, 'replay');
    return {
      open: async (asking) => {
        if (asked.calls >= most) return { kind: 'refused', why: 'budget' };
        // Counted before it is written down, as others ask meanwhile.
        asked.calls += 1;
        const opened = await open(asking);
        if (opened.kind === 'refused') asked.calls -= 1;
        return opened;
      },
      settle: async (callId, spent) => {
        asked.tokensIn += spent.tokensIn;
        asked.tokensOut += spent.tokensOut;
        await settle(callId, spent);
      },
    };
  };
  return { ledgerOf, asked };
}
