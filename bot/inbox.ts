import type { Update } from 'telegraf/types';
import type { Deps } from '../core/deps.ts';
import type { Prisma, TelegramUpdate } from '../prisma/generated/client.ts';

/** Runs work alone in a lane, among all processes; `busy` where another has it. */
export type WithLane = (lane: bigint, work: () => Promise<void>) => Promise<'done' | 'busy'>;

export interface Inbox {
  /** Keeps a raw update, once, before anybody is told that it was taken. Throws where it can't be kept. */
  store: (update: Update) => Promise<void>;
  /** Hands on what waits, of all chats: at start, and now and then for what a dead process left behind. */
  feedAll: () => Promise<void>;
  /** Takes nothing new on, and waits for what is being handled. */
  close: () => Promise<void>;
}

export interface InboxOptions {
  deps: Pick<Deps, 'db' | 'now' | 'report'>;
  withLane: WithLane;
  handle: (update: Update) => Promise<void>;
  /** An update failed for good and is put aside: somebody is to be told. */
  givenUp: (update: Update) => Promise<void>;
}

/** How often an update is tried before it is put aside, so that it does not hold up its chat for ever. */
const tries = 5;

/**
 * The way of an update: stored first, then fed in order per chat to the bot. An update whose handling throws is tried again and holds
 * up its own chat only; after some tries it is put aside, with its payload, and people are told.
 */
export function openInbox(options: InboxOptions): Inbox {
  const { deps, withLane } = options;
  const { db, now, report } = deps;
  const feeding = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  function feed(lane: bigint): void {
    if (closed) return;
    const run = feedLane(lane)
      .catch((error) => report(error, { at: 'inbox' }))
      .finally(() => feeding.delete(run));
    feeding.add(run);
  }

  /** Whoever lets a lane go looks once more: what came meanwhile found it busy, and relies on that. */
  async function feedLane(lane: bigint): Promise<void> {
    while (!closed && (await nextOf(deps, lane))) {
      const outcome = await withLane(lane, async () => {
        for (let next = await nextOf(deps, lane); next && !closed; next = await nextOf(deps, lane)) {
          const retryAt = await handleOne(options, next);
          if (retryAt) feedAt(lane, retryAt);
        }
      });
      if (outcome === 'busy') return;
    }
  }

  function feedAt(lane: bigint, at: Date): void {
    if (closed) return;
    const run = () => {
      timers.delete(timer);
      feed(lane);
    };
    const timer = setTimeout(run, at.getTime() - now().getTime() + 10);
    timers.add(timer);
  }

  return {
    store: async (update) => feed(await keep(deps, update)),
    feedAll: async () => {
      const where = { handledAt: null };
      const lanes = await db.telegramUpdate.findMany({ where, distinct: ['lane'], select: { lane: true } });
      for (const { lane } of lanes) feed(lane);
    },
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(feeding);
    },
  };
}

/** Writes an update down, unless it is known. Returns its lane. */
async function keep({ db, now }: InboxOptions['deps'], update: Update): Promise<bigint> {
  const lane = laneOf(update);
  const payload = JSON.parse(JSON.stringify(update, clean));
  await db.telegramUpdate.createMany({
    data: [{ updateId: BigInt(update.update_id), lane, payload, receivedAt: now() }],
    skipDuplicates: true,
  });
  return lane;
}

/** The lane's oldest, if its time has come: while it waits to be tried again, those behind it wait too. */
async function nextOf({ db, now }: InboxOptions['deps'], lane: bigint): Promise<TelegramUpdate | null> {
  const oldest = await db.telegramUpdate.findFirst({
    where: { lane, handledAt: null },
    orderBy: { sequence: 'asc' },
  });
  return oldest && (oldest.retryAt === null || oldest.retryAt <= now()) ? oldest : null;
}

/** Hands one update on. Returns when it is to be tried again, if it is. */
async function handleOne(
  { deps, handle, givenUp }: InboxOptions,
  { updateId, payload, attempts }: TelegramUpdate,
): Promise<Date | null> {
  const { db, now, report } = deps;
  const update = payload as unknown as Update;
  const write = (data: Prisma.TelegramUpdateUpdateInput) =>
    db.telegramUpdate.update({ where: { updateId }, data });
  try {
    await handle(update);
    await write(doneAt(now()));
    return null;
  } catch (error) {
    const attempt = attempts + 1;
    report(error, { at: 'update', update: String(updateId), attempt });
    if (attempt < tries) {
      const retryAt = new Date(now().getTime() + 1000 * 4 ** attempts);
      await write({ attempts: attempt, retryAt });
      return retryAt;
    }
    await write({ attempts: attempt, handledAt: now(), failure: nameOf(error) });
    await givenUp(update).catch((failed) => report(failed, { at: 'loss', update: String(updateId) }));
    return null;
  }
}

/** The row stays, so that a repeat is known; the words and whose chat it was do not. */
function doneAt(at: Date) {
  return { handledAt: at, payload: {}, lane: 0n, retryAt: null };
}

/** Updates of one chat keep their order; those of no chat are one lane. */
export function laneOf(update: Update): bigint {
  const any = update as unknown as Record<
    string,
    { chat?: { id: number }; message?: { chat: { id: number } }; from?: { id: number } } | undefined
  >;
  for (const [kind, body] of Object.entries(any)) {
    if (kind === 'update_id' || typeof body !== 'object' || body === null) continue;
    return BigInt(body.chat?.id ?? body.message?.chat.id ?? body.from?.id ?? 0);
  }
  return 0n;
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
function clean(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
