import type { Complaint } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import type { Proposal } from './proposal.ts';

/** Longer than this nobody waits for a model: people can sort meanwhile. In seconds. */
const longestWait = 20;
const lately = 60_000;

/**
 * How long the model should be waited for, in milliseconds; null where it answered, where that would take too long, or where it has been
 * waited for just now: once is enough.
 */
export async function worthWaiting(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { id: complaintId }: Pick<Complaint, 'id'>,
  { retryAfter, modelCallId }: Proposal,
): Promise<number | null> {
  if (retryAfter === undefined || retryAfter > longestWait) return null;
  const before = await db.modelCall.count({
    where: {
      complaintId,
      purpose: 'triage',
      outcome: { not: 'answered' },
      id: { not: modelCallId ?? undefined },
      createdAt: { gte: new Date(now().getTime() - lately) },
    },
  });
  return before === 0 ? Math.ceil(retryAfter * 1000) : null;
}
