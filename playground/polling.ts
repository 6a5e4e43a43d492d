import { conflict } from './errors.ts';
import type { Update } from './telegram.ts';
import { expireUpdates, forgetUpdates } from './updates.ts';
import type { World } from './world.ts';

export type PollRequest = {
  offset: number;
  limit: number;
  /** Seconds to wait for an update when there is none. */
  timeout: number;
  /** Aborts when the poller goes away. */
  gone: AbortSignal;
};

export type Polling = { poll(request: PollRequest): Promise<Update[]>; close(): void };

type Waiter = { finish(updates: Update[]): void; fail(error: Error): void };

/** getUpdates: one poller at a time; the offset confirms what came before it. */
export function createPolling(world: World): Polling {
  let waiter: Waiter | undefined;
  const stop = world.subscribe((event) => {
    if (event.t === 'webhook' && event.webhook) waiter?.fail(conflict('terminated by setWebhook request'));
    if (event.t === 'update') waiter?.finish([event.update]);
  });

  async function poll({ offset, limit, timeout, gone }: PollRequest): Promise<Update[]> {
    if (world.state.webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    // As with Telegram, the newcomer wins and the poller that waits is told.
    waiter?.fail(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    expireUpdates(world);
    confirm(world, offset);
    const ready = oldest(world, Math.min(100, Math.max(1, limit)));
    if (ready.length > 0 || timeout <= 0) return ready;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish([]), Math.min(50, timeout) * 1000);
      const leave = () => finish([]);
      gone.addEventListener('abort', leave);
      const settled = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', leave);
        if (waiter === mine) waiter = undefined;
      };
      const finish = (updates: Update[]) => {
        settled();
        resolve(updates);
      };
      const mine: Waiter = {
        finish,
        fail: (error) => {
          settled();
          reject(error);
        },
      };
      waiter = mine;
    });
  }

  return {
    poll,
    close: () => {
      stop();
      waiter?.finish([]);
    },
  };
}

/** A positive offset confirms all below it; a negative one keeps only that many of the newest. */
function confirm(world: World, offset: number): void {
  const ids: number[] = [];
  const surplus = offset < 0 ? world.state.pending.size + offset : 0;
  for (const id of world.state.pending.keys()) {
    if (offset < 0 ? ids.length >= surplus : id >= offset) break;
    ids.push(id);
  }
  forgetUpdates(world, ids);
}

function oldest(world: World, limit: number): Update[] {
  const batch: Update[] = [];
  for (const { update } of world.state.pending.values()) {
    if (batch.length >= limit) break;
    batch.push(update);
  }
  return batch;
}
