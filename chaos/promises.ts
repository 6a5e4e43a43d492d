import { render } from '../bot/cards/render.ts';
import { residentView } from '../core/cards/resident-view.ts';
import type { Deps } from '../core/deps.ts';
import { after, life, type Step } from '../core/tickets/life.ts';
import { parseHtml } from '../playground/html.ts';
import type { TicketStatus } from '../prisma/generated/enums.ts';
import { departmentGroup, reviewersGroup } from '../town.ts';
import type { Update } from './balancer.ts';
import type { Chats } from './chats.ts';
import type { System } from './departments.ts';

/** All that is looked at when everything has settled. */
export interface Evidence {
  deps: Deps;
  accepted: Update[];
  chats: Chats;
  systems: System[];
}

export interface Breach {
  what: string;
  ticketId?: number;
}

export interface Kept {
  checked: number;
  breaches: Breach[];
}

/** What is promised, in the words of the report, and how it is looked at. */
export const promises: Record<string, (evidence: Evidence) => Promise<Kept>> = {
  'every accepted message is in exactly one complaint, in its last words': keptMessages,
  'every complaint has reached a reviewer': reachedReviewers,
  'every confirmed ticket is in its department’s books once a round': inBooksOnce,
  'every confirmed ticket is in its department’s group once a round, or flagged': inGroupOnce,
  'every ticket is where its events have led it': explained,
  'every resident’s card shows the true state': trueCards,
  'nothing was put aside or given up': nothingGivenUp,
};

async function keptMessages({ deps, accepted }: Evidence): Promise<Kept> {
  const last = new Map<string, { chat: number; message: number; text: string }>();
  for (const { message, edited_message } of accepted) {
    const said = edited_message ?? message;
    if (!said || said.chat.id < 0) continue;
    const text = said.text ?? said.caption ?? '';
    const key = `${said.chat.id}:${said.message_id}`;
    // The original of an edited message may come once more.
    if (text.startsWith('/') || (message && last.has(key))) continue;
    last.set(key, { chat: said.chat.id, message: said.message_id, text });
  }
  const rows = await deps.db.message.findMany({
    where: { chatId: { gt: 0 }, telegramMessageId: { not: null }, supersededAt: null },
  });
  const kept = Map.groupBy(rows, ({ chatId, telegramMessageId }) => `${chatId}:${telegramMessageId}`);
  const breaches = [...last].flatMap(([key, { chat, message, text }]) => {
    const found = kept.get(key) ?? [];
    if (found.length === 1 && (found[0]!.text ?? '') === text) return [];
    const how = found.length === 1 ? 'is kept in other words' : `is kept ${found.length} times`;
    return { what: `message ${message} of chat ${chat} was answered with 200 and ${how}` };
  });
  return { checked: last.size, breaches };
}

async function reachedReviewers({ deps, chats }: Evidence): Promise<Kept> {
  const complaints = await deps.db.complaint.findMany({ include: { tickets: true } });
  const shown = new Set(
    chats.posted.filter(({ chat }) => chat === reviewersGroup).map(({ ticket }) => ticket),
  );
  const breaches = complaints.flatMap(({ id, status, tickets }): Breach[] => {
    if (tickets.length === 0) return [{ what: `complaint ${id} (${status}) has no ticket` }];
    return tickets
      .filter((ticket) => !shown.has(ticket.id))
      .map((ticket) => ({
        what: `ticket ${ticket.reference} was never shown to reviewers`,
        ticketId: ticket.id,
      }));
  });
  return { checked: complaints.length, breaches };
}

async function inBooksOnce({ deps, systems }: Evidence): Promise<Kept> {
  const departments = systems.map(({ department }) => department);
  const deliveries = await deps.db.delivery.findMany({
    where: { departmentCode: { in: departments }, kind: 'ticket', state: { not: 'cancelled' } },
    include: { ticket: true },
  });
  const breaches = deliveries.flatMap(({ departmentCode, round, state, ticket }): Breach[] => {
    const { server } = systems.find(({ department }) => department === departmentCode)!;
    const records = server
      .records(ticket.reference)
      .filter(
        ({ event, service_request }) =>
          event === 'service_request.dispatched' && service_request.extended_attributes.round === round,
      );
    if (records.length === 1 && state === 'delivered') return [];
    const what = `${ticket.reference}, round ${round}: ${state} by ours, ${records.length} times in the books of ${departmentCode}`;
    return [{ what, ticketId: ticket.id }];
  });
  const refused = systems.flatMap(({ server, department }) =>
    server.refused.map((why) => ({ what: `${department} refused a post of ours: ${why}` })),
  );
  return { checked: deliveries.length, breaches: [...breaches, ...refused] };
}

async function inGroupOnce({ deps, chats, systems }: Evidence): Promise<Kept> {
  const withSystem = systems.map(({ department }) => department);
  const deliveries = await deps.db.delivery.findMany({
    where: { departmentCode: { notIn: withSystem }, kind: 'ticket', state: { not: 'cancelled' } },
    include: { ticket: true },
  });
  const byPlace = Map.groupBy(deliveries, ({ ticketId, departmentCode }) => `${ticketId}:${departmentCode}`);
  const flags = await deps.db.event.findMany({ where: { type: 'delivery_unknown' } });
  const breaches = [...byPlace.values()].flatMap((here): Breach[] => {
    const { ticket, ticketId, departmentCode } = here[0]!;
    const { chat } = departmentGroup(departmentCode);
    const posts = chats.posted.filter(
      (one) => one.chat === chat && one.ticket === ticketId && one.kinds.includes('accept'),
    ).length;
    const flagged = flags.filter((event) => event.ticketId === ticketId).length;
    if (posts === here.length || (flagged > 0 && Math.abs(posts - here.length) <= flagged)) return [];
    const what = `${ticket.reference}: ${here.length} deliveries to the group of ${departmentCode}, posted ${posts} times, flagged ${flagged} times`;
    return [{ what, ticketId }];
  });
  return { checked: deliveries.length, breaches };
}

/** By the name of its event: the steps that may have been taken. */
const stepsOf: Record<string, Step[]> = {
  presented: ['present'],
  confirmed: ['confirm'],
  passed_on: ['pass_on'],
  rejected: ['reject'],
  merged: ['merge'],
  taken_back: ['take_back', 'take_back_thanks'],
  dispatched: ['dispatch'],
  accepted: ['accept'],
  returned: ['return'],
  answered: ['answer'],
  closed: ['close'],
  reopened: ['reopen', 'ask_again'],
  withdrawn: ['withdraw'],
};

async function explained({ deps }: Evidence): Promise<Kept> {
  const tickets = await deps.db.ticket.findMany({ include: { events: { orderBy: { id: 'asc' } } } });
  const breaches = tickets.flatMap(({ id, reference, status, events }): Breach[] => {
    let at: TicketStatus = 'drafted';
    for (const { type } of events) {
      const steps = stepsOf[type];
      if (!steps) continue;
      const step = steps.find((one) => after(at, one) !== null);
      if (!step) return [{ what: `${reference} was ${at} when "${type}" happened`, ticketId: id }];
      at = life[step].to;
    }
    return at === status
      ? []
      : [{ what: `${reference} is ${status}; its events led to ${at}`, ticketId: id }];
  });
  return { checked: tickets.length, breaches };
}

async function trueCards({ deps, chats }: Evidence): Promise<Kept> {
  const complaints = await deps.db.complaint.findMany({
    where: { cards: { some: { kind: 'resident' } } },
    include: { tickets: true, cards: { where: { kind: 'resident' } } },
  });
  const breaches: Breach[] = [];
  for (const complaint of complaints) {
    const { chatId, telegramMessageId } = complaint.cards[0]!;
    const ours = render(await residentView(deps, { complaintId: complaint.id }));
    const message = chats.world.state.chats.get(Number(chatId))?.messages[(telegramMessageId ?? 0) - 1];
    if (message?.text === parseHtml(ours.html).text.trim()) continue;
    breaches.push({
      what: `the card of ${complaint.reference} ${message ? 'says something else' : 'is not there'}`,
      ticketId: complaint.tickets[0]?.id,
    });
  }
  return { checked: complaints.length, breaches };
}

async function nothingGivenUp({ deps }: Evidence): Promise<Kept> {
  const updates = await deps.db.telegramUpdate.count();
  const putAside = await deps.db.telegramUpdate.findMany({ where: { failure: { not: null } } });
  const failed = await deps.db.delivery.findMany({ where: { state: 'failed' } });
  return {
    checked: updates,
    breaches: [
      ...putAside.map(({ updateId, failure }) => ({ what: `update ${updateId} was put aside: ${failure}` })),
      ...failed.map(({ ticketId, failure }) => ({ what: `a delivery failed: ${failure}`, ticketId })),
    ],
  };
}
