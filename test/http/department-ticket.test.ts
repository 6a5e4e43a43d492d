import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk, publicUrl } from '../support/department-desk.ts';
import type { DepartmentServer } from '../support/department-server.ts';
import { openWhole, type Whole } from '../support/whole.ts';

const category = 'public-facilities';

let whole: Whole;
let desk: Desk;
let server: DepartmentServer;
let secret: string;
beforeAll(async () => {
  whole = await openWhole({ env: { PUBLIC_URL: publicUrl } });
  desk = openDesk(whole);
  ({ server, secret } = await desk.open(whole.departmentOf(category)));
});
afterAll(async () => {
  await server.close();
  await whole.close();
});

async function dispatched() {
  const { resident, reference } = await desk.say('长廊的木板翘起来了');
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  return { resident, reference, url: desk.callbackUrl(whole.departmentOf(category), reference) };
}

async function read(url: string) {
  const response = await desk.fetch(url, secret);
  const { service_request } = (await response.json()) as {
    service_request?: {
      service_request_id: string;
      updated_datetime: string;
      extended_attributes: { thread: { text: string | null }[] };
    };
  };
  return { status: response.status, service_request };
}

test('a ticket as it stands now tells the department’s system what the resident added since', async () => {
  const { resident, reference, url } = await dispatched();
  const before = (await read(url)).service_request!;
  expect(before.service_request_id).toBe(reference);
  const card = await whole.actors.see(resident, 'the card', ({ text }) => text?.includes(reference));
  const added = { text: '今天又有人绊倒了', replyTo: card.message_id };
  await whole.actors.act(resident, resident, 'say', added);
  const texts = async () =>
    (await read(url)).service_request!.extended_attributes.thread.map(({ text }) => text);
  await expect.poll(texts).toContain('今天又有人绊倒了');
  const now = (await read(url)).service_request!;
  expect(Date.parse(now.updated_datetime)).toBeGreaterThan(Date.parse(before.updated_datetime));
});

test('is what was posted, where nothing was added', async () => {
  const { reference, url } = await dispatched();
  const { updated_datetime: _now, ...now } = (await read(url)).service_request!;
  const { updated_datetime: _then, ...posted } = server.records(reference)[0].service_request;
  expect(now).toEqual(posted);
});

test('is for the department that has it, signed, and for nobody after it went back', async () => {
  const { url } = await dispatched();
  expect((await fetch(url.replace(publicUrl, whole.http))).status).toBe(401);
  await desk.call(url, { action: 'return', reason: '不归我们', duty: null, department: null }, { secret });
  expect((await read(url)).status).toBe(404);
});
