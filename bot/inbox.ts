import type { Update } from 'telegraf/types';
import type { Deps } from '../core/deps.ts';
import { NotYet } from '../infra/telegram/in-turn.ts';
import type { Prisma, TelegramUpdate } from '../prisma/generated/client.ts';
import { Unreadable } from './intake/read-update.ts';
import { openRush } from './rush.ts';

/** Writes a raw update down, unless it is known. Resolves once it is on the disk; throws where it can't be kept. */
export type Keep = (update: { updateId: number; lane: bigint; payload: string; at: Date }) => Promise<void>;

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
  keep: Keep;
  withLane: WithLane;
  handle: (update: Update) => Promise<void>;
  /** An update failed for good and is put aside: somebody is to be told. */
  givenUp: (update: Update) => Promise<void>;
}

/** How often an update is tried before it is put aside, so that it does not hold up its chat for ever. */
const tries = 5;

/** How many chats one process works for at a time. */
export const lanesAtOnce = 8;

/**
 * The way of an update: stored first, then fed in order per chat to the bot. An update whose handling throws is tried again and holds
 * up its own chat only; after some tries, or at once where nobody can read it, it is put aside, with its payload, and people are told.
 * In a rush storing goes before handling, which then works for one chat at a time, and for more only little by little.
 */
export function openInbox(options: InboxOptions): Inbox {
  const { deps, keep, withLane } = options;
  const { db, now, report } = deps;
  const feeding = new Map<bigint, Promise<void>>();
  /** To be fed, first come, first served; some of them once more, after what is being fed of them. */
  const waiting = new Set<bigint>();
  const timers = new Set<NodeJS.Timeout>();
  const rush = openRush({ still: () => feedWaiting(feeding.size + 1), over: feedWaiting });
  let closed = false;

  function feed(lane: bigint): void {
    waiting.add(lane);
    feedWaiting();
  }

  /** A lane that this process is feeding is not fed twice: of three hundred messages at once, one waits for a connection. */
  function feedWaiting(inRush = 1): void {
    const most = rush.isOn() ? Math.min(inRush, lanesAtOnce) : lanesAtOnce;
    for (const lane of waiting) {
      if (closed || feeding.size >= most) return;
      if (feeding.has(lane)) continue;
      waiting.delete(lane);
      const run = feedLane(lane)
        .catch((error) => report(error, { at: 'inbox' }))
        .finally(() => {
          feeding.delete(lane);
          feedWaiting();
        });
      feeding.set(lane, run);
    }
  }

  /** Whoever lets a lane go looks once more: what came meanwhile found it busy, and relies on that. */
  async function feedLane(lane: bigint): Promise<void> {
    do {
      const outcome = await withLane(lane, async () => {
        for (let next = await nextOf(deps, lane); next && !closed; next = await nextOf(deps, lane)) {
          const retryAt = await handleOne(options, next);
          if (retryAt) feedAt(lane, retryAt);
        }
      });
      if (outcome === 'busy') return;
    } while (!closed && (await nextOf(deps, lane)));
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
    store: async (update) => {
      const raw = { ...rawOf(update), at: now() };
      await rush.during(() => keep(raw));
      feed(raw.lane);
    },
    feedAll: async () => {
      const where = { handledAt: null };
      const lanes = await db.telegramUpdate.findMany({ where, distinct: ['lane'], select: { lane: true } });
      for (const { lane } of lanes) feed(lane);
    },
    close: async () => {
      closed = true;
      rush.close();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(feeding.values());
    },
  };
}

function rawOf(update: Update) {
  return { updateId: update.update_id, lane: laneOf(update), payload: JSON.stringify(clean(update)) };
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
  const putOff = async (milliseconds: number, data: Prisma.TelegramUpdateUpdateInput = {}) => {
    const retryAt = new Date(now().getTime() + milliseconds);
    await write({ ...data, retryAt });
    return retryAt;
  };
  try {
    await handle(update);
    await write(doneAt(now()));
    return null;
  } catch (error) {
    // The chat takes no answer just now. That is nobody's fault, and counts as no attempt.
    if (error instanceof NotYet) return putOff(error.milliseconds);
    const attempt = attempts + 1;
    report(error, { at: 'update', update: String(updateId), attempt });
    if (attempt < tries && !(error instanceof Unreadable)) {
      return putOff(1000 * 4 ** attempts, { attempts: attempt });
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

/** Updates of one chat keep their order; those of no chat are one lane. Every update has one, whatever it holds: it is kept first, and read later. */
export function laneOf(update: Update): bigint {
  for (const [kind, body] of Object.entries(update as unknown as Record<string, Body | null>)) {
    if (kind === 'update_id' || typeof body !== 'object' || body === null) continue;
    const id = body.chat?.id ?? body.message?.chat?.id ?? body.from?.id;
    if (Number.isSafeInteger(id)) return BigInt(id as number);
  }
  return 0n;
}

type Whose = { id?: unknown } | null;
type Body = { chat?: Whose; message?: { chat?: Whose } | null; from?: Whose };

/** No update of the Bot API goes nearly as deep; PostgreSQL and we ourselves go down step by step, and would fall. */
const deepest = 100;

/** PostgreSQL takes neither NUL nor half of a surrogate pair, in names as little as in values. */
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return null;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  const fields = Object.entries(value).map(([name, one]) => [clean(name), clean(one, depth + 1)]);
  return Object.fromEntries(fields);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
