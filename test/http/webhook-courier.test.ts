import { beforeEach, expect, test } from 'vitest';
import type { Parcel } from '../../core/dispatch/courier.ts';
import { openWebhookCourier } from '../../infra/channels/webhook.ts';
import { type DepartmentServer, type Mood, startDepartmentServer } from '../support/department-server.ts';

const secret = 'whsec_YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcyBpcyBsb25n';
const hour = 3_600_000;

let server: DepartmentServer;
beforeEach(async () => {
  server = await startDepartmentServer();
  server.keepSecret(secret);
  return () => server.close();
});

const parcel: Parcel = {
  kind: 'ticket',
  idempotencyKey: 'ticket-7K4-2QD-1',
  ticket: {
    reference: '7K4-2QD',
    round: 1,
    status: 'confirmed',
    errand: 'complaint',
    category: { code: 'public-facilities', name: { zh: '公共设施', en: 'Public facilities' } },
    duty: null,
    department: { code: 'urban-management', name: { zh: '城市管理局', en: 'Urban Management' } },
    title: 'A broken bench',
    description: '',
    place: null,
    point: null,
    since: null,
    wish: null,
    urgency: 'normal',
    requestedAt: new Date(),
    updatedAt: new Date(),
    dueAt: null,
    language: 'en',
    thread: [],
    media: [],
  },
};

const now = new Date();
const bring = (attempt: number, url = server.url, what = parcel) =>
  openWebhookCourier({ now: () => now, language: 'en', patience: 300 }).bring(what, {
    url,
    secret,
    attempt,
  });

const inTenMinutes = new Date(Math.ceil(now.getTime() / 1000) * 1000 + 600_000).toUTCString();

test.each<[Mood, number, object]>([
  [{ status: 200 }, 1, { kind: 'delivered' }],
  [{ status: 204 }, 1, { kind: 'delivered' }],
  [{ status: 500 }, 1, { kind: 'retry', milliseconds: 1000, failure: 'HTTP 500' }],
  [{ status: 500 }, 5, { kind: 'retry', milliseconds: 16_000 }],
  [{ status: 500 }, 20, { kind: 'retry', milliseconds: hour }],
  [{ status: 500 }, 21, { kind: 'failed', failure: 'HTTP 500' }],
  [{ status: 409 }, 1, { kind: 'retry', milliseconds: 1000 }],
  [{ status: 429, retryAfter: '120' }, 1, { kind: 'retry', milliseconds: 120_000 }],
  [{ status: 429, retryAfter: '1' }, 8, { kind: 'retry', milliseconds: 128_000 }],
  [{ status: 503, retryAfter: '86400' }, 1, { kind: 'retry', milliseconds: hour }],
  [{ status: 503, retryAfter: 'soon' }, 1, { kind: 'retry', milliseconds: 1000 }],
  [{ status: 503, retryAfter: '-7' }, 1, { kind: 'retry', milliseconds: 1000 }],
  [{ hangUp: 'before' }, 2, { kind: 'retry', milliseconds: 2000 }],
  [{ hangUp: 'after' }, 2, { kind: 'retry', milliseconds: 2000 }],
  ['hang', 1, { kind: 'retry', milliseconds: 1000, failure: 'TimeoutError' }],
  [{ status: 302, location: 'http://127.0.0.1:9/' }, 1, { kind: 'failed', failure: 'HTTP 302' }],
  [{ status: 400 }, 1, { kind: 'failed', failure: 'HTTP 400' }],
  [{ status: 401 }, 1, { kind: 'failed' }],
  [{ status: 404 }, 1, { kind: 'failed' }],
  [{ status: 410 }, 1, { kind: 'failed' }],
  [{ status: 422 }, 1, { kind: 'failed' }],
])('met with %j, attempt %i comes to %j', async (mood, attempt, outcome) => {
  server.expect(parcel.ticket.reference, mood);
  expect(await bring(attempt)).toMatchObject(outcome);
  expect(server.arrivals(parcel.ticket.reference)).toHaveLength(1);
});

test('a date in Retry-After is waited for', async () => {
  server.expect(parcel.ticket.reference, { status: 503, retryAfter: inTenMinutes });
  const outcome = await bring(1);
  expect(outcome).toMatchObject({ kind: 'retry', milliseconds: Date.parse(inTenMinutes) - now.getTime() });
});

test('a system that is not there is tried again', async () => {
  await server.close();
  expect(await bring(1)).toEqual({ kind: 'retry', milliseconds: 1000, failure: 'ECONNREFUSED' });
});

test('without a public address there is nothing to call back, and files have none', async () => {
  await bring(1);
  const { service_request } = server.records(parcel.ticket.reference)[0];
  expect(service_request.media_url).toBeNull();
  expect(service_request.extended_attributes.callback_url).toBeNull();
});

test('thanks come as an event of their own, closed and without a deadline', async () => {
  const thanks = { ...parcel.ticket, errand: 'thanks', status: 'closed', dueAt: null } as const;
  await bring(1, server.url, { ...parcel, ticket: thanks });
  expect(server.arrivals(thanks.reference).map(({ posted }) => posted)).toMatchObject([
    {
      event: 'service_request.thanked',
      service_request: {
        status: 'closed',
        status_notes: expect.any(String),
        expected_datetime: null,
        extended_attributes: { kind: 'thanks' },
      },
    },
  ]);
});
