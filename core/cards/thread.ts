import type { ComplaintStatus, MediaKind } from '../../prisma/generated/enums.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';

/** One message of a complaint's thread. */
export interface Said {
  who: 'resident' | 'staff' | 'department' | 'grid_worker';
  /** Which department, where it was one: a ticket that was passed on has been with several. */
  department: Texts | null;
  purpose:
    | 'report'
    | 'addition'
    | 'correction'
    | 'question'
    | 'reply'
    | 'not_solved'
    | 'return_reason'
    | 'answer'
    | 'feedback'
    | 'escalation';
  text: string | null;
  media: MediaKind[];
  /** What a machine heard in its voices, each by itself; empty where it heard no words. Nobody typed that. */
  heard: string[];
  /** A voice in it was to be written down, and could not be. */
  unheard: boolean;
  edited: boolean;
  forwarded: boolean;
  at: Date;
}

const purposes = [
  'report',
  'addition',
  'correction',
  'question',
  'reply',
  'not_solved',
  'return_reason',
  'answer',
  'feedback',
  'escalation',
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
  feedback: 'grid_worker',
  escalation: 'grid_worker',
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
  // What residents wrote is what there mostly is, and needs no looking up.
  const ofOthers = messages.filter(({ purpose }) => spokenBy[purpose as Said['purpose']] !== 'resident');
  const speaker = await speakersIn(
    db,
    ofOthers.map(({ id }) => id),
  );
  return messages.map((message) => {
    const purpose = message.purpose as Said['purpose'];
    const asDepartment = speaker.get(message.id) ?? null;
    // Staff ask, and departments do.
    const who = purpose === 'question' && asDepartment ? 'department' : spokenBy[purpose];
    const voices = message.media.filter(({ kind }) => kind === 'voice' || kind === 'audio');
    return {
      who,
      department: who === 'department' ? asDepartment : null,
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

/** Which department said it, by the message: its event tells. */
async function speakersIn(db: Deps['db'], messageIds: number[]): Promise<Map<number, Texts>> {
  if (messageIds.length === 0) return new Map();
  const events = await db.event.findMany({
    where: { messageId: { in: messageIds }, departmentCode: { not: null } },
    select: { messageId: true, departmentCode: true },
  });
  const codes = events.map(({ departmentCode }) => departmentCode!);
  const rows = codes.length > 0 ? await db.department.findMany({ where: { code: { in: codes } } }) : [];
  const names = new Map(rows.map((row) => [row.code, textsOf(row.names)]));
  return new Map(
    events.flatMap(({ messageId, departmentCode }) => {
      const name = names.get(departmentCode!);
      return name ? [[messageId!, name] as const] : [];
    }),
  );
}
