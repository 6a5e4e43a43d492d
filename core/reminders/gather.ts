import type { Ticket } from '../../prisma/generated/client.ts';
import { touchCards } from '../cards/touch-cards.ts';
import { catalogInForce } from '../catalog/in-force.ts';
import { decentTime } from '../clocks/quiet-hours.ts';
import { calendarOf } from '../clocks/written-calendar.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events.ts';
import { resume } from '../tickets/hold.ts';
import { endedStates, holderOf } from '../tickets/life.ts';
import { commit, type Unit } from '../unit.ts';
import { supervisorsChats } from './listeners.ts';
import { type Due, remind } from './remind.ts';
import { limitsOf, type Remindable, stagesAt } from './stages.ts';

/** A chat is reminded at most so often, in milliseconds, but for emergencies. */
const apart = 30 * 60_000;

/** The cards say how long: three days. */
const longestPause = 3 * 24 * 60 * 60_000;

/**
 * Reminds who has to do something in time: before and at a limit whoever holds the ticket, after it their supervisors too. What is due for
 * one chat goes out as one message; at night only emergencies do. That somebody was reminded is written with the message that says so, so
 * nothing is told twice, however often this runs or dies. Messages that speak of what has been done since are shown anew.
 */
export async function gatherReminders(deps: Deps): Promise<void> {
  await commit(deps, async (unit) => {
    await unit.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('reminders'))`;
    await resumeOld(unit);
    await settleDone(unit);
    const due = await whatIsDue(unit);
    if (due.length === 0) return;
    const isNight = await atNight(unit);
    for (const [chatId, all] of Map.groupBy(due, (one) => one.chatId)) {
      const urgent = all.filter((one) => one.urgent);
      const calm = isNight || (await wasRemindedLately(unit, chatId));
      await remind(unit, chatId, calm ? urgent : all);
    }
  });
}

/** Nobody stops their own clock for ever by asking. */
async function resumeOld(unit: Unit): Promise<void> {
  const before = new Date(unit.at.getTime() - longestPause);
  for (const { id, complaintId } of await resume(unit, { pausedAt: { lte: before } })) {
    await record(unit, { complaintId, ticketId: id, type: 'resumed', by: { kind: 'system' } });
    await touchCards(unit, { complaintId, id });
  }
}

/** What has been done, or has another limit by now, is not to be done any more. */
async function settleDone(unit: Unit): Promise<void> {
  const { tx, at } = unit;
  const open = await tx.reminder.findMany({ where: { doneAt: null }, include: { ticket: true } });
  const done = open.filter(({ ticket, limit, limitAt }) => {
    if (limit === 'escalated') return endedStates.includes(ticket.status);
    const stands = limitsOf(ticket).some(
      (one) => one.limit === limit && one.limitAt.getTime() === limitAt.getTime(),
    );
    return !stands;
  });
  if (done.length === 0) return;
  await tx.reminder.updateMany({ where: { id: { in: done.map(({ id }) => id) } }, data: { doneAt: at } });
  const cards = await tx.card.updateManyAndReturn({
    where: { id: { in: done.map(({ cardId }) => cardId) }, state: { not: 'gone' } },
    data: { wanted: { increment: 1 } },
    select: { id: true },
  });
  for (const { id } of cards) unit.later({ at: 'notify', id });
}

/**
 * All that somebody is to be reminded of now and has not been. The database finds what `stagesAt` may have something to say of, by the
 * earliest stage of each limit.
 */
async function whatIsDue(unit: Unit): Promise<Due[]> {
  const { tx, at } = unit;
  const pressing = await tx.$queryRaw<{ id: number }[]>`
    select id from ticket where held_since is not null and (
      review_by - (review_by - held_since) / 4 <= ${at}
      or accept_by - (accept_by - held_since) / 4 <= ${at}
      or answer_by - (answer_by - held_since) / 4 <= ${at}
      or due_at <= ${at})
    union all
    select id from ticket
    where status = 'answered' and promised_for is not null and promised_for - interval '1 day' <= ${at}`;
  if (pressing.length === 0) return [];
  const held = await tx.ticket.findMany({
    where: { id: { in: pressing.map(({ id }) => id) } },
    include: { reminders: true },
  });
  const listeners = await listenersOf(unit);
  return held.flatMap((ticket) =>
    stagesAt(ticket, at).flatMap((one) =>
      listeners(ticket, one)
        .filter((chatId) => !ticket.reminders.some((told) => told.chatId === chatId && isSame(told, one)))
        .map((chatId) => ({
          ...one,
          ticketId: ticket.id,
          chatId,
          urgent: ticket.urgency === 'emergency',
        })),
    ),
  );
}

function isSame(told: Remindable, one: Remindable): boolean {
  return (
    told.limit === one.limit && told.stage === one.stage && told.limitAt.getTime() === one.limitAt.getTime()
  );
}

/**
 * Who is told: the group of whoever holds the ticket, and after a limit the supervisors, each in their own chat. Who has no group, or no
 * supervisor, leaves it to the reviewers.
 */
async function listenersOf({ tx }: Unit) {
  const channels = await tx.channel.findMany({ where: { retiredAt: null, chatId: { not: null } } });
  const supervisors = await supervisorsChats({ tx });
  const group = (department: string | null) =>
    channels.find(({ departmentCode }) => departmentCode === department)?.chatId;
  const reviewers = group(null);
  return (ticket: Ticket, { limit, stage }: Remindable): bigint[] => {
    const department = limit === 'review' ? null : holderOf(ticket);
    const holder = group(department) ?? reviewers;
    const chats = stage === 'after' ? supervisors : [];
    return [...chats, ...(limit === 'resident' && chats.length > 0 ? [] : [holder])].filter(
      (chatId) => chatId !== undefined && chatId !== null,
    );
  };
}

async function atNight({ deps, tx, at }: Unit): Promise<boolean> {
  if (!deps.settings.quietHours) return false;
  const catalog = await catalogInForce(deps, tx);
  return !!catalog && decentTime(calendarOf(catalog.calendar, deps.settings.timeZone), at) > at;
}

async function wasRemindedLately({ tx, at }: Unit, chatId: bigint): Promise<boolean> {
  const since = new Date(at.getTime() - apart);
  const lately = { kind: 'reminder', chatId, createdAt: { gt: since } } as const;
  return (await tx.card.findFirst({ where: lately, select: { id: true } })) !== null;
}
