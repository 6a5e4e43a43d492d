import type { Delivery, Prisma } from '../../prisma/generated/client.ts';
import { readThread } from '../cards/thread.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps } from '../deps.ts';
import { errandOf } from '../tickets/errand.ts';
import type { Parcel } from './courier.ts';
import { messagesOf } from './ticket-media.ts';

/** The last that happened to a complaint, but for what only its delivery met with. */
const newest = {
  where: { type: { notIn: ['delivery_failed', 'delivery_unknown'] } },
  orderBy: { id: 'desc' },
  take: 1,
} as const satisfies Prisma.Complaint$eventsArgs;

/** A ticket as it goes to a department's own system: everything the card in a group would say, as data. */
export async function packParcel(
  deps: Pick<Deps, 'db' | 'settings'>,
  delivery: Pick<Delivery, 'ticketId' | 'departmentCode' | 'round' | 'kind'>,
): Promise<Parcel> {
  const { db } = deps;
  const ticket = await db.ticket.findUniqueOrThrow({
    where: { id: delivery.ticketId },
    include: { complaint: { include: { events: newest } }, category: true },
  });
  const { complaint, category } = ticket;
  const department = await db.department.findUniqueOrThrow({ where: { code: delivery.departmentCode } });
  const duty = ticket.dutyCode ? await db.duty.findUnique({ where: { code: ticket.dutyCode } }) : null;
  const media = await db.media.findMany({
    where: { message: messagesOf(ticket), fileId: { not: null } },
    orderBy: { id: 'asc' },
  });
  const { latitude, longitude, placeName } = complaint;
  return {
    kind: delivery.kind,
    idempotencyKey: `${delivery.kind}-${ticket.reference}-${delivery.round}`,
    ticket: {
      reference: ticket.reference,
      round: delivery.round,
      status: ticket.status,
      errand: errandOf(ticket, complaint),
      category: { code: category!.code, name: textsOf(category!.names) },
      duty: duty && { code: duty.code, text: textsOf(duty.texts) },
      department: { code: department.code, name: textsOf(department.names) },
      title: ticket.title,
      description: ticket.description,
      place: ticket.place,
      point: latitude === null || longitude === null ? null : { latitude, longitude, name: placeName },
      since: ticket.since,
      wish: ticket.wish,
      urgency: ticket.urgency,
      requestedAt: complaint.writtenAt,
      updatedAt: complaint.events[0]?.at ?? complaint.writtenAt,
      dueAt: ticket.dueAt,
      language: complaint.language,
      thread: await readThread(deps, { complaint, ticketId: ticket.id }),
      media: media.map(({ id, kind, mime, size }) => ({ id, kind, mime, size })),
    },
  };
}
