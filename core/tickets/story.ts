import type { Event } from '../../prisma/generated/client.ts';
import type { MediaKind } from '../../prisma/generated/enums.ts';
import { textsOf } from '../catalog/names.ts';
import type { Deps, Texts } from '../deps.ts';
import type { EventType } from '../events.ts';
import { type Words, wordsOf } from '../review/reasons.ts';

/** One step of a ticket's way. */
export interface Step {
  at: Date;
  type: EventType;
  by: { kind: 'resident' | 'staff' | 'department' | 'system'; name: string | null; department: Texts | null };
  /** What was said with it, and what was sent along. */
  words: Words | null;
  media: MediaKind[];
  /** Codes of the catalogue in the event's data, as names. */
  category: Texts | null;
  department: Texts | null;
  duty: Texts | null;
  data: Record<string, string | number | boolean | null>;
}

/** The whole way of a ticket, oldest first: its own events and those of its complaint. Null: no such ticket. */
export async function story({ db }: Pick<Deps, 'db'>, reference: string) {
  const ticket = await db.ticket.findUnique({ where: { reference } });
  if (!ticket) return null;
  const events = await db.event.findMany({
    where: { complaintId: ticket.complaintId, OR: [{ ticketId: null }, { ticketId: ticket.id }] },
    orderBy: { id: 'asc' },
  });
  const names = await readNames(db, events);
  return { ticket, steps: events.map((event) => stepOf(event, names)) };
}

type Names = Awaited<ReturnType<typeof readNames>>;

async function readNames(db: Deps['db'], events: Event[]) {
  const ids = events.flatMap(({ actorId }) => actorId ?? []);
  const said = events.flatMap(({ messageId }) => messageId ?? []);
  const codes = (key: string) => events.flatMap(({ data }) => dataOf(data)[key] ?? []).map(String);
  const [people, messages, departments, categories, duties] = await Promise.all([
    db.person.findMany({ where: { id: { in: ids } } }),
    db.message.findMany({ where: { id: { in: said } }, include: { media: { orderBy: { id: 'asc' } } } }),
    db.department.findMany({
      where: {
        code: { in: [...codes('department'), ...events.flatMap((event) => event.departmentCode ?? [])] },
      },
    }),
    db.category.findMany({ where: { code: { in: codes('category') } } }),
    db.duty.findMany({ where: { code: { in: codes('duty') } } }),
  ]);
  return {
    person: new Map(people.map((person) => [person.id, person.name])),
    message: new Map(messages.map((message) => [message.id, message])),
    department: new Map(departments.map(({ code, names }) => [code, textsOf(names)])),
    category: new Map(categories.map(({ code, names }) => [code, textsOf(names)])),
    duty: new Map(duties.map(({ code, texts }) => [code, textsOf(texts)])),
  };
}

function stepOf(event: Event, names: Names): Step {
  const data = dataOf(event.data);
  const message = event.messageId === null ? undefined : names.message.get(event.messageId);
  return {
    at: event.at,
    type: event.type as EventType,
    by: {
      kind: event.actorKind,
      name: event.actorId === null ? null : (names.person.get(event.actorId) ?? null),
      department: names.department.get(event.departmentCode ?? '') ?? null,
    },
    words: message?.text ? wordsOf(message.text) : null,
    media: message?.media.map(({ kind }) => kind) ?? [],
    category: names.category.get(String(data.category)) ?? null,
    department: names.department.get(String(data.department)) ?? null,
    duty: names.duty.get(String(data.duty)) ?? null,
    data,
  };
}

function dataOf(data: unknown): Step['data'] {
  return (data ?? {}) as Step['data'];
}
