import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  canDecide,
  chen,
  type Desk,
  departmentGroup,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  supervisor,
  wang,
} from './desk.ts';

describe('a decision that is taken back', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const canTakeBack = ({ taps }: { taps: { kind: string }[] }) =>
    taps.some(({ kind }) => kind === 'takeBack');
  async function takeBack(reference: string, as: number = wang) {
    const card = await desk.reviewCard(reference, canTakeBack);
    return desk.tapOnce(reviewersGroup, as, card, ({ kind }) => kind === 'takeBack');
  }
  /** The minute has passed. */
  const later = (reference: string) =>
    desk.deps.db.ticket.update({
      where: { reference },
      data: { decidedAt: new Date(Date.now() - 61_000) },
    });

  test('before the ticket has arrived goes nowhere', async () => {
    const { chat } = departmentGroup('urban-management');
    await desk.fault({ method: 'sendMessage', chat, kind: '429', retryAfter: 2 });
    const { reference } = await desk.report(lamp.zh);
    await desk.confirm(reference, 'public-facilities');
    expect(await takeBack(reference)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.reviewCard(reference, canDecide);
    await expect
      .poll(async () => (await desk.deliveriesOf(reference)).map(({ kind, state }) => [kind, state]))
      .not.toContainEqual(['ticket', 'due']);
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review', dueAt: null });
    // Decided anew, it goes out as if nothing had been.
    const group = await desk.confirm(reference, 'health');
    await desk.departmentCard(group, reference);
    expect(await desk.saidIn(chat, reference)).toEqual([]);
  });

  test('after it has arrived is said on the department’s card, on which nothing can be done any more', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, member, card } = await desk.dispatched(reference);
    expect(await takeBack(reference)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.departmentCard(
      { chat, member },
      reference,
      (now) => saying(now, '审核人员已收回，不用再办') && now.taps.length === 0,
    );
    const late = await desk.tapOnce(chat, member, card, ({ kind }) => kind === 'accept');
    expect(late.showAlert).toBe(true);
    await desk.say(chat, member, '已修好', card.message_id);
    await desk.actors.see(chat, 'what came of it', (one) => saying(one, '您的话没有发给居民'));
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review' });
  });

  test('and given to another department leaves the first card saying so', async () => {
    const { reference } = await desk.report(lamp.zh);
    const first = await desk.dispatched(reference, 'public-facilities');
    expect(await takeBack(reference)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.reviewCard(reference, canDecide);
    const second = await desk.dispatched(reference, 'health');
    await desk.departmentCard(
      first,
      reference,
      (now) => saying(now, '已转给卫生健康局') && now.taps.length === 0,
    );
    await desk.tapOnce(second.chat, second.member, second.card, ({ kind }) => kind === 'accept');
    await desk.departmentCard(second, reference, (now) => saying(now, '已接单'));
    await desk.say(first.chat, first.member, '已修好', first.card.message_id);
    await desk.actors.see(first.chat, 'what came of it', (one) => saying(one, '现在不归这个部门'));
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'accepted', departmentCode: 'health' });
  });

  test('and given to the same department again points from the old card to the new one', async () => {
    const { reference } = await desk.report(lamp.zh);
    const first = await desk.dispatched(reference, 'public-facilities');
    expect(await takeBack(reference)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.reviewCard(reference, canDecide);
    await desk.confirm(reference, 'environment');
    const fresh = await desk.actors.see(
      first.chat,
      'the new card',
      (one) => saying(one, reference) && one.message_id > first.card.message_id,
    );
    await expect
      .poll(async () =>
        (await desk.saidIn(first.chat, '请看下面的新卡片')).map(({ message_id }) => message_id),
      )
      .toEqual(expect.arrayContaining([first.card.message_id]));
    await desk.tapOnce(first.chat, first.member, fresh, ({ kind }) => kind === 'accept');
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'accepted', rounds: 2 });
  });

  test('takes the reason for ending out of the resident’s chat again', async () => {
    const { reference, resident, card } = await desk.report(lamp.en, 'en');
    await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'rejectMenu');
    const menu = await desk.reviewCard(reference, ({ taps }) => taps.some(({ kind }) => kind === 'reject'));
    await desk.tapOnce(
      reviewersGroup,
      wang,
      menu,
      (tap) => tap.kind === 'reject' && tap.reason === 'unclear',
    );
    const told = await desk.actors.see(
      resident,
      'the reason',
      (one) => one.text?.startsWith('Our staff have looked at') && saying(one, 'We could not make out'),
    );
    expect(await takeBack(reference)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.reviewCard(reference, canDecide);
    await expect
      .poll(async () => (await desk.actors.messages(resident)).map(({ message_id }) => message_id))
      .not.toContain(told.message_id);
    await desk.dispatched(reference);
  });

  test('is for whoever made it, or a supervisor', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.confirm(reference);
    expect(await takeBack(reference, chen)).toMatchObject({
      text: '只有当时处理的人或督办可以撤回。',
      showAlert: true,
    });
    expect(await takeBack(reference, supervisor)).toMatchObject({ text: '已撤回，可以重新处理' });
    await desk.reviewCard(reference, canDecide);
  });

  test('is too late a minute afterwards, and the card stops offering it', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, member } = await desk.dispatched(reference);
    const offered = await desk.reviewCard(reference, canTakeBack);
    await later(reference);
    const tapped = await desk.tapOnce(reviewersGroup, wang, offered, ({ kind }) => kind === 'takeBack');
    expect(tapped).toMatchObject({ showAlert: true });
    await desk.reviewCard(reference, (now) => saying(now, '已送达部门') && now.taps.length === 0);
    await desk.departmentCard({ chat, member }, reference);
  });

  test('is too late once the department has begun', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, member, card } = await desk.dispatched(reference);
    const offered = await desk.reviewCard(reference, canTakeBack);
    await desk.tapOnce(chat, member, card, ({ kind }) => kind === 'accept');
    const tapped = await desk.tapOnce(reviewersGroup, wang, offered, ({ kind }) => kind === 'takeBack');
    expect(tapped).toMatchObject({ text: '已过了可以撤回的时间，或者部门已经开始办。', showAlert: true });
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'accepted' });
  });
});
