import type { Language } from '../../core/deps.ts';
import type { Brought, Courier } from '../../core/dispatch/courier.ts';
import { serviceRequest } from './open311.ts';
import { sign } from './signature.ts';

/** After this many attempts (about nine hours) people are told; a tap tries again. */
const tries = 21;
const longestPause = 3_600_000;

/** Answers that another attempt would only get again: the address is wrong, or the secret, or our form is not theirs. */
const final = [400, 401, 403, 404, 405, 410, 411, 413, 414, 415, 422];

interface Options {
  now: () => Date;
  publicUrl?: string | undefined;
  /** Of the names that a system shows: the town's. */
  language: Language;
  /** A system that has not answered within this time, in milliseconds, is asked again later. */
  patience?: number;
}

/**
 * Brings tickets to departments' own systems: a signed POST, the same key for every attempt, so that what is unclear can be sent
 * again. `publicUrl`: where they call us back, if they can.
 */
export function openWebhookCourier({ now, publicUrl, language, patience = 15_000 }: Options): Courier {
  return {
    bring: async (parcel, { url, secret, attempt }) => {
      const body = JSON.stringify(serviceRequest(parcel, { publicUrl, language }));
      const { idempotencyKey: id } = parcel;
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'citizen-whistle',
            'idempotency-key': id,
            ...sign({ id, at: now(), body, secret }),
          },
          body,
          // Nobody but the registered address gets people's words.
          redirect: 'manual',
          signal: AbortSignal.timeout(patience),
        });
        await response.body?.cancel();
        return answered(response, { attempt, now: now() });
      } catch (error) {
        return again(attempt, reasonOf(error));
      }
    },
  };
}

function answered(
  { ok, status, headers }: Response,
  { attempt, now }: { attempt: number; now: Date },
): Brought {
  if (ok) return { kind: 'delivered' };
  const failure = `HTTP ${status}`;
  if (final.includes(status) || (status >= 300 && status < 400)) return { kind: 'failed', failure };
  return again(attempt, failure, askedFor(headers.get('retry-after') ?? '', now));
}

/** 1, 2, 4 ... seconds and an hour at the most; or as long as they ask for. */
function again(attempt: number, failure: string, asked = 0): Brought {
  if (attempt >= tries) return { kind: 'failed', failure };
  const milliseconds = Math.min(Math.max(asked, 1000 * 2 ** (attempt - 1)), longestPause);
  return { kind: 'retry', milliseconds, failure };
}

/** How long Retry-After wants us to wait, in milliseconds: it is a number of seconds, or a date. */
function askedFor(retryAfter: string, now: Date): number {
  const wait = /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : new Date(retryAfter).getTime() - now.getTime();
  return Number.isNaN(wait) ? 0 : wait;
}

/** The network's code for what happened; fetch itself says no more than "fetch failed". */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name ?? 'unknown';
}
