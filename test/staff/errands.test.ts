import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Card, saying } from '../../demo/actors.ts';
import { departmentGroup } from '../../town.ts';
import { type Desk, openDesk, reviewersGroup, wang } from './desk.ts';

describe('what is no job has a way of its own', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const residentSees = (resident: number, words: string, fits: (card: Card) => unknown = () => true) =>
    desk.actors.see(resident, words, (card) => saying(card, words) && fits(card));
  const tap = (reference: string, kind: string, fits: (tap: never) => unknown = () => true) =>
    desk.actors.tap(reviewersGroup, wang, reference, (one) => one.kind === kind && fits(one as never));
  const statusOf = async (reference: string) => (await desk.ticketOf(reference)).status;

  /** Confirms, and waits for the card that has only an answer to offer. */
  async function asked(reference: string) {
    const group = await desk.confirm(reference);
    const card = await desk.departmentCard(group, reference, ({ taps }) =>
      taps.some(({ kind }) => kind === 'answer'),
    );
    await expect.poll(() => statusOf(reference)).toBe('dispatched');
    return { ...group, card };
  }

  describe('a question', () => {
    test('comes to the department as one, and is over with the answer', async () => {
      const { resident, reference } = await desk.report('请问居住证在哪里办理，需要带什么材料？');
      const group = await asked(reference);
      expect(group.card.text).toContain('居民的咨询');
      expect(group.card.taps.map(({ kind }) => kind)).not.toContain('accept');
      await residentSees(resident, '已请');
      await desk.say(group.chat, group.member, '带身份证和租房合同到便民大厅', group.card.message_id);
      const told = await residentSees(resident, '带身份证和租房合同', ({ taps }) => taps.length > 0);
      expect(told.text).not.toContain('解决了吗');
      expect(told.taps.map(({ kind }) => kind)).toEqual(['notSolved']);
      expect(await desk.ticketOf(reference)).toMatchObject({ status: 'closed', outcome: null });
      await desk.departmentCard(group, reference, (card) => saying(card, '已解答'));
    });

    test('can be asked again, and goes back to the department with the words why', async () => {
      const { resident, reference } = await desk.report('请问高龄津贴什么时候发，在哪里申请？');
      const group = await asked(reference);
      await desk.say(group.chat, group.member, '请看公告', group.card.message_id);
      const told = await residentSees(resident, '请看公告', ({ taps }) => taps.length > 0);
      await desk.tapOnce(resident, resident, told, ({ kind }) => kind === 'notSolved');
      await residentSees(resident, '您还想知道');
      await desk.say(resident, resident, '公告在哪里贴着');
      const again = await desk.departmentCard(
        group,
        reference,
        (card) => saying(card, '居民还有疑问') && saying(card, '公告在哪里贴着'),
      );
      await desk.say(group.chat, group.member, '在村委会门口', again.message_id);
      await residentSees(resident, '在村委会门口');
      await expect.poll(() => statusOf(reference)).toBe('closed');
    });
  });

  test('a suggestion comes to the department as one, and the resident is asked whether the answer will do', async () => {
    const { resident, reference } = await desk.report('建议在河边步道加几把长椅');
    const group = await desk.dispatched(reference);
    expect(group.card.text).toContain('居民的建议');
    await residentSees(resident, '您的建议已转给');
    await desk.say(group.chat, group.member, '已列入明年计划', group.card.message_id);
    const told = await residentSees(resident, '已列入明年计划', ({ taps }) => taps.length > 0);
    expect(told.text).toContain('您看这样行吗');
    await desk.tapOnce(resident, resident, told, ({ kind }) => kind === 'solved');
    await residentSees(resident, '您已认可');
    expect(await desk.ticketOf(reference)).toMatchObject({ status: 'closed', outcome: 'solved' });
  });

  describe('thanks', () => {
    const thanks = '谢谢你们，桥头的路灯修好了，晚上亮堂堂的';

    test('go by one tap to those who earned them, as a card that asks for nothing', async () => {
      const { resident, reference } = await desk.report(thanks);
      await tap(
        reference,
        'passOn',
        ({ category }: { category: string }) => category === 'public-facilities',
      );
      const group = departmentGroup(desk.departmentOf('public-facilities'));
      const card = await desk.departmentCard(group, reference, (one) => saying(one, '居民的感谢'));
      expect(card.taps).toEqual([]);
      expect(card.text).toContain('桥头的路灯修好了');
      await residentSees(resident, '已把您的感谢转达给城市管理局');
      expect(await desk.ticketOf(reference)).toMatchObject({
        status: 'closed',
        departmentCode: desk.departmentOf('public-facilities'),
        dueAt: null,
        outcome: null,
      });
      await expect
        .poll(async () => (await desk.deliveriesOf(reference)).map(({ state }) => state))
        .toEqual(['delivered']);
      const events = await desk.deps.db.event.findMany({ where: { ticket: { reference } } });
      expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['passed_on']));
    });

    test('a second reviewer’s tap passes nothing on twice', async () => {
      const { reference, card } = await desk.report(`${thanks}，再说一声谢谢`);
      await tap(reference, 'passOn');
      const second = await desk.tapOnce(reviewersGroup, 2002, card, ({ kind }) => kind === 'passOn');
      expect(second.text).toContain('已先处理');
      expect(await desk.deliveriesOf(reference)).toHaveLength(1);
    });

    test('go to another department by a choice', async () => {
      const { reference } = await desk.report('谢谢你们，帮了大忙');
      await tap(reference, 'passOnMenu');
      await tap(reference, 'passOn', ({ category }: { category: string }) => category === 'health');
      const group = departmentGroup(desk.departmentOf('health'));
      await desk.departmentCard(group, reference, (one) => saying(one, '居民的感谢'));
    });

    test('taken back within the minute, they are open again, and the department’s card says so', async () => {
      const { resident, reference } = await desk.report('感谢你们把下水道修好了');
      await tap(reference, 'passOn');
      const { departmentCode } = await desk.ticketOf(reference);
      const group = departmentGroup(departmentCode!);
      await desk.departmentCard(group, reference, (one) => saying(one, '居民的感谢'));
      await tap(reference, 'takeBack');
      await desk.departmentCard(group, reference, (one) => saying(one, '已收回'));
      expect(await desk.ticketOf(reference)).toMatchObject({ status: 'in_review', closedAt: null });
      await tap(reference, 'reject', ({ reason }: { reason: string }) => reason === 'thanks');
      await residentSees(resident, '谢谢您的肯定');
    });

    test('that are no thanks after all can still be confirmed as a job', async () => {
      const { reference } = await desk.report('谢谢你们，路灯修好了一半');
      const group = await desk.dispatched(reference, 'public-facilities');
      expect(group.card.text).not.toContain('居民的感谢');
      expect((await desk.ticketOf(reference)).dueAt).not.toBeNull();
    });
  });

  describe('a matter of somebody else’s', () => {
    test('is named on the card, and one tap tells the resident whose it is and how to reach them', async () => {
      const { resident, reference, card } = await desk.report('判决下来一年了，对方一直不给钱，执行局也不管');
      expect(card.text).toContain('不归我们：由人民法院负责');
      expect(card.text).toContain('12368');
      await tap(reference, 'elsewhere', ({ others }: { others: string }) => others === 'court');
      await residentSees(resident, '12368');
      expect(await desk.ticketOf(reference)).toMatchObject({ status: 'rejected', departmentCode: null });
      expect(await desk.deliveriesOf(reference)).toEqual([]);
    });

    test('is told in the resident’s language', async () => {
      const { resident, reference } = await desk.report(
        'The insurance company has not paid my insurance claim for half a year',
        'en',
      );
      await tap(reference, 'elsewhere');
      await residentSees(resident, 'This is a matter for the bank');
    });

    test('can be chosen where no rule saw it', async () => {
      const { resident, reference } = await desk.report('我跟老板打官司赢了，他就是赖着');
      await tap(reference, 'rejectMenu');
      await tap(reference, 'elsewhere', ({ others }: { others: string }) => others === 'court');
      await residentSees(resident, '人民法院');
    });
  });

  test('where no duty fits, the cards say that none was found, and the department’s too', async () => {
    const { reference, card } = await desk.report('小区楼下宣传栏的玻璃碎了半个月没人换');
    expect(card.text).toContain('未找到对应职责');
    const group = await desk.dispatched(reference, 'public-facilities');
    expect(group.card.text).toContain('未找到对应职责');
    expect((await desk.ticketOf(reference)).dutyCode).toBeNull();
  });

  test('a category that a reviewer corrects to brings its own duty only where the words rest on it', async () => {
    const { reference } = await desk.report('三号楼的电梯坏了一个星期');
    await desk.dispatched(reference, 'market');
    expect((await desk.ticketOf(reference)).dutyCode).toBeNull();
  });
});
