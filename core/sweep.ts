import type { Deps, Ring } from './deps.ts';
import { settleDelivery } from './dispatch/settle-delivery.ts';
import { closeUnheard } from './follow/close-unheard.ts';
import { keepFindable } from './neighbours/make-findable.ts';
import { gatherReminders } from './reminders/gather.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
const quarter = 90 * 24 * 60 * minute;
/** How long a step may be overdue before the sweep takes it for forgotten. */
const grace = 20_000;
/** Longer than any send takes: whoever claimed this is dead, or as good as dead. */
const abandoned = 3 * minute;
const atOnce = 500;

/**
 * Looks for rows whose next step is overdue, and rings for them again: rings that were lost with a queue, claims of processes that died. Of
 * two sweeps at once the second only rings what is harmless to ring. Returns how many rings it gave.
 */
export async function sweep(deps: Deps): Promise<number> {
  const now = deps.now().getTime();
  const since = (milliseconds: number) => new Date(now - milliseconds);
  await takeBackClaims(deps, since(abandoned));
  await dropOldTurns(deps);
  await dropOldUpdates(deps, { handled: since(week), putAside: since(quarter) });
  await closeUnheard(deps);
  await gatherReminders(deps);
  await keepFindable(deps).catch((error: unknown) => deps.report(error, { at: 'neighbours' }));
  const rings: Ring[] = [
    ...(await overdueComplaints(deps, since(grace))),
    ...(await overdueDeliveries(deps, since(grace))),
    ...(await overdueCards(deps, since(grace))),
  ];
  for (const ring of rings) await deps.ring(ring);
  return rings.length;
}

/**
 * A claim whose owner died. A card is shown once more. A webhook may be called again, as its key is the same. A group that may hold the
 * ticket already is looked at by people.
 */
async function takeBackClaims(deps: Deps, before: Date): Promise<void> {
  // In SQL: the client casts the states that it asks for, and PostgreSQL then knows no longer that the index of what is open holds them.
  await deps.db.$executeRaw`
    update card set state = 'due', due_at = ${before} where state = 'sending' and claimed_at < ${before}`;
  const stale = { state: 'sending', claimedAt: { lt: before } } as const;
  const deliveries = await deps.db.delivery.findMany({ where: stale, include: { channel: true } });
  for (const delivery of deliveries) {
    const keyed = delivery.channel?.medium === 'webhook';
    const failure = 'interrupted';
    const settled = await settleDelivery(
      deps,
      delivery,
      keyed ? { kind: 'retry', milliseconds: 0, failure } : { kind: 'unknown', failure },
    );
    if (settled.kind === 'again') await deps.ring({ at: 'dispatch', id: delivery.id });
  }
}

/**
 * Telegram counts for a minute in groups, and for moments elsewhere: a person's own chat is remembered no longer than that. By the clock
 * by which turns are taken: ours may be wrong.
 */
async function dropOldTurns({ db }: Deps): Promise<void> {
  await db.$executeRaw`
    delete from telegram_turn where coalesce(ended_at, taken_at) <
      clock_timestamp() - case when chat_id > 0 then interval '15 seconds' else interval '2 minutes' end`;
}

/**
 * Handled updates are kept for a week, far longer than Telegram might bring them again (24 hours); those that nobody could handle for
 * three months, for somebody to look into. They may hold a person's words, so not for ever.
 */
async function dropOldUpdates({ db }: Deps, before: { handled: Date; putAside: Date }): Promise<void> {
  await db.telegramUpdate.deleteMany({
    where: {
      OR: [{ handledAt: { lt: before.handled }, failure: null }, { handledAt: { lt: before.putAside } }],
    },
  });
}

async function overdueComplaints({ db }: Deps, before: Date): Promise<Ring[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    select id from complaint where status = 'gathering' and settle_at < ${before} order by settle_at limit ${atOnce}`;
  return rows.map(({ id }) => ({ at: 'triage', id }));
}

async function overdueDeliveries({ db }: Deps, before: Date): Promise<Ring[]> {
  const rows = await db.delivery.findMany({
    where: { state: 'due', dueAt: { lt: before } },
    orderBy: { dueAt: 'asc' },
    take: atOnce,
    select: { id: true },
  });
  return rows.map(({ id }) => ({ at: 'dispatch', id }));
}

async function overdueCards({ db }: Deps, before: Date): Promise<Ring[]> {
  // By the order of the index, once for each kind: PostgreSQL takes a third of all cards for open, and would get ready to sort as many.
  const rows = await db.$queryRaw<{ id: number; urgent: boolean }[]>`
    (select id, urgent from card
     where urgent and due_at < ${before} and (state = 'due' or (state = 'shown' and shown < wanted))
     order by due_at limit ${atOnce})
    union all
    (select id, urgent from card
     where not urgent and due_at < ${before} and (state = 'due' or (state = 'shown' and shown < wanted))
     order by due_at limit ${atOnce})`;
  return rows.map(({ id, urgent }) => ({ at: 'notify', id, urgent }));
}
