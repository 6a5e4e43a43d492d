import type { Complaint, Prisma } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps } from '../deps.ts';
import { languageOf } from '../people/meet.ts';
import { concernedsCard } from '../proxy/join.ts';
import { proxyOnCard, withProxy } from '../proxy/proxy-on-card.ts';
import { wordsOf } from '../review/reasons.ts';
import { endingOf, errandOf } from '../tickets/errand.ts';
import { groupForResident } from './group-view.ts';
import { togetherOn } from './together.ts';
import type { ResidentView, TicketForResident } from './views.ts';

/** What the resident's card says now. */
export async function residentView(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  { complaintId, subject = 0 }: { complaintId: number; subject?: number },
): Promise<ResidentView> {
  const complaint = await db.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    include: {
      person: true,
      proxy: withProxy,
      messages: { where: { supersededAt: null, media: { some: { transcript: { not: null } } } }, take: 1 },
      tickets: {
        orderBy: { ordinal: 'asc' },
        include: {
          ...told,
          lead: { include: { ...told, complaint: true } },
        },
      },
    },
  });
  const { tickets } = complaint;
  return {
    kind: 'resident',
    language: languageOf(complaint.person),
    timeZone: settings.timeZone,
    complaintId,
    reference: complaint.reference,
    heardAt: complaint.writtenAt,
    // Words that come later are read again; what was understood before stands until then.
    status: complaint.status === 'gathering' && tickets.length > 0 ? 'triaged' : complaint.status,
    what: complaint.kind,
    wantsHuman: complaint.wantsHuman,
    tickets: await Promise.all(
      tickets.map(async (ticket) => ({
        ...forResident(ticket, complaint),
        group: await groupForResident(db, ticket, complaint.personId),
      })),
    ),
    asked: complaint.asked.filter((what) => tickets.some(({ missing }) => missing.includes(what))),
    hasPoint: complaint.latitude !== null,
    together: togetherOn(tickets),
    heardByMachine: complaint.messages.length > 0,
    proxy: proxyOnCard(complaint.proxy),
    forConcerned: subject === concernedsCard,
  };
}

/** The department, and what was answered or said of a rejection. */
const told = {
  department: true,
  messages: {
    where: { purpose: { in: ['answer', 'rejection'] }, supersededAt: null },
    orderBy: { id: 'desc' },
  },
} as const satisfies Prisma.TicketInclude;

type Told = Prisma.TicketGetPayload<{ include: typeof told }>;
type Read = Told & { lead: (Told & { complaint: Complaint }) | null };

/** Of a ticket that is merged, its own words, and all else of the one that stands for it. */
function forResident(own: Read, complaint: Complaint): Omit<TicketForResident, 'group'> {
  const { id, reference, title, place, since, disputed } = own;
  const stands = (own.status === 'merged' && own.lead) || { ...own, complaint };
  return { ...stateOf(stands), ...{ id, reference, title, place, since, disputed } };
}

function stateOf(ticket: Told & { complaint: Complaint }) {
  const said = (purpose: string) => ticket.messages.find((message) => message.purpose === purpose);
  const answer = said('answer');
  const rejection = said('rejection');
  return {
    status: ticket.status,
    urgency: ticket.urgency,
    errand: errandOf(ticket, ticket.complaint),
    department: ticket.department && textsOf(ticket.department.names),
    dueAt: ticket.dueAt,
    promisedFor: ticket.promisedFor,
    escalated: ticket.reopenings > 1,
    rejection: ticket.status === 'rejected' && rejection ? wordsOf(rejection.text) : null,
    answer: answer ? wordsOf(answer.text) : null,
    ending: endingOf(ticket),
  };
}
