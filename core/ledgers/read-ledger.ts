import type { Prisma } from '../../prisma/generated/client.ts';
import type { LookPurpose, TicketStatus } from '../../prisma/generated/enums.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import { may } from '../people/roles.ts';
import { type Ending, endingOf } from '../tickets/errand.ts';
import { type Subject, searchedBy, speaksOf, subjectOf } from './subject.ts';

export interface Entry {
  reference: string;
  writtenAt: Date;
  title: string;
  place: string | null;
  category: Texts | null;
  department: Texts | null;
  status: TicketStatus;
  ending: Ending | null;
  answer: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  /** How often a grid worker has reported from the spot. */
  visits: number;
  /** How often the resident said that it was not solved. */
  reopenings: number;
  erased: boolean;
}

export interface Ledger {
  subject: string;
  /** Newest first, all of them up to `most`. */
  entries: Entry[];
  /** There are more than are shown. */
  more: boolean;
}

/** As many as somebody can read. */
const most = 1000;
/** Looked through for those that speak of the very house. */
const candidates = 5000;

export interface Look {
  words: string;
  by: number;
  purpose: LookPurpose;
  /** `turned`: another page of what was looked at just now. `exported`: taken away as a file. */
  as?: 'opened' | 'turned' | 'exported';
}

/**
 * Everything that has been reported of one place, enterprise, category or department, in time. That somebody looked, and why, is written
 * down before they see it. Null for who may not.
 */
export async function readLedger(
  deps: Pick<Deps, 'db' | 'now'>,
  { words, by, purpose, as = 'opened' }: Look,
): Promise<Ledger | null> {
  const { db } = deps;
  if (!(await may(db, by, 'review'))) return null;
  const meant = await ticketsOf(deps, words);
  const entries = meant.slice(0, most).map(entryOf);
  const look = {
    personId: by,
    purpose,
    subject: words,
    entries: entries.length,
    exported: as === 'exported',
  };
  if (as !== 'turned') await db.ledgerLook.create({ data: { ...look, at: deps.now() } });
  return { subject: words, entries, more: meant.length > most };
}

async function ticketsOf({ db }: Pick<Deps, 'db'>, words: string): Promise<Read[]> {
  const catalog = await catalogInForce({ db });
  const subject = subjectOf(catalog ?? { categories: [], departments: [] }, words);
  const found = await db.ticket.findMany({
    where: whereOf(subject),
    include: wanted,
    orderBy: { id: 'desc' },
    take: candidates,
  });
  if (subject.kind !== 'words') return found;
  return found.filter((ticket) => speaksOf(subject, textOf(ticket)));
}

const wanted = {
  complaint: true,
  category: true,
  department: true,
  messages: { where: { purpose: 'answer', supersededAt: null }, orderBy: { id: 'desc' } },
  events: { where: { type: { in: ['spot_report', 'answered'] } }, orderBy: { id: 'desc' } },
} as const satisfies Prisma.TicketInclude;

type Read = Prisma.TicketGetPayload<{ include: typeof wanted }>;

function whereOf(subject: Subject): Prisma.TicketWhereInput {
  if (subject.kind !== 'words') {
    const { kind, code } = subject;
    return kind === 'category' ? { categoryCode: code } : { departmentCode: code };
  }
  return {
    AND: searchedBy(subject).map((name) => {
      const holds = { contains: name, mode: 'insensitive' } as const;
      return {
        OR: [
          { title: holds },
          { place: holds },
          { description: holds },
          { complaint: { placeName: holds } },
          { complaint: { proxy: { reach: holds } } },
        ],
      };
    }),
  };
}

function textOf({ title, place, description, complaint }: Read): string {
  return [title, place, description, complaint.placeName].filter(Boolean).join(' ');
}

function entryOf(ticket: Read): Entry {
  const { events, messages, complaint } = ticket;
  return {
    reference: ticket.reference,
    writtenAt: complaint.writtenAt,
    title: ticket.title,
    place: ticket.place,
    category: ticket.category && textsOf(ticket.category.names),
    department: ticket.department && textsOf(ticket.department.names),
    status: ticket.status,
    ending: endingOf(ticket),
    answer: messages.find(({ purpose }) => purpose === 'answer')?.text ?? null,
    answeredAt: events.find(({ type }) => type === 'answered')?.at ?? null,
    closedAt: ticket.closedAt,
    visits: events.filter(({ type }) => type === 'spot_report').length,
    reopenings: ticket.reopenings,
    erased: complaint.erasedAt !== null,
  };
}
