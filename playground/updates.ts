import type { WorldRecord } from './state.ts';
import type { Update, UpdateContent } from './telegram.ts';
import type { World } from './world.ts';

export const DAY = 24 * 3_600_000;

/**
 * Records that put these updates into the bot's queue, in order, to be committed together with the change that
 * they tell of. Kinds that the bot did not ask for by allowed_updates are left out.
 * `chat` orders them: a webhook gets the updates of one chat one after the other.
 */
export function updateRecords(world: World, chat: number, ...contents: UpdateContent[]): WorldRecord[] {
  const { allowedUpdates, nextUpdateId } = world.state;
  return contents
    .filter((content) => allowedUpdates.length === 0 || allowedUpdates.includes(Object.keys(content)[0]!))
    .map((content, index) => ({
      t: 'update',
      update: { update_id: nextUpdateId + index, ...content } as Update,
      chat,
      at: world.now().getTime(),
    }));
}

/** Telegram keeps an undelivered update for 24 hours. */
export function expireUpdates(world: World): void {
  const limit = world.now().getTime() - DAY;
  const ids: number[] = [];
  for (const { update, at } of world.state.pending.values()) {
    if (at > limit) break;
    ids.push(update.update_id);
  }
  forgetUpdates(world, ids);
}

export function forgetUpdates(world: World, ids: number[]): void {
  if (ids.length > 0) world.commit({ t: 'gone', ids });
}
