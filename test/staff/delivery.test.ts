import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../core/sweep.ts';
import type { Card } from '../../demo/actors.ts';
import {
  canAccept,
  type Desk,
  departmentGroup,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

describe('a delivery to a department’s group', () => {
  let desk: Desk;
  const urban = departmentGroup('urban-management');
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.settled());

  const posts = (reference: string) => desk.saidIn(urban.chat, reference);
  const tap = (card: Card, kind: string) =>
    desk.tapOnce(urban.chat, urban.member, card, (one) => one.kind === kind);

  /** A ticket of which it is not known whether it arrived: it did, but the answer of the chat got lost. */
  async function unclear(sent = desk.report(lamp.zh)) {
    const { reference, resident } = await sent;
    await desk.fault({ method: 'sendMessage', chat: urban.chat, kind: 'drop' });
    await desk.confirm(reference, 'public-facilities');
    const review = await desk.reviewCard(reference, (card) => saying(card, '可能已送达，请到部门群里看一眼'));
    const card = await desk.departmentCard(urban, reference);
    return { reference, resident, review, card };
  }

  test('that may have arrived is not repeated blindly: the reviewers’ card says so', async () => {
    const { reference, review } = await unclear();
    expect(review.taps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['arrived', 'sendAgain']));
    await sweep({ ...desk.deps, now: () => new Date(Date.now() + 3_600_000) });
    await desk.report(lamp.zh);
    expect(await posts(reference)).toHaveLength(1);
    expect(await desk.deliveriesOf(reference)).toMatchObject([{ state: 'unknown', attempts: 1 }]);
  });

  test('that is there, as a reviewer has seen, goes on: the department accepts on the card that it has', async () => {
    const { reference, resident, review, card } = await unclear();
    const said = await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'arrived');
    expect(said.text).toBe('已记为送达');
    await desk.reviewCard(reference, (now) => saying(now, '已送达部门'));
    await tap(card, 'accept');
    const accepted = await desk.departmentCard(urban, reference, (now) => saying(now, '吴刚 已接单'));
    expect(accepted.message_id).toBe(card.message_id);
    await desk.say(urban.chat, urban.member, '修好了', card.message_id);
    await desk.actors.see(resident, 'the answer', ({ taps }) => taps.some(({ kind }) => kind === 'solved'));
  });

  test('that is there can be answered at once by a reply to the card that nobody has tapped', async () => {
    const { reference, resident, review, card } = await unclear();
    await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'arrived');
    await desk.say(urban.chat, urban.member, '已经修好。', card.message_id);
    await desk.actors.see(resident, 'the answer', (one) => saying(one, '已经修好。'));
    await desk.departmentCard(
      urban,
      reference,
      (now) => saying(now, '已答复') && now.message_id === card.message_id,
    );
  });

  test('that is not there is sent again by a tap, once', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.fault({ method: 'sendMessage', chat: urban.chat, kind: '500' });
    await desk.confirm(reference, 'public-facilities');
    const review = await desk.reviewCard(reference, (card) =>
      card.taps.some(({ kind }) => kind === 'sendAgain'),
    );
    expect(await posts(reference)).toEqual([]);
    await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'sendAgain');
    const late = await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'sendAgain');
    expect(['这次送达已有结果。', '正在再送一次']).toContain(late.text);
    await desk.reviewCard(reference, (card) => saying(card, '已送达部门'));
    expect(await posts(reference)).toHaveLength(1);
  });

  test('is proved by an accept on its card', async () => {
    const { reference, card } = await unclear();
    await tap(card, 'accept');
    await desk.reviewCard(reference, (now) => saying(now, '部门已接单') && now.taps.length === 0);
    await desk.departmentCard(
      urban,
      reference,
      (now) => saying(now, '吴刚 已接单') && now.message_id === card.message_id,
    );
    expect(await desk.deliveriesOf(reference)).toMatchObject([{ state: 'delivered' }]);
  });

  test('is proved by a question for words, and by words in reply to the card', async () => {
    const asked = await unclear();
    await tap(asked.card, 'answer');
    await desk.reviewCard(asked.reference, (now) => saying(now, '已送达部门'));
    const question = await desk.question(urban.chat, urban.member, asked.reference, asked.card.message_id);
    await desk.say(urban.chat, urban.member, '换了灯泡', question.message_id);
    await desk.departmentCard(urban, asked.reference, (now) => saying(now, '换了灯泡'));

    const replied = await unclear();
    await desk.say(urban.chat, urban.member, '换了镇流器', replied.card.message_id);
    await desk.departmentCard(urban, replied.reference, (now) => saying(now, '换了镇流器'));
    expect(await desk.ticketOf(replied.reference)).toMatchObject({ status: 'answered' });
  });

  test('that is proved late brings its photos then', async () => {
    const { card } = await unclear(desk.sent('photo', { caption: lamp.zh }));
    expect((await desk.actors.messages(urban.chat, card.message_id)).filter((one) => 'photo' in one)).toEqual(
      [],
    );
    await tap(card, 'accept');
    await desk.actors.see(urban.chat, 'the photo', (one) => 'photo' in one, card.message_id);
  });

  test('to a group that shut us out has failed, and is sent again when it has let us in', async () => {
    const { reference } = await desk.report(lamp.zh);
    const health = departmentGroup('health');
    await desk.actors.request('PATCH', `/api/groups/${health.chat}`, { bot: 'kicked' });
    await desk.confirm(reference, 'health');
    const review = await desk.reviewCard(reference, (card) => saying(card, '没有送达'));
    expect(review.taps.map(({ kind }) => kind)).not.toContain('arrived');
    await desk.actors.request('PATCH', `/api/groups/${health.chat}`, { bot: 'administrator' });
    await desk.tapOnce(reviewersGroup, wang, review, ({ kind }) => kind === 'sendAgain');
    await desk.departmentCard(health, reference);
  });

  test('refused once with 403 is not repeated by itself', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.fault({ method: 'sendMessage', chat: urban.chat, kind: '403' });
    await desk.confirm(reference, 'public-facilities');
    await desk.reviewCard(reference, (card) => saying(card, '没有送达'));
    await sweep({ ...desk.deps, now: () => new Date(Date.now() + 3_600_000) });
    expect(await posts(reference)).toEqual([]);
  });

  test('that the chat asks to put off is put off and comes, once', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.fault({ method: 'sendMessage', chat: urban.chat, kind: '429', retryAfter: 1, times: 2 });
    await desk.dispatched(reference, 'public-facilities');
    expect(await posts(reference)).toHaveLength(1);
  });

  test('finds a group that became a supergroup while the ticket was on its way', async () => {
    const { reference } = await desk.report(lamp.zh);
    const old = -9100001;
    await desk.actors.request('POST', '/api/groups', {
      id: old,
      title: 'Labour',
      members: [2005],
      bot: 'administrator',
    });
    const { message } = await desk.say(old, 2005, '/here labour');
    await desk.actors.see(old, 'a word', ({ from }) => from?.is_bot, message.message_id);
    await desk.fault({ method: 'sendMessage', chat: old, kind: 'migrate' });
    await desk.confirm(reference, 'labour');
    await desk.reviewCard(reference, (card) => saying(card, '已送达部门'));
    const { chatId } = await desk.deps.db.channel.findFirstOrThrow({
      where: { departmentCode: 'labour', retiredAt: null },
    });
    expect(Number(chatId)).not.toBe(old);
    const card = await desk.actors.see(
      Number(chatId),
      'the card',
      (one) => saying(one, reference) && canAccept(one),
    );
    await desk.tapOnce(Number(chatId), 2005, card, ({ kind }) => kind === 'accept');
    await desk.reviewCard(reference, (now) => saying(now, '部门已接单'));
  });

  test('a reviewers’ card outlives a group that becomes a supergroup', async () => {
    const old = -9100002;
    await desk.actors.request('POST', '/api/groups', {
      id: old,
      title: 'Desk',
      members: [2005, wang],
      bot: 'administrator',
    });
    const here = async (chat: number) => {
      const { message } = await desk.say(chat, 2005, '/here reviewers');
      await desk.actors.see(chat, 'a word', ({ from }) => from?.is_bot, message.message_id);
    };
    await here(old);
    const resident = await desk.newResident();
    await desk.say(resident, resident, lamp.zh);
    const card = await desk.actors.see(old, 'the card', ({ taps }) =>
      taps.some(({ kind }) => kind === 'confirm'),
    );
    await desk.fault({ method: 'editMessageText', chat: old, kind: 'migrate' });
    await desk.tapOnce(old, wang, card, ({ kind }) => kind === 'confirm');
    const { chatId } = await expect
      .poll(() => desk.deps.db.channel.findFirstOrThrow({ where: { purpose: 'reviewers', retiredAt: null } }))
      .not.toMatchObject({ chatId: BigInt(old) })
      .then(() =>
        desk.deps.db.channel.findFirstOrThrow({ where: { purpose: 'reviewers', retiredAt: null } }),
      );
    await desk.actors.see(Number(chatId), 'the outcome', (one) => saying(one, '王强'));
    await here(reviewersGroup);
  });
});
