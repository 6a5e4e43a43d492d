import { mine } from '../core/complaints/mine.ts';
import { receive } from '../core/complaints/receive.ts';
import type { Deps } from '../core/deps.ts';
import { findNeighbours } from '../core/neighbours/find-neighbours.ts';
import { meet } from '../core/people/meet.ts';
import { confirmTicket } from '../core/review/confirm-ticket.ts';
import { sweep } from '../core/sweep.ts';
import { story } from '../core/tickets/story.ts';
import { triageComplaint } from '../core/triage/triage-complaint.ts';
import type { Figure } from './figures.ts';
import { firstFormer, formerReference } from './old-tickets.ts';
import { told } from './updates.ts';

/** What happens often, and must not take longer the longer the town has used us. */
export interface HotPath {
  name: string;
  /** None where it has more to compare with in an old town, up to what the classifier learns at the most: it may take longer. */
  goal?: Figure['goal'];
  /** Does it once, on something new or something old. Returns how long that took, in milliseconds. */
  time: () => Promise<number>;
}

/** As on the first day, within what a run can tell. */
const asFast: Figure['goal'] = { of: 'ratio', most: 1.2 };

export function openHotPaths(deps: Deps, oldTickets: number): HotPath[] {
  let turn = 0;
  // Residents and tickets of all years, in an order that no cache foresees.
  const anyOld = () => 1 + ((turn++ * 7919) % oldTickets);
  return [
    { name: 'intake', goal: asFast, time: async () => (await write(deps)).took },
    {
      name: 'triage, local',
      time: async () => {
        const { complaintId } = await write(deps);
        return timed(() => triageComplaint({ ...deps, model: null }, complaintId));
      },
    },
    {
      name: 'duplicates',
      goal: { of: 'ours', most: 50 },
      time: async () => {
        const house = anyOld() % 10_000;
        const { complaintId } = await write(deps, `第${house}号院门口的路灯又坏了，晚上看不见路`);
        await triageComplaint({ ...deps, model: null }, complaintId);
        const ticket = await deps.db.ticket.findFirstOrThrow({ where: { complaintId } });
        return timed(() => findNeighbours(deps, ticket.id));
      },
    },
    { name: 'review', goal: asFast, time: () => review(deps) },
    {
      name: '/mine',
      goal: asFast,
      time: async () => {
        const telegramId = BigInt(firstFormer + Math.floor((anyOld() - 1) / 10));
        const { id: personId } = await deps.db.person.findUniqueOrThrow({ where: { telegramId } });
        return timed(() => mine(deps, { personId, page: 0 }));
      },
    },
    { name: '/ticket', goal: asFast, time: () => timed(() => story(deps, formerReference(anyOld()))) },
    { name: 'sweep', goal: asFast, time: () => timed(() => sweep(deps)) },
  ];
}

let residents = 0;

/** A new resident writes a complaint. */
async function write(deps: Deps, words?: string): Promise<{ complaintId: number; took: number }> {
  residents += 1;
  const telegramId = BigInt(10_000_000 + residents);
  const incoming = {
    ...{
      chatId: telegramId,
      messageId: 1,
      sentAt: deps.now(),
      text: words ?? told[residents % told.length]!.text,
    },
    ...{ media: [], mediaGroupId: null, place: null, replyTo: null, forwarded: false },
  };
  let complaintId = 0;
  const took = await timed(async () => {
    const person = await meet(deps, { telegramId, name: '居民', languageTag: 'zh' });
    const received = await receive(deps, { person, incoming });
    if (received.kind === 'opened') complaintId = received.complaintId;
  });
  return { complaintId, took };
}

async function review(deps: Deps): Promise<number> {
  const { db } = deps;
  const { complaintId } = await write(deps);
  await triageComplaint({ ...deps, model: null }, complaintId);
  const { count } = await db.ticket.updateMany({ where: { complaintId }, data: { status: 'in_review' } });
  if (count === 0) throw new Error('no ticket was drafted');
  const ticket = await db.ticket.findFirstOrThrow({ where: { complaintId } });
  const reviewer = await db.person.findUniqueOrThrow({ where: { telegramId: 2001n } });
  return timed(async () => {
    const tap = { ticketId: ticket.id, version: ticket.version, by: reviewer.id };
    const { kind } = await confirmTicket(deps, { ...tap, categoryCode: 'public-facilities' });
    if (kind !== 'confirmed') throw new Error(`not confirmed but ${kind}`);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
