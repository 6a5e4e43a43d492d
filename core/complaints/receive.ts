import type { Complaint, Person } from '../../prisma/generated/client.ts';
import type { MessagePurpose, Origin } from '../../prisma/generated/enums.ts';
import { touchCards, wantCard } from '../cards/touch-cards.ts';
import type { Deps } from '../deps.ts';
import { type Actor, record } from '../events.ts';
import { sendWithWords } from '../follow/say-solved.ts';
import { showAtLeads } from '../neighbours/group.ts';
import type { Interview } from '../proxy/interview.ts';
import { resume } from '../tickets/hold.ts';
import { newReference } from '../tickets/reference.ts';
import { findEmergency } from '../triage/emergency/emergency.ts';
import { commit, type Unit } from '../unit.ts';
import { albumHome, findHome, isEnded } from './home.ts';
import { findKept, type Incoming, keepMessage, writtenAt } from './incoming.ts';

/** A complaint takes this many messages; whatever comes after is told to be too much. */
export const messagesPerComplaint = 60;

export type Received =
  | { kind: 'opened'; complaintId: number; reference: string }
  /** `later`: it had been understood already when this came. The pictures of an album come as one, however slowly. */
  | { kind: 'joined'; complaintId: number; reference: string; later: boolean }
  | { kind: 'repeated'; complaintId: number; reference: string }
  /** Too many complaints from one person, or too much to one. `tell` is true once in an hour, so that they hear it once. */
  | { kind: 'flood'; tell: boolean }
  | { kind: 'full'; tell: boolean; reference: string }
  /** It holds no complaint by itself, and there is none that it could be part of. */
  | { kind: 'nothing-to-join' };

export interface Receiving {
  person: Person;
  incoming: Incoming;
  /** Says that these words answer something that we asked; `purpose` then tells what they are. */
  about?: { complaintId: number; ticketId?: number; purpose: MessagePurpose };
  /** The person wants to be answered by a human. */
  wantsHuman?: boolean;
  /** Something that is no complaint by itself, such as a contact: it joins one or is not kept. */
  onlyJoin?: boolean;
  /** Seen by a grid worker on their round: a complaint of its own, whatever they wrote just before. */
  origin?: Origin;
  /** Filed for somebody else, of whom all is known that has to be. */
  proxy?: Interview;
}

/**
 * Takes one message of a resident. The complaint and the message are written, word for word, before anything is understood of
 * them, and a reference exists at once. A message that came before changes nothing.
 */
export async function receive(deps: Deps, receiving: Receiving): Promise<Received> {
  const { person, incoming } = receiving;
  const kept = await findKept(deps.db, incoming.chatId, incoming.messageId);
  if (kept) return { kind: 'repeated', complaintId: kept.complaintId, reference: kept.complaint.reference };
  return commit(deps, async (unit) => {
    const home = await homeOf(unit, deps, receiving);
    if (!home && receiving.onlyJoin) return { kind: 'nothing-to-join' } as const;
    if (!home) {
      if (await isFlood(unit, deps, person))
        return { kind: 'flood', tell: await tellOnce(unit, person) } as const;
      const complaint = await open(unit, deps, receiving);
      return { kind: 'opened', complaintId: complaint.id, reference: complaint.reference } as const;
    }
    const count = await unit.tx.message.count({ where: { complaintId: home.id } });
    if (count >= messagesPerComplaint)
      return { kind: 'full', tell: await tellOnce(unit, person), reference: home.reference } as const;
    const later = home.status !== 'gathering' && (await albumHome(unit.tx, incoming)) === null;
    await join(unit, deps, home, receiving);
    return { kind: 'joined', complaintId: home.id, reference: home.reference, later } as const;
  });
}

async function homeOf(unit: Unit, deps: Deps, receiving: Receiving) {
  const { incoming, about, wantsHuman, origin, proxy } = receiving;
  if (about) {
    const complaint = await unit.tx.complaint.findUnique({ where: { id: about.complaintId } });
    const open = complaint && complaint.status !== 'withdrawn' && complaint.erasedAt === null;
    if (open && !(await isEnded(unit.tx, complaint.id))) return complaint;
  }
  if ((wantsHuman || origin === 'round' || proxy) && incoming.replyTo === null) return null;
  return findHome(unit, deps, receiving);
}

async function open(unit: Unit, deps: Deps, receiving: Receiving): Promise<Complaint> {
  const { person, incoming } = receiving;
  const settleAt = new Date(unit.at.getTime() + deps.settings.quietSpell);
  const complaint = await unit.tx.complaint.create({
    data: {
      reference: newReference(),
      personId: person.id,
      chatId: incoming.chatId,
      language: person.language,
      wantsHuman: receiving.wantsHuman ?? false,
      origin: receiving.origin ?? 'resident',
      ...(receiving.proxy && { proxy: { create: { ...filedBy(person, receiving.proxy) } } }),
      settleAt,
      writtenAt: writtenAt(unit, incoming),
      createdAt: unit.at,
    },
  });
  const by: Actor = { kind: 'resident', personId: person.id };
  const messageId = await keepMessage(
    unit,
    { complaintId: complaint.id, authorId: person.id, purpose: 'report' },
    incoming,
  );
  await record(unit, { complaintId: complaint.id, type: 'received', by, messageId });
  await watchForEmergency(unit, complaint, incoming);
  await wantCard(unit, {
    kind: 'resident',
    complaintId: complaint.id,
    chatId: complaint.chatId,
    urgent: true,
  });
  unit.later({ at: 'triage', id: complaint.id, delay: deps.settings.quietSpell });
  return complaint;
}

function filedBy({ id }: Person, { name, reach, consent, whyNot }: Interview) {
  return {
    writerId: id,
    name: name ?? null,
    reach: reach ?? null,
    consent: consent ?? ('none' as const),
    whyNot: whyNot ?? null,
  };
}

async function join(unit: Unit, deps: Deps, home: Complaint, receiving: Receiving): Promise<void> {
  const { person, incoming, about } = receiving;
  const purpose: MessagePurpose = about?.purpose ?? (home.status === 'gathering' ? 'report' : 'addition');
  const messageId = await keepMessage(
    unit,
    { complaintId: home.id, ticketId: about?.ticketId ?? null, authorId: person.id, purpose },
    incoming,
  );
  if (receiving.wantsHuman)
    await unit.tx.complaint.update({ where: { id: home.id }, data: { wantsHuman: true } });
  const by: Actor = { kind: 'resident', personId: person.id };
  const type = purpose === 'reply' ? 'replied' : 'added';
  await record(unit, { complaintId: home.id, ticketId: about?.ticketId, type, by, messageId });
  await watchForEmergency(unit, home, incoming);
  await resume(unit, { complaintId: home.id });
  if (about?.ticketId && purpose === 'not_solved') await sendWithWords(unit, about.ticketId);
  await gatherAgain(unit, deps, home.id);
  await touchCards(unit, { complaintId: home.id });
  await showAtLeads(unit, home.id);
}

/** New words wait for a quiet spell and are then read together with the old ones; triage decides what that may change. */
export async function gatherAgain(unit: Unit, deps: Deps, complaintId: number): Promise<void> {
  const settleAt = new Date(unit.at.getTime() + deps.settings.quietSpell);
  await unit.tx.complaint.updateMany({
    where: { id: complaintId, status: { not: 'withdrawn' } },
    data: { status: 'gathering', settleAt },
  });
  unit.later({ at: 'triage', id: complaintId, delay: deps.settings.quietSpell });
}

/** The fixed floor under every model: whoever writes of gas or fire is told whom to call, now. */
export async function watchForEmergency(
  unit: Unit,
  complaint: Pick<Complaint, 'id' | 'chatId' | 'emergency'>,
  { text }: { text: string | null },
): Promise<void> {
  const rule = text === null || complaint.emergency ? null : findEmergency(text);
  if (!rule) return;
  await unit.tx.complaint.update({ where: { id: complaint.id }, data: { emergency: rule } });
  await record(unit, {
    complaintId: complaint.id,
    type: 'emergency',
    by: { kind: 'system' },
    data: { rule },
  });
  await wantCard(unit, { kind: 'word', complaintId: complaint.id, chatId: complaint.chatId, urgent: true });
}

async function isFlood({ tx, at }: Unit, deps: Deps, person: Person): Promise<boolean> {
  const hourAgo = new Date(at.getTime() - 3_600_000);
  const recent = await tx.complaint.count({ where: { personId: person.id, createdAt: { gt: hourAgo } } });
  return recent >= deps.settings.complaintsPerHour;
}

async function tellOnce({ tx, at }: Unit, person: Person): Promise<boolean> {
  const hourAgo = new Date(at.getTime() - 3_600_000);
  const { count } = await tx.person.updateMany({
    where: { id: person.id, OR: [{ floodToldAt: null }, { floodToldAt: { lt: hourAgo } }] },
    data: { floodToldAt: at },
  });
  return count > 0;
}
