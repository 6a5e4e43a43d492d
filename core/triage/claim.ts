import type { Complaint } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import type { Ears } from './media/ears.ts';
import { longestVoices } from './media/write-down-voices.ts';

/** Photos and the model take no longer than this, voices apart. */
const longestBesides = 60_000;

/**
 * Takes a settled complaint for one triage, by moving `settleAt` ahead: until then rings and sweeps leave it alone, and a process that
 * died with it only delays it. New words move `settleAt` themselves, so they break the claim, and are read a quiet spell later together
 * with the old ones. Returns the complaint as it is claimed, or null where somebody was quicker.
 */
export async function claim(
  { db, now, ears }: Pick<Deps, 'db' | 'now'> & { ears?: Ears | null },
  complaint: Complaint,
): Promise<Complaint | null> {
  const voices = ears ? await longestVoices(db, complaint.id) : 0;
  const settleAt = new Date(now().getTime() + longestBesides + voices);
  return (await moveTo(db, complaint, settleAt)) ? { ...complaint, settleAt } : null;
}

/** Gives a claimed complaint back, to be taken up at that moment. Where the claim is broken, others have said when. */
export async function giveBack({ db }: Pick<Deps, 'db'>, claimed: Complaint, settleAt: Date): Promise<void> {
  await moveTo(db, claimed, settleAt);
}

/** What is true of a complaint as long as nobody else has moved it. */
export function unmoved({ id, settleAt }: Pick<Complaint, 'id' | 'settleAt'>) {
  return { id, status: 'gathering', settleAt } as const;
}

async function moveTo(db: Deps['db'], complaint: Complaint, settleAt: Date): Promise<boolean> {
  const { count } = await db.complaint.updateMany({ where: unmoved(complaint), data: { settleAt } });
  return count === 1;
}
