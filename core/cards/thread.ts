import type { ComplaintStatus } from '../../prisma/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { Said } from './views.ts';

const purposes = [
  'report',
  'addition',
  'correction',
  'question',
  'reply',
  'not_solved',
  'return_reason',
  'answer',
] as const satisfies Said['purpose'][];

const spokenBy: Record<Said['purpose'], Said['who']> = {
  report: 'resident',
  addition: 'resident',
  correction: 'resident',
  reply: 'resident',
  not_solved: 'resident',
  question: 'staff',
  return_reason: 'department',
  answer: 'department',
};

/** What was said about a ticket, in order: the resident's words to the whole complaint, and what others said of this ticket. */
export async function readThread(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  { complaint, ticketId }: { complaint: { id: number; status: ComplaintStatus }; ticketId: number },
): Promise<Said[]> {
  // While more may come, nothing of it has been listened to.
  const listened = settings.listens && complaint.status !== 'gathering';
  const messages = await db.message.findMany({
    where: {
      complaintId: complaint.id,
      supersededAt: null,
      purpose: { in: [...purposes] },
      OR: [{ ticketId: null }, { ticketId }],
    },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    include: { media: { select: { kind: true, transcript: true }, orderBy: { id: 'asc' } } },
  });
  return messages.map((message) => {
    const purpose = message.purpose as Said['purpose'];
    const who = spokenBy[purpose];
    const voices = message.media.filter(({ kind }) => kind === 'voice' || kind === 'audio');
    return {
      who,
      purpose,
      text: message.text,
      media: message.media.map(({ kind }) => kind),
      heard: voices.flatMap(({ transcript }) => transcript ?? []),
      unheard: listened && who === 'resident' && voices.some(({ transcript }) => transcript === null),
      edited: message.version > 1,
      forwarded: message.forwarded,
      at: message.sentAt,
    };
  });
}
