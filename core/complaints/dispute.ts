import { touchCards } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { expect, withinTheHour } from '../people/expecting.ts';
import { commit } from '../unit.ts';

/**
 * The resident says that we did not understand them. Reviewers see it at once, on the card; the next words of the
 * resident are taken as what should be put right.
 */
export async function dispute(
  deps: Deps,
  { complaintId, personId }: { complaintId: number; personId: number },
): Promise<{ kind: 'disputed'; reference: string } | { kind: 'not-yours' }> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    const complaint = await tx.complaint.findUnique({ where: { id: complaintId } });
    if (!complaint || complaint.personId !== personId) return { kind: 'not-yours' } as const;
    const { count } = await tx.ticket.updateMany({
      where: { complaintId, disputed: false },
      data: { disputed: true },
    });
    if (count > 0) {
      await record(unit, { complaintId, type: 'disputed', by: { kind: 'resident', personId } });
      await touchCards(unit, { complaintId });
    }
    await expect(tx, personId, { what: 'correction', complaintId, until: withinTheHour(at) });
    return { kind: 'disputed', reference: complaint.reference } as const;
  });
}
