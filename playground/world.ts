import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { applyRecord } from './apply.ts';
import { type FileShelf, openFileShelf } from './files.ts';
import { type Journal, noJournal, openJournal } from './journal.ts';
import { emptyState, type State, type WorldRecord } from './state.ts';
import type { User } from './telegram.ts';

/** What a listener hears: every change, and the one thing that is not kept, that the bot is typing. */
export type WorldEvent = WorldRecord | { t: 'typing'; chat: number; action: string };

export type World = {
  /** Read it freely; change it through `commit` only. */
  state: State;
  files: FileShelf;
  bot: User;
  now(): Date;
  /** Applies the records as one step, and writes them as one line of the journal. */
  commit(...records: WorldRecord[]): void;
  /** Tells listeners of something that is not part of the state. */
  announce(event: WorldEvent): void;
  /** Calls `listener` after each change; returns the way to stop it. */
  subscribe(listener: (event: WorldEvent) => void): () => void;
  close(): void;
};

/** Opens the world kept in `dataDir`, or a new one; without `dataDir` it lives in memory only. */
export function openWorld(options: { dataDir?: string; bot: User; now: () => Date }): World {
  const state = emptyState();
  const listeners = new Set<(event: WorldEvent) => void>();
  let lines = 0;
  let journal: Journal = noJournal;
  if (options.dataDir) {
    journal = openJournal(join(options.dataDir, 'journal.jsonl'), (records) => {
      lines += 1;
      for (const record of records) applyRecord(state, record);
    });
  }

  function announce(event: WorldEvent): void {
    for (const listener of listeners) listener(event);
  }

  function commit(...records: WorldRecord[]): void {
    if (records.length === 0) return;
    journal.append(records);
    for (const record of records) applyRecord(state, record);
    for (const record of records) announce(record);
  }

  // Telegram's update ids start anywhere: a bot must not count on small or consecutive ones.
  if (lines === 0) commit({ t: 'born', nextUpdateId: randomInt(100_000_000, 900_000_000) });
  return {
    state,
    files: openFileShelf(options.dataDir ? join(options.dataDir, 'files') : undefined),
    bot: options.bot,
    now: options.now,
    commit,
    announce,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => journal.close(),
  };
}

/** Unix time in whole seconds, as all dates in the Bot API. */
export function unixTime(world: World): number {
  return Math.floor(world.now().getTime() / 1000);
}
