import type { Db, Tx } from '../deps.ts';
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
  db: Db | Tx,
  { complaintId, ticketId }: { complaintId: number; ticketId: number },
): Promise<Said[]> {
  const messages = await db.message.findMany({
    where: {
      complaintId,
      supersededAt: null,
      purpose: { in: [...purposes] },
      OR: [{ ticketId: null }, { ticketId }],
    },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    include: { media: { select: { kind: true }, orderBy: { id: 'asc' } } },
  });
  return messages.map((message) => {
    const purpose = message.purpose as Said['purpose'];
    return {
      who: spokenBy[purpose],
      purpose,
      text: message.text,
      media: message.media.map(({ kind }) => kind),
      edited: message.version > 1,
      forwarded: message.forwarded,
      at: message.sentAt,
    };
  });
}
