import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../bot/messages/messages.ts';
import { saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { type Desk, openDesk, publicUrl } from '../support/department-desk.ts';
import { type DepartmentServer, signed } from '../support/department-server.ts';
import { openWhole, type Whole } from '../support/whole.ts';

const category = 'public-facilities';
const { zh } = messages;

let whole: Whole;
let desk: Desk;
let department: string;
let name: string;
let server: DepartmentServer;
let secret: string;

beforeAll(async () => {
  whole = await openWhole({ env: { PUBLIC_URL: publicUrl } });
  desk = openDesk(whole);
  department = whole.departmentOf(category);
  const row = await whole.deps.db.department.findUniqueOrThrow({ where: { code: department } });
  name = (row.names as { zh: string }).zh;
});
afterAll(() => whole.close());
beforeEach(async () => {
  ({ server, secret } = await desk.open(department));
  return () => server.close();
});

/** A ticket that is with the department's system, and the address that the system was given for it. */
async function dispatched(text: string) {
  const { resident, reference } = await desk.say(text);
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  const { callback_url } = server.records(reference)[0].service_request.extended_attributes;
  return { resident, reference, url: callback_url as string };
}

const sees = (chat: number, reference: string, words: string) =>
  whole.actors.see(
    chat,
    `“${words}” for ${reference}`,
    (one) => saying(one, reference) && one.text?.includes(words),
  );

test('“accept” by the system shows to resident and reviewers', async () => {
  const { resident, reference, url } = await dispatched('篮球架的篮筐掉了');
  expect(await desk.call(url, { action: 'accept' }, { secret })).toEqual({
    status: 200,
    body: { result: 'taken', status: 'accepted' },
  });
  await sees(resident, reference, zh.residentCard.accepted(name));
  await sees(reviewersGroup, reference, zh.reviewCard.states.accepted);
});

test('an answer by the system reaches the resident word for word, whose verdict closes the ticket', async () => {
  const { resident, reference, url } = await dispatched('乒乓球台的网没了');
  const text = '今天上午已装好新网 <3 & "试过了" 🏓';
  expect(await desk.call(url, { action: 'answer', text }, { secret })).toMatchObject({
    status: 200,
    body: { result: 'taken', status: 'answered' },
  });
  await sees(resident, reference, text);
  await sees(reviewersGroup, reference, text);
  await whole.actors.tap(resident, resident, reference, ({ kind }) => kind === 'solved');
  await desk.until(reference, 'closed');
});

test('the longest answer that is taken fits into the resident’s chat', async () => {
  const { resident, reference, url } = await dispatched('跑道起皮了一大片');
  const text = `${'<修>'.repeat(999)}完成。`;
  expect((await desk.call(url, { action: 'answer', text }, { secret })).status).toBe(200);
  const word = await sees(resident, reference, '完成。');
  expect(word.text).toContain(text);
});

test('a return brings reason, duty and whose it is to the reviewers', async () => {
  const { reference, url } = await dispatched('广场边上的井盖响个不停');
  const duty = await whole.deps.db.duty.findFirstOrThrow({
    where: { category: { departmentCode: 'water' } },
  });
  const body = { action: 'return', reason: '井盖属于排水设施', duty: duty.code, department: 'water' };
  expect(await desk.call(url, body, { secret })).toMatchObject({
    status: 200,
    body: { result: 'taken', status: 'returned' },
  });
  const water = await whole.deps.db.department.findUniqueOrThrow({ where: { code: 'water' } });
  const card = await sees(reviewersGroup, reference, '井盖属于排水设施');
  expect(card.text).toContain((duty.texts as { zh: string }).zh);
  expect(card.text).toContain(zh.reviewCard.suggested((water.names as { zh: string }).zh));
});

describe('a call that is repeated', () => {
  test.each([
    [{ action: 'accept' }, 'accepted'],
    [{ action: 'answer', text: '已修好' }, 'answered'],
  ])('changes nothing more: %j', async (body, status) => {
    const { reference, url } = await dispatched('石凳缺了一角');
    const id = `call-${reference}`;
    expect((await desk.call(url, body, { secret, id })).body).toEqual({ result: 'taken', status });
    const before = await desk.ticket(reference);
    expect(await desk.call(url, body, { secret, id })).toEqual({
      status: 200,
      body: { result: 'already', status },
    });
    // Also under another id, where the ticket stands where the step leads.
    expect(await desk.call(url, body, { secret })).toMatchObject({
      status: 200,
      body: { result: 'already' },
    });
    expect(await desk.ticket(reference)).toEqual(before);
  });

  test('is harmless when it comes twice at once', async () => {
    const { reference, url } = await dispatched('宣传栏漏雨');
    const call = () =>
      desk.call(
        url,
        { action: 'return', reason: '不归我们', duty: null, department: null },
        { secret, id: `twice-${reference}` },
      );
    const answers = await Promise.all([call(), call(), call()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter(({ body }) => body.result === 'taken')).toHaveLength(1);
    expect((await desk.ticket(reference)).hops).toBe(1);
  });

  test('does not send back again what the reviewers have confirmed anew', async () => {
    const { reference, url } = await dispatched('门球场的灯不亮');
    const body = { action: 'return', reason: '请找体育部门', duty: null, department: null };
    const id = `return-${reference}`;
    await desk.call(url, body, { secret, id });
    await desk.until(reference, 'in_review');
    await desk.confirm(reference, category);
    await desk.until(reference, 'dispatched');
    expect(await desk.call(url, body, { secret, id })).toEqual({
      status: 200,
      body: { result: 'already', status: 'dispatched' },
    });
    expect(await desk.ticket(reference)).toMatchObject({ status: 'dispatched', hops: 1 });
  });

  test('is told that the ticket was returned, where another department has it now', async () => {
    const { reference, url } = await dispatched('路边的消火栓漏水');
    const body = { action: 'return', reason: '消火栓归水务', duty: null, department: 'water' };
    const id = `return-${reference}`;
    await desk.call(url, body, { secret, id });
    await desk.until(reference, 'in_review');
    await desk.confirm(reference, 'drainage-ice');
    await desk.until(reference, 'dispatched');
    expect(await desk.call(url, body, { secret, id })).toEqual({
      status: 200,
      body: { result: 'already', status: 'returned' },
    });
    expect((await desk.call(url, { action: 'accept' }, { secret })).status).toBe(404);
  });
});

test('an answer that says nothing is sent back with what it lacks, and goes only if that is meant', async () => {
  const { reference, url, resident } = await dispatched('凉亭的座椅断了一条腿');
  const body = { action: 'answer', text: '您反映的问题已转相关部门处理。' };
  expect(await desk.call(url, body, { secret })).toMatchObject({
    status: 422,
    body: { result: 'stopped', why: 'template', missing: [] },
  });
  expect(await desk.ticket(reference)).toMatchObject({ status: 'dispatched' });
  expect((await desk.call(url, { ...body, send_anyway: true }, { secret })).body).toMatchObject({
    result: 'taken',
  });
  await sees(resident, reference, body.text);
});

test('a step that is past is refused, and the system is told where the ticket stands', async () => {
  const { reference, url } = await dispatched('秋千座板断了');
  await desk.call(url, { action: 'answer', text: '已更换' }, { secret });
  expect(await desk.call(url, { action: 'accept' }, { secret })).toEqual({
    status: 409,
    body: { result: 'already', status: 'answered' },
  });
  expect((await desk.ticket(reference)).status).toBe('answered');
});

test('a system that acts on a ticket has it, though our post seemed to fail', async () => {
  const { reference } = await desk.say('儿童车棚顶破了');
  server.expect(reference, { hangUp: 'after' }, { status: 503, retryAfter: '600' });
  await desk.confirm(reference, category);
  await expect.poll(() => desk.delivery(reference)).toMatchObject({ attempts: 2, state: 'due' });
  const called = await desk.call(desk.callbackUrl(department, reference), { action: 'accept' }, { secret });
  expect(called.body).toEqual({ result: 'taken', status: 'accepted' });
  expect(await desk.delivery(reference)).toMatchObject({ state: 'delivered' });
});

describe('a call is refused and changes nothing', () => {
  let ticket: Awaited<ReturnType<typeof dispatched>>;
  beforeAll(async () => {
    ({ server, secret } = await desk.open(department));
    ticket = await dispatched('长廊的木板翘起来了');
    await server.close();
  });

  const accept = { action: 'accept' };
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const json = 'application/json';
  type Refusal = { what: string; status: number; error: RegExp; call: () => ReturnType<Desk['call']> };
  const to = (reference: string, code = department) => desk.callbackUrl(code, reference);
  const here = () => to(ticket.reference);

  const refusals: Refusal[] = [
    { what: 'unsigned', status: 401, error: /not signed/, call: () => desk.call(here(), accept) },
    {
      what: 'signed with another secret',
      status: 401,
      error: /signature/,
      call: () => desk.call(here(), accept, { secret: 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==' }),
    },
    {
      what: 'signed with no secret at all, for a department that has none',
      status: 401,
      error: /signature/,
      call: () => desk.call(to(ticket.reference, 'water'), accept, { secret: 'whsec_' }),
    },
    {
      what: 'with a body that was not signed',
      status: 401,
      error: /signature/,
      call: () => desk.call(here(), accept, { headers: signed('{"action":"answer"}', { secret }) }),
    },
    {
      what: 'signed long ago',
      status: 401,
      error: /5 minutes/,
      call: () => desk.call(here(), accept, { secret, at: minutesAgo(6) }),
    },
    {
      what: 'signed for later',
      status: 401,
      error: /5 minutes/,
      call: () => desk.call(here(), accept, { secret, at: minutesAgo(-6) }),
    },
    {
      what: 'to another department’s address',
      status: 401,
      error: /signature/,
      call: () => desk.call(to(ticket.reference, 'housing'), accept, { secret }),
    },
    {
      what: 'to an address of no department',
      status: 401,
      error: /signature/,
      call: () => desk.call(to(ticket.reference, '%00'), accept, { secret }),
    },
    {
      what: 'about a ticket that nobody knows',
      status: 404,
      error: /no such ticket/,
      call: () => desk.call(to('000-000'), accept, { secret }),
    },
    {
      what: 'about what is no reference',
      status: 404,
      error: /no such ticket/,
      call: () => desk.call(to('%00'), accept, { secret }),
    },
    {
      what: 'that was signed for another ticket',
      status: 422,
      error: /service_request_id/,
      call: () => desk.call(here(), { ...accept, service_request_id: '7K4-2QD' }, { secret }),
    },
    {
      what: 'that names no ticket',
      status: 422,
      error: /service_request_id/,
      call: () => desk.call(here(), JSON.stringify(accept), { secret }),
    },
    {
      what: 'that is no JSON',
      status: 422,
      error: /JSON/,
      call: () => desk.call(here(), '{"action', { secret }),
    },
    {
      what: 'that is a list',
      status: 422,
      error: /JSON object/,
      call: () => desk.call(here(), '[]', { secret }),
    },
    {
      what: 'without a body',
      status: 422,
      error: /JSON object/,
      call: () => desk.call(here(), '', { secret }),
    },
    {
      what: 'with an action that there is not',
      status: 422,
      error: /"action" must be "accept", "return" or "answer"/,
      call: () => desk.call(here(), { action: 'close' }, { secret }),
    },
    {
      what: 'with an answer that is too long',
      status: 422,
      error: /"text" must not be longer than 3000/,
      call: () => desk.call(here(), { action: 'answer', text: '长'.repeat(3001) }, { secret }),
    },
    {
      what: 'with an empty answer',
      status: 422,
      error: /"text" must not be empty/,
      call: () => desk.call(here(), { action: 'answer', text: ' \u0000 ' }, { secret }),
    },
    {
      what: 'with no answer',
      status: 422,
      error: /"text" must be a text/,
      call: () => desk.call(here(), { action: 'answer' }, { secret }),
    },
    {
      what: 'with no reason',
      status: 422,
      error: /"reason" must be a text/,
      call: () => desk.call(here(), { action: 'return', reason: 7 }, { secret }),
    },
    {
      what: 'with no duty, nor that none says so',
      status: 422,
      error: /"duty" must be a code/,
      call: () => desk.call(here(), { action: 'return', reason: '不是', department: null }, { secret }),
    },
    {
      what: 'with no word whose it is',
      status: 422,
      error: /"department" must say whose it is/,
      call: () => desk.call(here(), { action: 'return', reason: '不是', duty: null }, { secret }),
    },
    {
      what: 'by a duty that there is not',
      status: 422,
      error: /"duty" must be a code/,
      call: () => desk.call(here(), { action: 'return', reason: '不是', duty: 'no-such' }, { secret }),
    },
    {
      what: 'for a department that there is not',
      status: 422,
      error: /"department" must be a code/,
      call: () =>
        desk.call(
          here(),
          { action: 'return', reason: '不是', duty: null, department: 'no-such' },
          { secret },
        ),
    },
    {
      what: 'of another type',
      status: 415,
      error: /application\/json/,
      call: () => desk.call(here(), accept, { secret, headers: { 'content-type': 'text/plain' } }),
    },
    {
      what: 'that is huge',
      status: 413,
      error: /1 MB/,
      call: () => desk.call(here(), ' '.repeat(1_100_000), { secret, headers: { 'content-type': json } }),
    },
  ];

  test.each(refusals)('$what', async ({ status, error, call }) => {
    const before = await desk.ticket(ticket.reference);
    expect(before.status, 'what was refused before took effect after all').toBe('dispatched');
    const events = () => whole.deps.db.event.count({ where: { complaintId: before.complaintId } });
    const count = await events();
    const answer = await call();
    expect(answer).toMatchObject({ status, body: { error: expect.stringMatching(error) } });
    expect(answer.body.error).toMatch(/^[^.]*(?:\. ?[^.]*)?\.$/);
    expect(await desk.ticket(ticket.reference)).toEqual(before);
    expect(await events()).toBe(count);
  });

  test('signed with the secret from before the system was connected anew', async () => {
    const old = secret;
    secret = await desk.connect(department, server.url);
    expect((await desk.call(here(), accept, { secret: old })).status).toBe(401);
    expect((await desk.ticket(ticket.reference)).status).toBe('dispatched');
    expect((await desk.call(here(), accept, { secret })).status).toBe(200);
  });
});

test('letters that no database takes are left out of an answer', async () => {
  const { resident, reference, url } = await dispatched('看台的栏杆松了');
  const body = { action: 'answer', text: '已\u0000加固\ud800' };
  expect((await desk.call(url, body, { secret })).status).toBe(200);
  await sees(resident, reference, '已加固');
});
