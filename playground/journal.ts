import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorldRecord } from './state.ts';

export type Journal = { append(records: WorldRecord[]): void; close(): void };

/**
 * Opens the journal at `file` and gives every transaction in it to `replay`, in order.
 * One line is one transaction, so what happened together survives together; a last line that a crash cut
 * short is dropped, and the file shortened to what was whole.
 */
export function openJournal(file: string, replay: (records: WorldRecord[]) => void): Journal {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) replayLines(file, replay);
  const fd = openSync(file, 'a');
  return {
    // Synchronous on purpose: what a caller was told has happened is with the operating system by then.
    append: (records) => {
      writeSync(fd, `${JSON.stringify(records)}\n`);
    },
    close: () => closeSync(fd),
  };
}

/** A journal for a world that lives in memory only. */
export const noJournal: Journal = { append: () => {}, close: () => {} };

function replayLines(file: string, replay: (records: WorldRecord[]) => void): void {
  const bytes = readFileSync(file);
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    replay(JSON.parse(bytes.toString('utf8', start, end)) as WorldRecord[]);
    start = end + 1;
  }
  if (start < bytes.length) truncateSync(file, start);
}
