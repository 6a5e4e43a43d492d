import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk, publicUrl } from '../support/department-desk.ts';
import { type DepartmentServer, type Posted, signed } from '../support/department-server.ts';
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

/** Bytes of every value, so that any change of letters or line ends shows; no two tests have the same. */
const bytesOf = (seed: number) => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 31 + seed) % 256));

/** A ticket with one file, with its department's system; and what that knows of the file. */
async function withFile(act: 'photo' | 'document' | 'voice', fields: object) {
  const resident = await whole.newResident();
  const reference = await desk.complaint(resident, () =>
    whole.actors.act(resident, resident, act, { caption: '公园的健身器材坏了，见附件', ...fields }),
  );
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  const [file] = server.records(reference)[0].service_request.extended_attributes.media as Posted[];
  return { resident, reference, file };
}

test.each([
  ['photo', 'image/jpeg', 'image/jpeg'],
  ['document', 'application/pdf', 'application/pdf'],
  ['document', 'text/plain', 'text/plain'],
  ['document', 'no type\nat all', 'application/octet-stream'],
] as const)('a %s of type %j is fetched byte for byte, as %s', async (act, mime, type) => {
  const bytes = bytesOf(mime.length);
  const { file } = await withFile(act, { file: bytes.toString('base64'), fileName: 'a.bin', mime });
  const response = await desk.fetch(file.url, secret);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(type);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test('a file is for whoever signs as the department that has the ticket, and for nobody else', async () => {
  const { file } = await withFile('photo', { file: bytesOf(1).toString('base64') });
  const url = file.url.replace(publicUrl, whole.http);
  expect((await fetch(url)).status).toBe(401);
  expect((await desk.fetch(file.url, 'whsec_c29tZWJvZHkgZWxzZQ==')).status).toBe(401);
  const old = signed('', { secret, at: new Date(Date.now() - 6 * 60_000) });
  expect((await fetch(url, { headers: old })).status).toBe(401);

  const other = await desk.open('water');
  const theirs = file.url.replace(/departments\/[^/]+/, 'departments/water');
  expect((await desk.fetch(theirs, other.secret)).status).toBe(404);
  await other.server.close();
});

test('files of other complaints, and what is no file, are not found', async () => {
  const { file } = await withFile('photo', { file: bytesOf(2).toString('base64') });
  const { file: another } = await withFile('photo', { file: bytesOf(3).toString('base64') });
  const id = (url: string) => url.slice(url.lastIndexOf('/') + 1);
  const at = (last: string) => file.url.slice(0, -id(file.url).length) + last;
  for (const wrong of [id(another.url), '0', '-1', '99999999999', 'abc', '1.5', '%00'])
    expect((await desk.fetch(at(wrong), secret)).status, wrong).toBe(404);
});

test('a file is not the department’s any more when it has returned the ticket', async () => {
  const { reference, file } = await withFile('photo', { file: bytesOf(4).toString('base64') });
  const url = file.url.slice(0, file.url.indexOf('/media/'));
  await desk.call(url, { action: 'return', reason: '不归我们', duty: null, department: null }, { secret });
  await desk.until(reference, 'in_review');
  expect((await desk.fetch(file.url, secret)).status).toBe(404);
});

test('a file of a resident who erased their data is gone', async () => {
  const { resident, file } = await withFile('photo', { file: bytesOf(5).toString('base64') });
  await whole.actors.act(resident, resident, 'say', { text: '/forget' });
  await whole.actors.tap(resident, resident, '', ({ kind }) => kind === 'forgetYes');
  await expect.poll(async () => (await desk.fetch(file.url, secret)).status).toBe(404);
});

test('a file that the chat does not hand out is said to be gone', async () => {
  const { file } = await withFile('document', { file: bytesOf(6).toString('base64'), size: 30_000_000 });
  const response = await desk.fetch(file.url, secret);
  expect(response.status).toBe(410);
  expect(await response.json()).toEqual({ error: expect.stringContaining('20 MB') });
});

test('a chat that does not answer is asked again later', async () => {
  const { file } = await withFile('photo', { file: bytesOf(7).toString('base64') });
  await whole.actors.request('POST', '/api/faults', { method: 'getFile', kind: '502' });
  const response = await desk.fetch(file.url, secret);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect((await desk.fetch(file.url, secret)).status).toBe(200);
});
