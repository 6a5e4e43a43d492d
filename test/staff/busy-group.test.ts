import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../demo/actors.ts';
import {
  admin,
  canDecide,
  chen,
  type Desk,
  departmentGroup,
  lamp,
  mentions,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

describe('in a busy group', () => {
  let desk: Desk;
  const urban = departmentGroup('urban-management');
  let colleague: number;
  beforeAll(async () => {
    desk = await openDesk();
    colleague = await desk.colleague('赵铁', urban.chat, {
      role: 'department_member',
      departmentCode: 'urban-management',
    });
  });
  afterAll(() => desk.close());

  async function dispatched() {
    const { reference, resident } = await desk.report(lamp.zh);
    return { reference, resident, ...(await desk.dispatched(reference, 'public-facilities')) };
  }
  const tap = (card: Card, as: number, kind: string) =>
    desk.tapOnce(urban.chat, as, card, (one) => one.kind === kind);
  const answers = async (resident: number) =>
    (await desk.actors.messages(resident)).filter(({ taps }) => taps.some(({ kind }) => kind === 'solved'));

  test('a supervisor’s remark below a card is not sent to the resident as the department’s answer', async () => {
    const { reference, card } = await dispatched();
    await desk.say(urban.chat, admin, '这件怎么还没动？', card.message_id);
    const told = await desk.actors.see(
      urban.chat,
      'that it was not sent',
      (one) => saying(one, '没有作为答复发出'),
      card.message_id,
    );
    expect(told.text).toContain(reference);
    expect((await desk.ticketOf(reference)).status).toBe('dispatched');
  });

  test('a supervisor answers in the department’s stead by the button', async () => {
    const { reference, resident, card } = await dispatched();
    await tap(card, admin, 'answer');
    const question = await desk.question(urban.chat, admin, reference, card.message_id);
    await desk.say(urban.chat, admin, '已安排今晚修复。', question.message_id);
    await desk.actors.see(resident, 'the answer', (one) => saying(one, '已安排今晚修复。'));
  });

  test('of two colleagues who answer at once, one is read, and the other hears who was first and that theirs was not sent', async () => {
    const { reference, resident, card } = await dispatched();
    await Promise.all([tap(card, urban.member, 'answer'), tap(card, colleague, 'answer')]);
    const [mine, theirs] = [
      await desk.question(urban.chat, urban.member, reference, card.message_id),
      await desk.question(urban.chat, colleague, reference, card.message_id),
    ];
    await Promise.all([
      desk.say(urban.chat, urban.member, '灯泡换好了。', mine.message_id),
      desk.say(urban.chat, colleague, '线路修好了。', theirs.message_id),
    ]);
    const told = await desk.actors.see(
      urban.chat,
      'who was first',
      (one) => saying(one, '您的话没有发给居民'),
      card.message_id,
    );
    expect(told.text).toMatch(/(吴刚|赵铁)已先处理：已答复/);
    await expect.poll(async () => (await answers(resident)).length).toBe(1);
    const first = told.text!.startsWith('吴刚') ? '灯泡换好了。' : '线路修好了。';
    expect((await answers(resident))[0]!.text).toContain(first);
    const questions = async () =>
      (await desk.actors.messages(urban.chat, card.message_id)).filter(
        (one) => mentions(one, urban.member) || mentions(one, colleague),
      );
    await expect.poll(questions).toEqual([]);
  });

  test('a reply to the question that a colleague was asked is not taken, and said so', async () => {
    const { reference, resident, card } = await dispatched();
    await tap(card, urban.member, 'answer');
    const question = await desk.question(urban.chat, urban.member, reference, card.message_id);
    await desk.say(urban.chat, colleague, '我来答', question.message_id);
    await desk.actors.see(
      urban.chat,
      'a word about it',
      (one) => saying(one, '这是在等另一位同事回复'),
      question.message_id,
    );
    expect(await answers(resident)).toEqual([]);
    await desk.say(urban.chat, urban.member, '修好了', question.message_id);
    await expect.poll(async () => (await answers(resident)).length).toBe(1);
  });

  test('a reason for sending back that is written below the card does not reach the resident as the answer', async () => {
    const { reference, resident, card } = await dispatched();
    await tap(card, urban.member, 'notOurs');
    const whose = await desk.departmentCard(urban, reference, ({ taps }) =>
      taps.some(({ kind }) => kind === 'theirs'),
    );
    await desk.tapOnce(
      urban.chat,
      urban.member,
      whose,
      (one) => one.kind === 'theirs' && one.department === '-',
    );
    const question = await desk.question(urban.chat, urban.member, reference, card.message_id);
    await desk.say(urban.chat, urban.member, '这不是我们的灯', card.message_id);
    await desk.actors.see(
      urban.chat,
      'a word about it',
      (one) => saying(one, '这条还没有用上'),
      card.message_id,
    );
    expect(await answers(resident)).toEqual([]);
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'dispatched' });
    await desk.say(urban.chat, urban.member, '这不是我们的灯', question.message_id);
    await desk.reviewCard(reference, (one) => canDecide(one) && saying(one, '这不是我们的灯'));
  });

  test('a question to the resident that is written below the card is not lost in silence', async () => {
    const { reference, resident, card } = await desk.report(lamp.zh);
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'askResident');
    await desk.question(reviewersGroup, wang, reference);
    await desk.say(reviewersGroup, wang, '哪一盏灯？', card.message_id);
    await desk.actors.see(
      reviewersGroup,
      'a word about it',
      (one) => saying(one, '请回复上面我问您的那条消息'),
      card.message_id,
    );
    expect(await desk.saidIn(resident, '哪一盏灯')).toEqual([]);
  });

  test('an answer below the photos instead of the card is told where it belongs', async () => {
    const { reference, resident } = await desk.sent('photo', { caption: lamp.zh });
    const { card } = await desk.dispatched(reference, 'public-facilities');
    const photo = await desk.actors.see(urban.chat, 'the photo', (one) => 'photo' in one, card.message_id);
    await desk.say(urban.chat, urban.member, '修好了', photo.message_id);
    await desk.actors.see(urban.chat, 'where it belongs', (one) =>
      saying(one, `请直接回复 ${reference} 的卡片`),
    );
    expect(await answers(resident)).toEqual([]);
  });

  test('talk among colleagues, and replies to whatever else we said, are nobody’s answer', async () => {
    const { reference, resident, card } = await dispatched();
    const { message } = await desk.say(urban.chat, urban.member, '谁去看一下？');
    await desk.say(urban.chat, colleague, '我去', message.message_id);
    await desk.say(urban.chat, admin, `/ticket ${reference}`);
    const story = await desk.actors.see(
      urban.chat,
      'the way',
      (one) => saying(one, '已送到') || saying(one, '送达'),
      message.message_id,
    );
    await desk.say(urban.chat, urban.member, '好的', story.message_id);
    await tap(card, urban.member, 'accept');
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'accepted' });
    expect(await answers(resident)).toEqual([]);
  });

  test('who is asked again for the same has one question before them', async () => {
    const { reference, card } = await dispatched();
    await tap(card, urban.member, 'answer');
    const first = await desk.question(urban.chat, urban.member, reference, card.message_id);
    await tap(card, urban.member, 'answer');
    const second = await desk.question(urban.chat, urban.member, reference, first.message_id);
    await expect
      .poll(async () => (await desk.actors.messages(urban.chat)).map(({ message_id }) => message_id))
      .not.toContain(first.message_id);
    await desk.say(urban.chat, urban.member, '修好了', second.message_id);
    await expect.poll(() => desk.ticketOf(reference)).toMatchObject({ status: 'answered' });
  });

  test.each([
    ['a photo where words are wanted', 'photo', {}, '请用文字回复'],
    ['more than a message takes', 'say', { text: '长'.repeat(3001) }, '太长了，请控制在 3000 字以内'],
  ])('%s leaves the question open', async (_, act, fields, told) => {
    const { reference, card } = await desk.report(lamp.zh);
    await desk.tapOnce(reviewersGroup, chen, card, ({ kind }) => kind === 'split');
    const question = await desk.question(reviewersGroup, chen, reference);
    await desk.actors.act(reviewersGroup, chen, act, { ...fields, replyTo: question.message_id });
    await desk.actors.see(reviewersGroup, 'why not', (one) => saying(one, told), question.message_id);
    await desk.say(reviewersGroup, chen, '旁边的垃圾桶满了', question.message_id);
    await desk.reviewCard(`${reference}-2`);
  });

  test('words that come twice, as an update that is tried again does, split once', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    await desk.tapOnce(reviewersGroup, chen, card, ({ kind }) => kind === 'split');
    const question = await desk.question(reviewersGroup, chen, reference);
    // What the bot says of it gets lost, and the update is handled once more.
    await desk.fault({ method: 'sendMessage', chat: reviewersGroup, kind: '500', times: 1 });
    await desk.say(reviewersGroup, chen, '旁边的垃圾桶满了', question.message_id);
    await desk.reviewCard(`${reference}-2`);
    const { message } = await desk.say(reviewersGroup, wang, '/help');
    await desk.actors.see(reviewersGroup, 'the help', (one) => saying(one, '先点的算数'), message.message_id);
    expect(await desk.deps.db.ticket.count({ where: { reference: { startsWith: reference } } })).toBe(2);
  });

  const deleted = (chat: number, message: number) =>
    fetch(`${desk.playground}/bot1000:playground/deleteMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chat, message_id: message }),
    });

  test('a reviewers’ card that somebody deleted comes back by /ticket, and can be decided on', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    await deleted(reviewersGroup, card.message_id);
    await desk.say(reviewersGroup, wang, `/ticket ${reference}`);
    await desk.reviewCard(reference, canDecide, card.message_id);
    await desk.confirm(reference);
  });

  test('a department’s card that somebody deleted comes back at the next step, or by /ticket, while work is left', async () => {
    const { reference, resident, card } = await dispatched();
    await deleted(urban.chat, card.message_id);
    await desk.say(urban.chat, urban.member, `/ticket ${reference}`);
    const back = await desk.actors.see(
      urban.chat,
      'the card',
      (one) => saying(one, reference) && one.taps.some(({ kind }) => kind === 'accept'),
      card.message_id,
    );
    await tap(back, urban.member, 'accept');
    await desk.say(urban.chat, urban.member, '修好了', back.message_id);
    await expect.poll(async () => (await answers(resident)).length).toBe(1);
  });

  test('a card that a department deleted when all was done stays deleted', async () => {
    const { reference, resident, card } = await dispatched();
    await desk.say(urban.chat, urban.member, '修好了', card.message_id);
    await desk.departmentCard(urban, reference, (one) => saying(one, '已答复'));
    await deleted(urban.chat, card.message_id);
    const read = await desk.actors.see(resident, 'the answer', ({ taps }) =>
      taps.some(({ kind }) => kind === 'solved'),
    );
    await desk.tapOnce(resident, resident, read, ({ kind }) => kind === 'solved');
    await expect
      .poll(() => desk.deps.db.card.findFirst({ where: { ticket: { reference }, kind: 'department' } }))
      .toMatchObject({ state: 'gone' });
    const cards = (await desk.saidIn(urban.chat, reference)).filter((one) => saying(one, '🏁'));
    expect(cards).toEqual([]);
  });
});
