import { touchCards } from '../cards/touch-cards.ts';
import { stopTickets } from '../complaints/withdraw.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { giveBack } from '../neighbours/leave-group.ts';
import { commit, type Unit } from '../unit.ts';

/**
 * Erases a person: name, account, words, photos, places, drafts made of their words. What stays are the numbers:
 * states, dates, categories and who decided. What no department holds is withdrawn; what one holds goes on without a person
 * to ask at the end. Staff stop being staff. Returns how many complaints were emptied.
 */
export async function forget(
  deps: Deps,
  { personId }: { personId: number },
): Promise<{ complaints: number }> {
  return commit(deps, async (unit) => {
    const { tx, at } = unit;
    const complaints = await tx.complaint.findMany({ where: { personId, erasedAt: null } });
    for (const { id } of complaints) await eraseComplaint(unit, id, personId);
    await eraseLeftUpdates(unit, personId);
    await tx.role.updateMany({
      where: { personId, revokedAt: null },
      data: { revokedAt: at, revokedById: personId },
    });
    await tx.person.update({
      where: { id: personId },
      data: { telegramId: null, name: null, username: null, expecting: {}, forgottenAt: at },
    });
    return { complaints: complaints.length };
  });
}

/** What could not be handled was put aside as it came, with its words. */
async function eraseLeftUpdates({ tx }: Unit, personId: number): Promise<void> {
  const { telegramId } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (telegramId === null) return;
  await tx.telegramUpdate.updateMany({
    where: { lane: telegramId, handledAt: { not: null } },
    data: { payload: {}, lane: 0n },
  });
}

async function eraseComplaint(unit: Unit, complaintId: number, personId: number): Promise<void> {
  const { tx, at } = unit;
  await stopTickets(unit, complaintId, personId);
  // What a department goes on with has lost its words, and speaks for nobody else.
  for (const ticket of await tx.ticket.findMany({ where: { complaintId, joined: { gt: 0 } } }))
    await giveBack(unit, ticket);
  await tx.trait.deleteMany({ where: { ticket: { complaintId } } });
  // An answered ticket waits for a word that will never come.
  await tx.ticket.updateMany({
    where: { complaintId, status: 'answered' },
    data: { status: 'closed', outcome: 'erased', closedAt: at, version: { increment: 1 } },
  });
  await record(unit, { complaintId, type: 'erased', by: { kind: 'resident', personId } });
  await touchCards(unit, { complaintId });
  await takeDown(unit, complaintId);
  await tx.media.deleteMany({ where: { message: { complaintId } } });
  await tx.message.updateMany({
    where: { complaintId },
    data: { text: null, chatId: null, telegramMessageId: null, mediaGroupId: null },
  });
  await tx.ticket.updateMany({
    where: { complaintId },
    data: { title: '', description: '', place: null, since: null, wish: null },
  });
  await tx.suggestion.updateMany({ where: { complaintId }, data: { evidence: [], draft: {} } });
  await tx.proxy.updateMany({
    where: { complaintId },
    data: { name: null, reach: null, whyNot: null, linkHash: null },
  });
  await tx.complaint.update({
    where: { id: complaintId },
    data: { latitude: null, longitude: null, placeName: null, chatId: 0, erasedAt: at, status: 'withdrawn' },
  });
  // After the complaint, which a call that is being written down holds until then.
  await tx.modelCall.updateMany({ where: { complaintId }, data: { sent: null } });
}

/** Staff groups lose the photos and voices; the person's own chat is theirs, and we forget its number. */
async function takeDown({ tx, later }: Unit, complaintId: number): Promise<void> {
  const media = await tx.card.updateManyAndReturn({
    where: { complaintId, kind: { in: ['review_media', 'department_media'] }, state: { not: 'gone' } },
    data: { wanted: { increment: 1 } },
    select: { id: true },
  });
  for (const { id } of media) later({ at: 'notify', id });
  await tx.card.updateMany({
    where: { complaintId, kind: { in: ['resident', 'word'] } },
    data: { state: 'gone', chatId: null, telegramMessageId: null, digest: null },
  });
}
