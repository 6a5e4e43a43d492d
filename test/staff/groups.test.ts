import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bindGroup } from '../../core/channels/channels.ts';
import {
  admin,
  canAccept,
  type Desk,
  departmentGroup,
  lamp,
  openDesk,
  reviewersGroup,
  saying,
  wang,
} from './desk.ts';

describe('what a group is for', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    const by = (await desk.personOf(admin)).id;
    await bindGroup(desk.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(reviewersGroup), by });
  });

  let groups = -1009000000000;
  async function newGroup(...members: number[]): Promise<number> {
    const id = --groups;
    await desk.actors.request('POST', '/api/groups', {
      id,
      title: 'A new group',
      members: [admin, ...members],
      bot: 'administrator',
    });
    return id;
  }

  async function answerTo(chat: number, as: number, text: string): Promise<string> {
    const { message } = await desk.say(chat, as, text);
    return (await desk.actors.see(chat, 'an answer', ({ from }) => from?.is_bot, message.message_id)).text!;
  }

  const channelOf = (chat: number) =>
    desk.deps.db.channel.findFirst({ where: { chatId: BigInt(chat), retiredAt: null } });

  test('an admin who hides behind the group is told why nothing happens, and the group stays what it was', async () => {
    const chat = await newGroup();
    await desk.actors.request('PATCH', `/api/groups/${chat}`, { admins: [admin] });
    const { message } = await desk.actors.act(chat, admin, 'say', { text: '/here water', anonymous: true });
    const told = await desk.actors.see(
      chat,
      'why nothing happens',
      ({ from }) => from?.is_bot && from.id !== 1087968824,
      message.message_id,
    );
    expect(told.text).toContain('匿名');
    expect(await channelOf(chat)).toBeNull();
  });

  test.each([
    ['water', 'water'],
    ['水务局', 'water'],
    ['Water Bureau', 'water'],
    ['water bureau', 'water'],
    ['reviewers', null],
    ['Reviewers', null],
    ['审核组', null],
  ])('/here %s binds the group at once, in whichever language it is named', async (name, departmentCode) => {
    const group = await newGroup();
    expect(await answerTo(group, admin, `/here ${name}`)).toContain('好的，本群现在是');
    expect(await channelOf(group)).toMatchObject({ departmentCode, medium: 'telegram' });
  });

  test('/here alone offers the reviewers and every department, and a button binds', async () => {
    const group = await newGroup();
    const { message } = await desk.say(group, admin, '/here');
    const menu = await desk.actors.see(group, 'the seats', ({ taps }) => taps.length > 0, message.message_id);
    const departments = await desk.deps.db.department.count({ where: { retiredAt: null } });
    expect(menu.taps).toHaveLength(departments + 1);
    await desk.tapOnce(group, admin, menu, (tap) => tap.kind === 'here' && tap.seat === 'health');
    await desk.actors.see(
      group,
      'what it is now',
      (one) => saying(one, '卫生健康局') && one.taps.length === 0,
    );
    expect(await channelOf(group)).toMatchObject({ departmentCode: 'health' });
  });

  test('a name that nothing bears binds nothing, and does not break the answer', async () => {
    const group = await newGroup();
    expect(await answerTo(group, admin, '/here <b>moon')).toContain('没有“<b>moon”这个部门');
    expect(await channelOf(group)).toBeNull();
  });

  test('a private chat is no group', async () => {
    expect(await answerTo(admin, admin, '/here water')).toBe('请在群里用这个命令。');
    expect(await channelOf(admin)).toBeNull();
  });

  test('only an admin says what a group is for, by word or by tap', async () => {
    const group = await newGroup(wang);
    expect(await answerTo(group, wang, '/here water')).toBe('您没有这项权限，请找管理员。');
    const { message } = await desk.say(group, admin, '/here');
    const menu = await desk.actors.see(group, 'the seats', ({ taps }) => taps.length > 0, message.message_id);
    const tapped = await desk.tapOnce(group, wang, menu, ({ kind }) => kind === 'here');
    expect(tapped).toMatchObject({ text: '您没有这项权限，请找管理员。', showAlert: true });
    expect(await channelOf(group)).toBeNull();
  });

  test('a new reviewers’ group gets what is still to be decided, with its photos; what is decided stays', async () => {
    const decided = await desk.report(lamp.zh);
    await desk.confirm(decided.reference);
    const resident = await desk.newResident();
    await desk.actors.act(resident, resident, 'photo', { caption: lamp.zh });
    const open = await desk.actors.see(
      reviewersGroup,
      'a card to decide on',
      (one) => one.taps.some(({ kind }) => kind === 'confirm') && !saying(one, decided.reference),
    );
    const reference = /[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(open.text!)![0];

    const group = await newGroup(wang);
    await answerTo(group, admin, '/here reviewers');
    const moved = await desk.actors.see(
      group,
      'the card',
      (one) => saying(one, reference) && one.taps.some(({ kind }) => kind === 'confirm'),
    );
    await desk.actors.see(group, 'its photo', (one) => 'photo' in one);
    await desk.tapOnce(group, wang, moved, ({ kind }) => kind === 'confirm');
    await desk.actors.see(group, 'the outcome', (one) => saying(one, '已确认'));
    expect((await desk.saidIn(group, decided.reference)).length).toBe(0);
  });

  test('a card left behind in the old reviewers’ group loses its buttons at the first tap, and decides nothing twice', async () => {
    const { reference, card } = await desk.report(lamp.zh);
    const group = await newGroup(wang);
    await answerTo(group, admin, '/here reviewers');
    const moved = await desk.actors.see(group, 'the card', (one) => saying(one, reference));
    await desk.tapOnce(group, wang, moved, ({ kind }) => kind === 'confirm');
    const tapped = await desk.tapOnce(reviewersGroup, wang, card, ({ kind }) => kind === 'confirm');
    expect(tapped.text).toContain('王强已先处理');
    await desk.actors.see(
      reviewersGroup,
      'the old card without buttons',
      ({ message_id, taps }) => message_id === card.message_id && taps.length === 0,
    );
  });

  test('a ticket of a department without a group waits, says so to the reviewers, and goes out once as soon as one is bound', async () => {
    const { db } = desk.deps;
    await db.channel.updateMany({ where: { departmentCode: 'education' }, data: { retiredAt: new Date() } });
    const { reference } = await desk.report(lamp.zh);
    await desk.confirm(reference, 'education');
    await desk.reviewCard(reference, (card) => saying(card, '教育体育局还没有设定群或系统'));
    const { chat, member } = departmentGroup('education');
    await answerTo(chat, admin, '/here education');
    await desk.departmentCard({ chat, member }, reference);
    await desk.reviewCard(reference, (card) => saying(card, '已送达部门'));
    expect(await desk.saidIn(chat, reference)).toHaveLength(1);
  });

  test('what could not be delivered to a closed group goes to the new one', async () => {
    const { chat, member } = departmentGroup('labour');
    await desk.actors.request('PATCH', `/api/groups/${chat}`, { bot: 'kicked' });
    const { reference } = await desk.report(lamp.zh);
    await desk.confirm(reference, 'labour');
    await desk.reviewCard(reference, (card) => saying(card, '没有送达'));
    const group = await newGroup(member);
    await answerTo(group, admin, '/here labour');
    await desk.departmentCard({ chat: group, member }, reference);
    await desk.reviewCard(reference, (card) => saying(card, '已送达部门'));
  });

  test('tickets that a department has begun stay in its old group and can be finished there', async () => {
    const { reference } = await desk.report(lamp.zh);
    const { chat, member, card } = await desk.dispatched(reference, 'housing');
    const group = await newGroup(member);
    await answerTo(group, admin, '/here housing');
    await desk.tapOnce(chat, member, card, ({ kind }) => kind === 'accept');
    await desk.say(chat, member, '已修好。', card.message_id);
    await expect.poll(async () => (await desk.ticketOf(reference)).status).toBe('answered');
    await answerTo(chat, admin, '/here housing');
  });

  test('a group that becomes a supergroup takes its open tickets along, each once, and leaves the closed ones behind', async () => {
    const old = -9000001;
    await desk.actors.request('POST', '/api/groups', {
      id: old,
      title: 'Market',
      members: [admin],
      bot: 'administrator',
    });
    await answerTo(old, admin, '/here market');
    const job = { role: 'department_member', departmentCode: 'market' } as const;
    const clerk = await desk.colleague('宋佳', old, job);
    const done = await desk.report(lamp.zh);
    await desk.confirm(done.reference, 'market');
    const finished = await desk.actors.see(old, 'the card', (one) => saying(one, done.reference));
    await desk.say(old, clerk, '已办好。', finished.message_id);
    await desk.actors.tap(done.resident, done.resident, done.reference, ({ kind }) => kind === 'solved');
    const open = await desk.report(lamp.zh);
    await desk.confirm(open.reference, 'market');
    await desk.actors.see(old, 'the card', (one) => saying(one, open.reference) && canAccept(one));
    const { id: to } = await desk.actors.request<{ id: number }>('POST', `/api/groups/${old}/migrate`);
    const card = await desk.actors.see(
      to,
      'the card',
      (one) => saying(one, open.reference) && canAccept(one),
    );
    await desk.tapOnce(to, admin, card, ({ kind }) => kind === 'accept');
    await desk.actors.see(to, 'the outcome', (one) => saying(one, '周岚 已接单'));
    expect(await desk.saidIn(to, open.reference)).toHaveLength(1);
    expect(await desk.saidIn(to, done.reference)).toEqual([]);
    expect(await channelOf(to)).toMatchObject({ departmentCode: 'market' });
  });
});
