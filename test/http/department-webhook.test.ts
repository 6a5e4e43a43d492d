import { afterAll, beforeAll, expect, test } from 'vitest';
import { messages } from '../../bot/messages/messages.ts';
import { type Card, saying } from '../../demo/actors.ts';
import { reviewersGroup } from '../../town.ts';
import { type Desk, openDesk, publicUrl, reviewer } from '../support/department-desk.ts';
import { openWhole, type Whole } from '../support/whole.ts';

/** Street lamps and the like: whose job they are, the catalogue says. */
const category = 'public-facilities';

let whole: Whole;
let desk: Desk;
let department: string;
beforeAll(async () => {
  whole = await openWhole({ env: { PUBLIC_URL: `${publicUrl}/` } });
  desk = openDesk(whole);
  department = whole.departmentOf(category);
});
afterAll(() => whole.close());

/** What the reviewers' card of a ticket says, in the end. */
const reviewersSee = (reference: string, words: string) =>
  whole.actors.see(
    reviewersGroup,
    `“${words}” on the card of ${reference}`,
    (one) => saying(one, reference) && one.text?.includes(words),
  );

test('a confirmed ticket arrives signed, as a service request with every field that is known', async () => {
  await using server = closing((await desk.open(department)).server);
  const resident = await whole.newResident('en');
  const { act } = whole.actors;
  const reference = await desk.complaint(resident, async () => {
    await act(resident, resident, 'photo', {
      caption: 'The bench in the park at Liuxi Road is broken since Monday, please repair it',
      scene: 'lamp',
    });
    await act(resident, resident, 'location', { latitude: 41.8102, longitude: 123.4268 });
  });
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');

  const ticket = await desk.ticket(reference);
  const complaint = await whole.deps.db.complaint.findUniqueOrThrow({ where: { reference } });
  const photo = await whole.deps.db.media.findFirstOrThrow({
    where: { message: { complaintId: complaint.id } },
  });
  const row = await whole.deps.db.department.findUniqueOrThrow({ where: { code: department } });
  const names = row.names as { zh: string; en: string };
  const callback = desk.callbackUrl(department, reference);
  expect(server.refused).toEqual([]);
  const [arrival, ...more] = server.arrivals(reference);
  expect(more).toEqual([]);
  expect(arrival!.key).toBe(`ticket-${reference}-1`);
  expect(arrival!.posted).toMatchObject({
    event: 'service_request.dispatched',
    idempotency_key: arrival!.key,
    service_request: {
      service_request_id: reference,
      status: 'open',
      status_notes: null,
      service_code: category,
      agency_responsible: names.zh,
      requested_datetime: complaint.writtenAt.toISOString(),
      expected_datetime: ticket.dueAt!.toISOString(),
      lat: 41.8102,
      long: 123.4268,
      media_url: `${callback}/media/${photo.id}`,
      extended_attributes: {
        round: 1,
        urgency: ticket.urgency,
        title: ticket.title,
        language: 'en',
        department: { code: department, names },
        media: [{ kind: 'photo', mime: photo.mime, size: photo.size, url: `${callback}/media/${photo.id}` }],
        callback_url: callback,
      },
    },
  });
  const { service_request: request } = arrival!.posted;
  expect(request.description).toContain(ticket.title);
  expect(Date.parse(request.updated_datetime)).toBeGreaterThanOrEqual(complaint.writtenAt.getTime());
  expect(request.extended_attributes.thread).toMatchObject([
    { who: 'resident', purpose: 'report', text: expect.stringContaining('The bench'), media: ['photo'] },
    { who: 'resident', purpose: 'report', text: null, media: [] },
  ]);
  if (ticket.dutyCode) {
    const duty = await whole.deps.db.duty.findUniqueOrThrow({ where: { code: ticket.dutyCode } });
    expect(request.extended_attributes.duty).toEqual({ code: duty.code, texts: duty.texts });
    expect(request.service_notice).toBe((duty.texts as { zh: string }).zh);
  }
});

test('a ticket whose answer got lost after it was taken comes again word for word, and is one record', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('健身器材坏了一个，孩子差点摔伤');
  server.expect(reference, { hangUp: 'after' });
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  const [first, second, ...more] = server.arrivals(reference);
  expect(more).toEqual([]);
  expect(second!.key).toBe(first!.key);
  expect(second!.body).toBe(first!.body);
  expect(server.records(reference)).toHaveLength(1);
});

test('a system that breaks, hangs up or asks for time is tried again until it takes the ticket', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('公园的长椅断了两条');
  server.expect(
    reference,
    { status: 500 },
    { hangUp: 'before' },
    { status: 429, retryAfter: '600' },
    { status: 503, retryAfter: '600' },
  );
  await desk.confirm(reference, category);
  await expect
    .poll(() => desk.delivery(reference))
    .toMatchObject({ state: 'due', attempts: 3, failure: 'HTTP 429' });
  const waiting = (await desk.delivery(reference))!;
  expect(waiting.dueAt.getTime() - waiting.claimedAt!.getTime()).toBeGreaterThanOrEqual(600_000);
  await reviewersSee(reference, messages.zh.reviewCard.delivery.waiting);
  await desk.hurry(reference, 3);
  await desk.hurry(reference, 4);
  await desk.until(reference, 'dispatched');
  expect(server.arrivals(reference)).toHaveLength(5);
  expect(server.records(reference)).toHaveLength(1);
});

test.each([{ status: 400 }, { status: 302, location: 'http://127.0.0.1:9/elsewhere' }])(
  'an answer that will not change ($status) is shown to the reviewers, and their tap sends again',
  async (mood) => {
    await using server = closing((await desk.open(department)).server);
    const { reference } = await desk.say('小区广场的灯杆歪了，怕倒');
    server.expect(reference, mood);
    await desk.confirm(reference, category);
    await reviewersSee(reference, messages.zh.reviewCard.delivery.failed(`HTTP ${mood.status}`));
    expect(server.records(reference)).toEqual([]);
    await whole.actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'sendAgain');
    await desk.until(reference, 'dispatched');
    expect(server.arrivals(reference).map(({ key }) => key)).toEqual(Array(2).fill(`ticket-${reference}-1`));
  },
);

test('a ticket that is taken back is recalled, and comes anew as another round', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('路口的公告栏玻璃碎了');
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  await takeBack(reference);
  await expect
    .poll(() => server.records(reference))
    .toMatchObject([
      { event: 'service_request.dispatched' },
      {
        event: 'service_request.recalled',
        idempotency_key: `recall-${reference}-1`,
        service_request: { status: 'closed', extended_attributes: { round: 1 } },
      },
    ]);
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  expect(server.arrivals(reference).map(({ key }) => key)).toEqual([
    `ticket-${reference}-1`,
    `recall-${reference}-1`,
    `ticket-${reference}-2`,
  ]);
});

test('a recall that the system refuses is said on the reviewers’ card, and one tap tells it again', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('路口的公告栏玻璃碎了');
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  server.expect(reference, { status: 400 });
  await takeBack(reference);
  const said = (one: Card) => saying(one, reference) && saying(one, '没能通知到');
  const card = await whole.actors.see(reviewersGroup, 'that the recall failed', said);
  expect(card.text).toContain('HTTP 400');
  expect(card.taps.map(({ kind }) => kind)).toContain('confirm');
  await whole.actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'sendAgain');
  await expect.poll(() => server.records(reference)).toHaveLength(2);
  await whole.actors.see(
    reviewersGroup,
    'the card without it',
    (one) => saying(one, reference) && !said(one),
  );
});

test('a ticket is recalled also where only its answer got lost', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('活动室的门锁坏了');
  server.expect(reference, { hangUp: 'after' }, { status: 503, retryAfter: '600' });
  await desk.confirm(reference, category);
  await expect.poll(() => desk.delivery(reference)).toMatchObject({ attempts: 2 });
  await takeBack(reference);
  await expect
    .poll(() => server.records(reference).map(({ event }) => event))
    .toEqual(['service_request.dispatched', 'service_request.recalled']);
});

test('a new round does not overtake the recall of the one before', async () => {
  await using server = closing((await desk.open(department)).server);
  const { reference } = await desk.say('凉亭的顶漏了');
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  server.expect(reference, { status: 503, retryAfter: '600' });
  await takeBack(reference);
  await expect.poll(() => desk.delivery(reference, 'recall')).toMatchObject({ state: 'due', attempts: 1 });
  await desk.confirm(reference, category);
  const recall = (await desk.delivery(reference, 'recall'))!;
  await expect
    .poll(async () => (await desk.delivery(reference))!.dueAt.getTime())
    .toBeGreaterThanOrEqual(recall.dueAt.getTime());
  const { db, now, ring } = whole.deps;
  const next = (await desk.delivery(reference))!;
  await db.delivery.updateMany({ where: { id: { in: [recall.id, next.id] } }, data: { dueAt: now() } });
  await ring({ at: 'dispatch', id: next.id });
  await ring({ at: 'dispatch', id: recall.id });
  await desk.until(reference, 'dispatched');
  expect(server.records(reference).map((posted) => posted.idempotency_key)).toEqual([
    `ticket-${reference}-1`,
    `recall-${reference}-1`,
    `ticket-${reference}-2`,
  ]);
});

test('nothing is sent of a ticket that was withdrawn before', async () => {
  await whole.deps.db.channel.updateMany({
    where: { departmentCode: department, retiredAt: null },
    data: { retiredAt: new Date() },
  });
  const { resident, reference } = await desk.say('花坛的围栏倒了');
  await desk.confirm(reference, category);
  await reviewersSee(reference, '⚠️');
  await withdraw(resident, reference);
  await using server = closing((await desk.open(department)).server);
  const { reference: later } = await desk.say('秋千的链子断了');
  await desk.confirm(later, category);
  await desk.until(later, 'dispatched');
  expect((await desk.delivery(reference))!.state).toBe('cancelled');
  expect(server.arrivals(reference)).toEqual([]);
});

test('a ticket that may have arrived when it is withdrawn is recalled, and not sent again', async () => {
  await using server = closing((await desk.open(department)).server);
  const { resident, reference } = await desk.say('滑梯有一块板裂了');
  server.expect(reference, { hangUp: 'after' }, { status: 503, retryAfter: '600' });
  await desk.confirm(reference, category);
  await expect.poll(() => desk.delivery(reference)).toMatchObject({ attempts: 2 });
  await withdraw(resident, reference);
  await expect
    .poll(() => server.records(reference).map(({ event }) => event))
    .toEqual(['service_request.dispatched', 'service_request.recalled']);
  expect(server.arrivals(reference)).toHaveLength(3);
});

test('an address that cannot be a department’s system is refused to the admin, and nothing is connected', async () => {
  await using server = closing((await desk.open(department)).server);
  const { webhookProblem: problems, inPrivate } = messages.zh.staff;
  const admin = 2005;
  const channels = () => whole.deps.db.channel.findMany({ orderBy: { id: 'asc' } });
  const before = await channels();
  const hears = async (chat: number, as: number, command: string, answer: string) => {
    const { message } = await whole.actors.act(chat, as, 'say', { text: command });
    await whole.actors.see(chat, answer, (one) => one.text?.includes(answer), message.message_id);
  };
  await hears(admin, admin, `/webhook ${department} http://example.org/x`, problems['not-https']);
  await hears(admin, admin, `/webhook ${department} example.org/x`, problems['not-a-url']);
  await hears(admin, admin, `/webhook ${department} https://me:word@example.org/x`, problems.credentials);
  await hears(admin, admin, `/webhook ${department} https://169.254.169.254/x`, problems['link-local']);
  await hears(admin, admin, '/webhook no-such-department https://example.org/x', department);
  await hears(admin, admin, `/webhook ${department}`, '/webhook water');
  await hears(reviewersGroup, admin, `/webhook ${department} ${server.url}`, inPrivate);
  await hears(reviewer, reviewer, `/webhook ${department} ${server.url}`, messages.zh.taps.notAllowed);
  expect(await channels()).toEqual(before);
});

test('only the newest secret signs what goes out after a system was connected anew', async () => {
  await using server = closing((await desk.open(department)).server);
  const first = server;
  await using second = closing((await desk.open(department)).server);
  const { reference } = await desk.say('报刊栏被撞弯了');
  await desk.confirm(reference, category);
  await desk.until(reference, 'dispatched');
  expect(second.records(reference)).toHaveLength(1);
  expect([...first.arrivals(reference), ...first.refused, ...second.refused]).toEqual([]);
});

async function takeBack(reference: string): Promise<void> {
  await whole.actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'takeBack');
  await desk.until(reference, 'in_review');
}

async function withdraw(resident: number, reference: string): Promise<void> {
  await whole.actors.act(resident, resident, 'say', { text: '/withdraw' });
  await whole.actors.tap(
    resident,
    resident,
    messages.zh.resident.withdrawWhich,
    ({ kind }) => kind === 'withdraw',
  );
  await desk.until(reference, 'withdrawn');
}

function closing<T extends { close: () => Promise<void> }>(server: T): T & AsyncDisposable {
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.close() });
}
