import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signatures of webhooks in both directions, as the Standard Webhooks specification has them (https://www.standardwebhooks.com), so
 * that a department's engineers can use a library of their language. What is signed is `id.timestamp.body`; the key is the secret
 * without its `whsec_`, decoded from base64.
 */
export interface SignedHeaders {
  'webhook-id': string;
  /** Seconds since 1970. */
  'webhook-timestamp': string;
  /** One or more of `v1,<base64 of HMAC-SHA256>`, separated by spaces. */
  'webhook-signature': string;
}

/** How far the other side's clock may be off, in seconds, before a message counts as an old one sent again. */
export const tolerance = 300;

/** Signs a message that is to be sent. */
export function sign(message: { id: string; at: Date; body: string; secret: string }): SignedHeaders {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest(message.id, timestamp, message.body, message.secret).toString('base64')}`,
  };
}

/** Whether a message that came was signed with this secret, not longer ago than the tolerance. Takes the same time for every wrong one. */
export function verify(
  headers: Record<string, string | string[] | undefined>,
  message: { body: string; now: Date; secret: string },
): 'ok' | 'unsigned' | 'old' | 'wrong' {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return 'unsigned';
  const age = message.now.getTime() / 1000 - Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > tolerance) return 'old';
  const expected = digest(id, timestamp, message.body, message.secret);
  const given = signatures
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
    ? 'ok'
    : 'wrong';
}

function digest(id: string, timestamp: string, body: string, secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}
