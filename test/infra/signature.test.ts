import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { sign, verify } from '../../infra/channels/signature.ts';

describe('a signature', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;

  test('of ours is taken by the reference library of Standard Webhooks, whatever the body', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const headers = sign({ id: 'ticket-7K4-2QD-1', at: new Date(), body, secret });
        expect(() => new Webhook(secret).verify(body, { ...headers })).not.toThrow();
      }),
    );
  });

  test('of the reference library is taken by us, and not for another body, id or secret', () => {
    const [now, body] = [new Date(), '{"action":"accept"}'];
    const headers = {
      'webhook-id': 'call-1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('call-1', now, body),
    };
    expect(verify(headers, { body, now, secret })).toBe('ok');
    expect(verify(headers, { body: `${body} `, now, secret })).toBe('wrong');
    expect(verify({ ...headers, 'webhook-id': 'call-2' }, { body, now, secret })).toBe('wrong');
    expect(verify(headers, { body, now, secret: 'whsec_b3RoZXI=' })).toBe('wrong');
  });
});
