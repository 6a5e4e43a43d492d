import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** How the system meets one post. It keeps what it answers with 2xx, and what it hangs up on `after` taking it. */
export type Mood =
  | { status: number; retryAfter?: string; location?: string }
  | { hangUp: 'before' | 'after' }
  | 'hang';

/** A service request as the system reads it: it trusts no type of ours. */
// biome-ignore lint/suspicious/noExplicitAny: whatever JSON comes
export type Posted = any;

export interface Arrival {
  reference: string;
  key: string;
  event: string;
  body: string;
  posted: Posted;
  headers: IncomingMessage['headers'];
}

/**
 * A department's own system, written from the documentation alone: it checks signatures by itself, keeps one record for each
 * idempotency key, and can be in any mood.
 */
export async function startDepartmentServer({
  moodOf = () => ({ status: 200 }),
}: {
  moodOf?: () => Mood;
} = {}) {
  let secret = '';
  const arrivals: Arrival[] = [];
  const records = new Map<string, Posted>();
  const moods = new Map<string, Mood[]>();
  const refused: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const wrong = whatIsWrong(request, body, secret);
    if (wrong) {
      refused.push(wrong);
      response.writeHead(401).end();
      return;
    }
    const posted = JSON.parse(body);
    const reference = posted.service_request.service_request_id;
    const key = String(request.headers['idempotency-key']);
    arrivals.push({ reference, key, event: posted.event, body, posted, headers: request.headers });
    const mood = moods.get(reference)?.shift() ?? moodOf();
    const takes =
      typeof mood === 'object' && ('status' in mood ? mood.status < 300 : mood.hangUp === 'after');
    if (takes && !records.has(key)) records.set(key, posted);
    meet(response, mood);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tickets`,
    /** The secret that the administrator was shown. */
    keepSecret: (shown: string) => {
      secret = shown;
    },
    /** The next posts about this ticket are met so, one after the other; then as its mood is. */
    expect: (reference: string, ...next: Mood[]) => moods.set(reference, next),
    /** Every well signed post about a ticket, in order. */
    arrivals: (reference: string) => arrivals.filter((arrival) => arrival.reference === reference),
    /** What it has in its books about a ticket, a record a key. */
    records: (reference: string) =>
      [...records.values()].filter((posted) => posted.service_request.service_request_id === reference),
    /** All of its books: what it has, by key. */
    books: (): ReadonlyMap<string, Posted> => records,
    /** Why posts were refused: each was ours, and each is a fault. */
    refused,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type DepartmentServer = Awaited<ReturnType<typeof startDepartmentServer>>;

/** The three headers of Standard Webhooks (https://www.standardwebhooks.com), computed from the specification. */
export function signed(
  body: string,
  { secret, id = randomUUID(), at = new Date() }: { secret: string; id?: string; at?: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac(`${id}.${timestamp}.${body}`, secret)}`,
  };
}

function mac(content: string, secret: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return createHmac('sha256', key).update(content, 'utf8').digest('base64');
}

function whatIsWrong({ method, headers }: IncomingMessage, body: string, secret: string): string | null {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (method !== 'POST') return 'method';
  if (headers['content-type'] !== 'application/json') return 'content-type';
  if (!id || id !== headers['idempotency-key']) return 'id';
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return 'timestamp';
  if (signature !== `v1,${mac(`${id}.${timestamp}.${body}`, secret)}`) return 'signature';
  return null;
}

function meet(response: ServerResponse, mood: Mood): void {
  if (mood === 'hang') return;
  if ('hangUp' in mood) {
    response.destroy();
    return;
  }
  if (mood.retryAfter) response.setHeader('retry-after', mood.retryAfter);
  if (mood.location) response.setHeader('location', mood.location);
  response.writeHead(mood.status).end();
}
