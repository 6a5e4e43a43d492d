import type { Complaint, Prisma } from '../../prisma/generated/client.ts';
import type { Deps, Tx } from '../deps.ts';
import type { Reading } from './proposal.ts';
import { markHeard, wordsOf } from './words/heard.ts';

/** Puts together what triage reads: the resident's words in the order in which they were told, and what came along. */
export async function readComplaint(db: Tx | Deps['db'], complaint: Complaint): Promise<Reading> {
  const messages = await db.message.findMany({
    where: toldIn(complaint.id),
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    include: { media: { orderBy: { id: 'asc' } } },
  });
  const media = messages.flatMap((message) => message.media);
  const told = messages.flatMap(wordsOf);
  const heard = told.filter((one) => one.heard).length;
  return {
    text: told.map(({ words }) => words).join('\n'),
    photos: media.filter(({ kind }) => kind === 'photo').length,
    voices: media.filter(({ kind }) => kind === 'voice' || kind === 'audio').length,
    ...(heard > 0 && { heard: { voices: heard, marked: markHeard(told) } }),
    hasPlace: complaint.latitude !== null,
    language: complaint.language,
  };
}

/** The messages in which a resident tells what a complaint is about, as they stand now. */
export function toldIn(complaintId: number) {
  return {
    complaintId,
    supersededAt: null,
    purpose: { in: ['report', 'addition', 'correction', 'reply', 'not_solved'] },
  } satisfies Prisma.MessageWhereInput;
}
