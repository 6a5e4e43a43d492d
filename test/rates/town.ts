import type { ComplaintKind, Origin, Outcome, TicketStatus, Urgency } from '../../prisma/generated/enums.ts';
import { type Core, openCore } from '../support/core.ts';

const hour = 3_600_000;
export const day = 24 * hour;

export const parks = { department: 'urban-management', category: 'public-facilities' };
export const water = { department: 'water', category: 'drainage-ice' };
export const buses = { department: 'transport', category: 'roads-transport' };

/** What happened, and how many hours after it was written: by a department, or the resident's word. */
type Happened = [
  what: 'came' | 'accepted' | 'answered' | 'returned' | 'solved' | 'not solved',
  hours: number,
  whose?: string,
];

export interface Past {
  of?: typeof parks;
  status?: TicketStatus;
  outcome?: Outcome;
  urgency?: Urgency;
  kind?: ComplaintKind;
  origin?: Origin;
  /** How many days ago it was written; a Tuesday morning where it is a multiple of seven. */
  ago?: number;
  happened: Happened[];
}

/** A town whose tickets lie in the past, written straight into the tables. */
export async function openTown() {
  const core = await openCore();
  const { id: personId } = await core.newPerson('李梅');
  let count = 0;

  async function add(past: Past): Promise<void> {
    const { of = parks, status = 'closed', outcome, urgency = 'normal', kind = 'complaint', ago = 28 } = past;
    const { origin = 'resident' } = past;
    const writtenAt = new Date(core.deps.now().getTime() - ago * day);
    const reference = `T${++count}`;
    const { id: complaintId } = await core.db.complaint.create({
      data: {
        ...{ reference, personId, chatId: 1n, language: 'zh', kind, origin, status: 'triaged' },
        ...{ settleAt: writtenAt, writtenAt, createdAt: writtenAt },
      },
    });
    const { id: ticketId } = await core.db.ticket.create({
      data: {
        ...{
          complaintId,
          reference,
          ordinal: 1,
          title: '路灯坏了',
          description: '路灯坏了',
          urgency,
          status,
        },
        ...{ departmentCode: of.department, categoryCode: of.category, outcome: outcome ?? null },
        reopenings: past.happened.filter(([what]) => what === 'not solved').length,
        dueAt: new Date(writtenAt.getTime() + 7 * day),
        createdAt: writtenAt,
      },
    });
    for (const [what, hours, whose = of.department] of past.happened)
      await core.db.event.create({
        data: {
          ...{ complaintId, ticketId, ...eventOf(what, whose) },
          at: new Date(writtenAt.getTime() + hours * hour),
        },
      });
  }

  return { core, add, close: () => core.close() };
}

function eventOf(what: Happened[0], department: string) {
  switch (what) {
    case 'came':
      return { type: 'dispatched', actorKind: 'system', data: { department } } as const;
    case 'solved':
    case 'not solved':
      return { type: what === 'solved' ? 'closed' : 'reopened', actorKind: 'resident' } as const;
    default:
      return { type: what, actorKind: 'department', departmentCode: department } as const;
  }
}

export type { Core };
