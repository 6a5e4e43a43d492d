import { type Logger, openLog } from '../../infra/log.ts';

/** For parts that want a log, in tests that do not want to read one. */
export function silentLog(): Logger {
  return openLog({ level: 'silent' });
}

/** A log whose entries a test can look into: for what must not be in them, and for how many there are. */
export function keptLog(): { log: Logger; entries: Record<string, unknown>[] } {
  const entries: Record<string, unknown>[] = [];
  const out = { write: (line: string) => entries.push(JSON.parse(line)) };
  return { log: openLog({ level: 'debug', format: 'json' }, out), entries };
}
