import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../../bot/buttons.ts';
import { revokeRoles } from '../../core/people/roles.ts';
import type { Answered, Card } from '../../demo/actors.ts';
import {
  admin,
  canAccept,
  canDecide,
  chen,
  type Desk,
  dataOf,
  departmentGroup,
  gridWorker,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

const notAllowed = '您没有这项权限，请找管理员。';
const notMember = '只有这个部门的人可以处理。';

describe('every tap is checked anew', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const tapData = (chat: number, as: number, card: Card, data: string) =>
    desk.actors.act<Answered>(chat, as, 'tap', { message: card.message_id, data });

  test('being in the reviewers’ group is no right to decide, to open a choice, to ask or to end', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const outsider = await desk.colleague('Outsider', reviewersGroup);
    const before = await desk.ticketOf(reference);
    for (const kind of ['confirm', 'others', 'split', 'askResident', 'rejectMenu']) {
      const tapped = await desk.tapOnce(reviewersGroup, outsider, card, (tap) => tap.kind === kind);
      expect(tapped, kind).toMatchObject({ text: notAllowed, showAlert: true });
    }
    const at = { ticket: before.id, version: before.version };
    for (const data of [
      pack('reject', { ...at, reason: 'unclear' }),
      pack('reject', { ...at, reason: 'other' }),
      pack('takeBack', { ticket: before.id }),
    ]) {
      const tapped = await tapData(reviewersGroup, outsider, card, data);
      expect(tapped.showAlert, data).toBe(true);
    }
    expect(await desk.ticketOf(reference)).toEqual(before);
    expect(await desk.deps.db.prompt.count({ where: { ticketId: before.id } })).toBe(0);
    const now = await desk.reviewCard(reference);
    expect(now.reply_markup).toEqual(card.reply_markup);
  });

  test('a department member, a grid worker and a resident decide on nothing', async () => {
    const { reference, resident, card } = await desk.report(lamp.zh);
    const data = dataOf(card, ({ kind }) => kind === 'confirm');
    const { chat, member } = departmentGroup('water');
    await desk.say(gridWorker, gridWorker, '/start');
    for (const [where, as] of [
      [chat, member],
      [gridWorker, gridWorker],
      [resident, resident],
    ] as const) {
      const { message } = await desk.say(where, as, 'hello');
      const tapped = await tapData(where, as, message as Card, data);
      expect(tapped.showAlert).toBe(true);
    }
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review' });
  });

  test('a reviewer whose role was taken away decides nothing on a card that they still see', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const former = await desk.colleague('何亮', reviewersGroup, { role: 'reviewer' });
    const [{ id: personId }, { id: by }] = [await desk.personOf(former), await desk.personOf(admin)];
    await desk.tapOnce(reviewersGroup, former, card, ({ kind }) => kind === 'others');
    const picker = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'back'));
    await revokeRoles(desk.deps, { personId, by });
    const tapped = await desk.tapOnce(reviewersGroup, former, picker, ({ kind }) => kind === 'confirm');
    expect(tapped).toMatchObject({ text: notAllowed, showAlert: true });
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review' });
  });

  test('words in answer to a question count only while the role is held', async () => {
    const { reference, resident, card } = await desk.report(lamp.zh);
    const former = await desk.colleague('何亮', reviewersGroup, { role: 'reviewer' });
    const [{ id: personId }, { id: by }] = [await desk.personOf(former), await desk.personOf(admin)];
    await desk.tapOnce(reviewersGroup, former, card, ({ kind }) => kind === 'askResident');
    const question = await desk.question(reviewersGroup, former, reference);
    await revokeRoles(desk.deps, { personId, by });
    await desk.say(reviewersGroup, former, '您的门牌号？', question.message_id);
    await desk.actors.see(reviewersGroup, 'a refusal', (one) => saying(one, notAllowed), question.message_id);
    expect(await desk.saidIn(resident, '您的门牌号')).toEqual([]);
  });

  test('being in a department’s group is no right to act for the department', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, card } = await desk.dispatched(reference);
    const outsider = await desk.colleague('Outsider', chat);
    const before = await desk.ticketOf(reference);
    for (const kind of ['accept', 'notOurs', 'answer', 'ask']) {
      const tapped = await desk.tapOnce(chat, outsider, card, (tap) => tap.kind === kind);
      expect(tapped, kind).toMatchObject({ text: notMember, showAlert: true });
    }
    await desk.say(chat, outsider, '我们修好了', card.message_id);
    await desk.actors.see(chat, 'a refusal', (one) => saying(one, notMember), card.message_id);
    expect(await desk.ticketOf(reference)).toEqual(before);
  });

  test('a member of another department does not act on the ticket, wherever they forge the tap', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, card } = await desk.dispatched(reference);
    const other = departmentGroup('water');
    await desk.actors.request('PATCH', `/api/groups/${chat}`, { add: [other.member] });
    const data = dataOf(card, ({ kind }) => kind === 'accept');
    expect(await tapData(chat, other.member, card, data)).toMatchObject({ text: notMember });
    const { message } = await desk.say(other.chat, other.member, 'hello');
    expect(await tapData(other.chat, other.member, message as Card, data)).toMatchObject({ showAlert: true });
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'dispatched' });
  });

  test('data of another ticket acts on that ticket by its own state, and not on the card that was tapped', async () => {
    const [one, other] = [await desk.report(lamp.zh), await desk.report(lamp.zh)];
    const data = dataOf(one.card, ({ kind }) => kind === 'confirm');
    await tapData(reviewersGroup, wang, other.card, data);
    expect(await desk.ticketOf(other.reference)).toMatchObject({ status: 'in_review' });
    await desk.reviewCard(one.reference, (card) => saying(card, '王强'));
    expect(canDecide(await desk.reviewCard(other.reference))).toBe(true);
  });

  test('an accept forged onto another ticket’s card does not make that message the ticket’s card', async () => {
    const [one, other] = [await desk.report(lamp.zh), await desk.report(lamp.zh)];
    const { chat, member, card } = await desk.dispatched(one.reference);
    const { card: foreign } = await desk.dispatched(other.reference);
    await tapData(
      chat,
      member,
      foreign,
      dataOf(card, ({ kind }) => kind === 'accept'),
    );
    await desk.departmentCard({ chat, member }, one.reference, (now) => saying(now, '已接单'));
    expect(canAccept(await desk.departmentCard({ chat, member }, other.reference))).toBe(true);
  });

  test.each([
    '',
    'nonsense',
    'confirm',
    'confirm:1:1',
    'confirm:zzzzzz:1:health',
    'confirm:1:1:<b>',
    'others:9999:1',
    'rejectMenu:9999:1',
    'split:9999:1',
    'reject:9999:1:other',
    'accept:9999:1',
    'notOurs:9999:1',
    'theirs:9999:1:moon',
    'answer:9999:1',
    'takeBack:9999',
    'back:9999',
    'arrived:9999',
    'sendAgain:9999',
    'x'.repeat(64),
  ])('callback data that we never wrote (%j) does nothing, and holds up nobody behind it', async (data) => {
    const { message } = await desk.say(reviewersGroup, wang, 'a message');
    await desk.actors.act(reviewersGroup, wang, 'tap', { message: message.message_id, data, wait: false });
    const { message: next } = await desk.say(reviewersGroup, wang, '/help');
    await desk.actors.see(reviewersGroup, 'the help', (one) => saying(one, '审核群'), next.message_id);
    const failed = await desk.deps.db.telegramUpdate.count({ where: { attempts: { gt: 0 } } });
    expect(failed).toBe(0);
  });

  test('the same tap under a new update_id decides nothing twice', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const data = dataOf(card, ({ kind }) => kind === 'confirm');
    await tapData(reviewersGroup, wang, card, data);
    const again = await tapData(reviewersGroup, wang, card, data);
    expect(again).toMatchObject({ text: '王强已先处理：公共设施', showAlert: true });
    expect(await desk.deps.db.review.count({ where: { ticket: { reference } } })).toBe(1);
    expect(await desk.deliveriesOf(reference)).toHaveLength(1);
  });

  test('a department’s tap that comes twice accepts once and says how it stands', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, member, card } = await desk.dispatched(reference);
    const data = dataOf(card, ({ kind }) => kind === 'accept');
    expect(await tapData(chat, member, card, data)).toMatchObject({ text: '已接单' });
    expect(await tapData(chat, member, card, data)).toMatchObject({
      text: '现在的状态：办理中',
      showAlert: true,
    });
    const { id } = await desk.ticketOf(reference);
    expect(await desk.deps.db.event.count({ where: { ticketId: id, type: 'accepted' } })).toBe(1);
  });

  test('a choice that a reviewer has open is not for an outsider to close', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const outsider = await desk.colleague('Outsider', reviewersGroup);
    await desk.tapOnce(reviewersGroup, chen, card, ({ kind }) => kind === 'others');
    const picker = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'back'));
    const tapped = await desk.tapOnce(reviewersGroup, outsider, picker, ({ kind }) => kind === 'back');
    expect(tapped).toMatchObject({ text: notAllowed, showAlert: true });
    await desk.tapOnce(reviewersGroup, wang, picker, ({ kind }) => kind === 'back');
    const back = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'split'));
    expect(back.reply_markup).toEqual(card.reply_markup);
  });
});
