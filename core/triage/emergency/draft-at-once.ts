import type { Complaint } from '../../../prisma/generated/client.ts';
import type { CatalogInForce } from '../../catalog/catalog.ts';
import { watchForEmergency } from '../../complaints/receive.ts';
import type { Deps } from '../../deps.ts';
import { draftTickets } from '../../tickets/draft-tickets.ts';
import { commit } from '../../unit.ts';
import { unmoved } from '../claim.ts';
import type { Learned } from '../local/learning.ts';
import { proposeLocally } from '../local/local-proposal.ts';
import type { Proposal, Reading } from '../proposal.ts';

/**
 * Who smells gas does not wait for a model: the reviewers' card goes out at once, as the local classifier reads the message, whole. The
 * claim goes on, and the complaint stays untriaged, so that whoever takes it up completes the draft, were this process to die now.
 */
export async function draftAtOnce(
  deps: Deps,
  {
    catalog,
    complaint,
    reading,
    emergency,
  }: { catalog: CatalogInForce; complaint: Complaint; reading: Reading; emergency: string | null },
  { classifier }: Learned,
): Promise<void> {
  const local = proposeLocally(classifier, catalog, reading, { whole: true });
  const proposal = { ...aboveTheFloor(local, emergency), untilAnswered: true };
  await commit(deps, async (unit) => {
    const { count } = await unit.tx.complaint.updateMany({
      where: { ...unmoved(complaint), tickets: { none: {} } },
      data: { kind: proposal.kind, language: proposal.language },
    });
    if (count === 0) return;
    await watchForEmergency(unit, complaint, reading);
    const now = await unit.tx.complaint.findUniqueOrThrow({ where: { id: complaint.id } });
    await draftTickets(unit, { complaint: now, catalog, proposal });
  });
}

/** Who writes of gas or fire neither thanks nor jokes, whoever says so. */
export function aboveTheFloor(proposal: Proposal, emergency: string | null): Proposal {
  const silent = proposal.kind === 'thanks' || proposal.kind === 'not_for_us';
  return emergency && silent ? { ...proposal, kind: 'complaint' } : proposal;
}
