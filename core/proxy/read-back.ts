import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { commit } from '../unit.ts';

/** The writer read to the person what was understood, and it is right. Saying so again changes nothing. */
export async function readBack(
  deps: Deps,
  { complaintId, writerId }: { complaintId: number; writerId: number },
): Promise<boolean> {
  return commit(deps, async (unit) => {
    const { count } = await unit.tx.proxy.updateMany({
      where: { complaintId, writerId, readBackAt: null, joinedAt: null },
      data: { readBackAt: unit.at },
    });
    if (count === 0) return false;
    await record(unit, { complaintId, type: 'read_back', by: { kind: 'resident', personId: writerId } });
    await touchCards(unit, { complaintId });
    return true;
  });
}
