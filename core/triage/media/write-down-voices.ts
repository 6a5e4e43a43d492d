import type { Complaint, Media } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { storable } from '../model/check-words.ts';
import { type Ledger, ledgerFor } from '../model/ledger.ts';
import { toldIn } from '../read-complaint.ts';
import type { Ears } from './ears.ts';

/** Of one complaint, the first ones. */
const mostVoices = 5;
/** Bots can fetch no more. */
const mostBytes = 20 * 1024 * 1024;
/** For one voice, fetching included, in milliseconds. */
const patience = 30_000;
/** As long as the longest message that could have been typed. */
const longestTranscript = 4_096;

/**
 * Has a machine write down the voices of a complaint that are not written down yet. A voice that was, is never asked about again; one that
 * could not be stays as it is, and is tried anew when the complaint settles again. A server that does not answer is not asked about the
 * next voice, as people wait for the first.
 */
export async function writeDownVoices(deps: Deps & { ears: Ears }, complaint: Complaint): Promise<void> {
  const ledger = ledgerFor(deps, complaint, 'transcript');
  for (const voice of await unheardIn(deps.db, complaint.id)) {
    if ((await writeDown(deps, ledger, voice)) === 'no-answer') return;
  }
}

/** How long that may take at the most, in milliseconds. */
export async function longestVoices(db: Deps['db'], complaintId: number): Promise<number> {
  return (await unheardIn(db, complaintId)).length * patience;
}

async function unheardIn(db: Deps['db'], complaintId: number): Promise<Media[]> {
  const voices = await db.media.findMany({
    where: { kind: { in: ['voice', 'audio'] }, message: toldIn(complaintId) },
    orderBy: { id: 'asc' },
    take: mostVoices,
  });
  return voices.filter(({ transcript, size }) => transcript === null && (size ?? 0) <= mostBytes);
}

async function writeDown(
  { db, ears, now }: Deps & { ears: Ears },
  ledger: Ledger,
  { id, fileId, mime, size }: Media,
): Promise<'done' | 'no-answer'> {
  if (fileId === null) return 'done';
  const begun = now().getTime();
  const most = tokensAtMost(size);
  const opened = await ledger.open({ modelName: ears.name, promptVersion: null, sent: null, ...most });
  if (opened.kind === 'refused') return 'no-answer';
  const heard = await ears.hear({ fileId, mime }, begun + patience);
  const { tokensIn = most.tokensIn, tokensOut = most.tokensOut } = heard;
  await ledger.settle(opened.callId, {
    outcome: heard.kind === 'heard' ? 'answered' : heard.kind === 'failed' ? heard.why : heard.kind,
    tokensIn,
    tokensOut,
    milliseconds: now().getTime() - begun,
  });
  if (heard.kind === 'heard') await keep(db, id, storable(heard.text.slice(0, longestTranscript)));
  return heard.kind === 'failed' && heard.why !== 'rejected' ? 'no-answer' : 'done';
}

async function keep(db: Deps['db'], id: number, transcript: string): Promise<void> {
  // Whoever was erased meanwhile has no voice here any more.
  await db.media.updateMany({ where: { id, transcript: null }, data: { transcript } });
  // Whoever triaged it meanwhile did so without these words, which may tell of danger: it is read again.
  await db.complaint.updateMany({
    where: { status: 'triaged', messages: { some: { media: { some: { id } } } } },
    data: { status: 'gathering' },
  });
}

/** Where a server counts seconds, or nothing: a second of speech takes some 20 tokens, and of a voice message at least 2,000 bytes. */
function tokensAtMost(size: number | null) {
  const tokens = Math.ceil((size ?? mostBytes) / 100);
  return { tokensIn: tokens, tokensOut: tokens };
}
