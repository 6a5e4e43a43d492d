import type { Complaint } from '../../prisma/generated/client.ts';
import type { Deps, Tx } from '../deps.ts';
import type { Reading } from './proposal.ts';

/** Puts together what triage reads: the resident's words in the order in which they wrote them, and what came along. */
export async function readComplaint(db: Tx | Deps['db'], complaint: Complaint): Promise<Reading> {
  const messages = await db.message.findMany({
    where: {
      complaintId: complaint.id,
      supersededAt: null,
      purpose: { in: ['report', 'addition', 'correction', 'reply', 'not_solved'] },
    },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    include: { media: true },
  });
  const media = messages.flatMap((message) => message.media);
  return {
    text: messages.flatMap(({ text }) => text ?? []).join('\n'),
    photos: media.filter(({ kind }) => kind === 'photo').length,
    voices: media.filter(({ kind }) => kind === 'voice' || kind === 'audio').length,
    hasPlace: complaint.latitude !== null,
    language: complaint.language,
  };
}
