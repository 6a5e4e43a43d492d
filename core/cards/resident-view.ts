import type { Complaint, Prisma } from '../../prisma/generated/client.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps } from '../deps.ts';
import { languageOf } from '../people/meet.ts';
import { wordsOf } from '../review/reasons.ts';
import { endingOf, errandOf } from '../tickets/errand.ts';
import { togetherOn } from './together.ts';
import type { ResidentView, TicketForResident } from './views.ts';

/** What the resident's card says now. */
export async function residentView(
  { db, settings }: Pick<Deps, 'db' | 'settings'>,
  { complaintId }: { complaintId: number },
): Promise<ResidentView> {
  const complaint = await db.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    include: {
      person: true,
      messages: { where: { supersededAt: null, media: { some: { transcript: { not: null } } } }, take: 1 },
      tickets: {
        orderBy: { ordinal: 'asc' },
        include: {
          department: true,
          messages: {
            where: { purpose: { in: ['answer', 'rejection'] }, supersededAt: null },
            orderBy: { id: 'desc' },
          },
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
    tickets: tickets.map((ticket) => forResident(ticket, complaint)),
    asked: complaint.asked.filter((what) => tickets.some(({ missing }) => missing.includes(what))),
    hasPoint: complaint.latitude !== null,
    together: togetherOn(tickets),
    heardByMachine: complaint.messages.length > 0,
  };
}

type Read = Prisma.TicketGetPayload<{ include: { department: true; messages: true } }>;

function forResident(ticket: Read, complaint: Complaint): TicketForResident {
  const said = (purpose: string) => ticket.messages.find((message) => message.purpose === purpose);
  const answer = said('answer');
  const rejection = said('rejection');
  return {
    id: ticket.id,
    reference: ticket.reference,
    status: ticket.status,
    urgency: ticket.urgency,
    title: ticket.title,
    place: ticket.place,
    since: ticket.since,
    disputed: ticket.disputed,
    errand: errandOf(ticket, complaint),
    department: ticket.department && textsOf(ticket.department.names),
    dueAt: ticket.dueAt,
    promisedFor: ticket.promisedFor,
    escalated: ticket.reopenings > 1,
    rejection: ticket.status === 'rejected' && rejection ? wordsOf(rejection.text) : null,
    answer: answer ? wordsOf(answer.text) : null,
    ending: endingOf(ticket),
  };
}
