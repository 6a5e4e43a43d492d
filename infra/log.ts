import { pino } from 'pino';
import { currentRequest } from './request.ts';
import { safeError } from './safe-error.ts';

/** Fields are ids, counts and names of parts. People's words, names, phones and tokens never go into a log. */
type Say = (fields: object, text: string) => void;

export interface Logger {
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
}

/** Where lines go; each ends in a line break. */
interface Out {
  write: (line: string) => unknown;
}

/**
 * The log of this process, to stdout: a line of JSON an entry, or plain lines for people. An error goes under
 * `error` and is cut down to what cannot be anybody's secret.
 */
export function openLog(
  { level, format = 'json' }: { level: string; format?: 'plain' | 'json' },
  out: Out = process.stdout,
): Logger {
  const plain = format === 'plain';
  const options = {
    level,
    base: null,
    mixin: () => {
      const request = currentRequest();
      return request ? { request } : {};
    },
    serializers: { error: safeError, err: safeError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, plain ? { write: (entry) => out.write(plainLine(JSON.parse(entry))) } : out);
}

function plainLine({ time, level, msg, ...fields }: Record<string, unknown>): string {
  const clock = new Date(String(time)).toLocaleTimeString('en-GB');
  const {
    error,
    err = error,
    ...rest
  } = fields as { error?: { stack?: string[] }; err?: { stack?: string[] } };
  const { stack = [], ...about } = err ?? {};
  const pairs = Object.entries({ ...rest, ...about }).map(([name, value]) => ` ${name}=${word(value)}`);
  const frames = stack.map((frame) => `\n         ${frame}`);
  return `${clock} ${String(level).padEnd(5)} ${msg}${pairs.join('')}${frames.join('')}\n`;
}

function word(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
