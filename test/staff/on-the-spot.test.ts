import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saying } from '../../demo/actors.ts';
import { chen, type Desk, gridWorker, lamp, openDesk, reviewersGroup, supervisor } from './desk.ts';

describe('on the spot, and in time', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const hears = (chat: number, words: string, after = 0) =>
    desk.actors.see(chat, words, (card) => saying(card, words), after);

  test('a grid worker’s report comes with the command, as a photo’s caption, or next', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.say(gridWorker, gridWorker, `/feedback ${reference} 灯杆没有倒，只是灯不亮`);
    await hears(reviewersGroup, '灯杆没有倒');
    const caption = `/feedback ${reference} 线盒开着`;
    await desk.actors.act(gridWorker, gridWorker, 'photo', { caption });
    await hears(reviewersGroup, '线盒开着');
    const before = await desk.lastIn(gridWorker);
    await desk.say(gridWorker, gridWorker, `/feedback ${reference}`);
    await hears(gridWorker, '现场怎么样', before);
    await desk.say(gridWorker, gridWorker, '已经围起来了');
    await hears(reviewersGroup, '已经围起来了');
    expect(
      await desk.deps.db.complaint.count({ where: { person: { telegramId: BigInt(gridWorker) } } }),
    ).toBe(0);
  });

  test('what they pass upward rings the supervisor, and a resident may not', async () => {
    const { reference, resident } = await desk.report(lamp.zh);
    await desk.say(gridWorker, gridWorker, `/escalate ${reference} 第三次坏了，要换线路`);
    expect((await hears(supervisor, reference)).text).toContain('第三次坏了');
    await hears(reviewersGroup, '第三次坏了');
    await desk.say(resident, resident, `/escalate ${reference} 快一点`);
    await hears(resident, '没有这项权限');
  });

  test('what they see on their round says so on the card', async () => {
    await desk.say(gridWorker, gridWorker, '/area 幸福里 1–6 号楼');
    await hears(gridWorker, '幸福里 1–6 号楼');
    await desk.say(gridWorker, gridWorker, '/round 四号楼后面垃圾堆成山，没人清运');
    const card = await hears(reviewersGroup, '垃圾堆成山');
    expect(card.text).toContain('幸福里 1–6 号楼');
  });

  test('a department asks the resident by its card, which says that no time runs until they reply', async () => {
    const { reference, resident } = await desk.report(lamp.zh);
    const { chat, member, card } = await desk.dispatched(reference);
    await desk.tapOnce(chat, member, card, ({ kind }) => kind === 'ask');
    const question = await desk.question(chat, member, reference);
    await desk.say(chat, member, '是路边的灯，还是院里的灯？', question.message_id);
    const paused = (words: string) => (one: { text?: string }) => (one.text ?? '').includes(words);
    await desk.departmentCard({ chat, member }, reference, paused('不计时'));
    await hears(resident, '是路边的灯');
    await desk.say(resident, resident, '花园那盏');
    expect((await desk.departmentCard({ chat, member }, reference)).text).toContain('城市管理局 · 问居民');
    const going = await desk.departmentCard({ chat, member }, reference, paused('花园那盏'));
    expect(going.text).not.toContain('不计时');
    expect(await desk.ticketOf(reference)).toMatchObject({ pausedAt: null });
  });

  test('a supervisor finds what is overdue, and a reviewer may not look', async () => {
    const { reference } = await desk.report(lamp.zh);
    await desk.deps.db.ticket.update({ where: { reference }, data: { reviewBy: new Date(0) } });
    const before = await desk.lastIn(reviewersGroup);
    await desk.say(reviewersGroup, chen, '/overdue');
    await hears(reviewersGroup, '没有这项权限', before);
    await desk.say(reviewersGroup, supervisor, '/overdue');
    const list = await hears(reviewersGroup, '超过时限的', before);
    expect(list.text).toContain(reference);
  });

  test('a reviewer reads a ledger in their own chat once they have said why, and takes it away as a table', async () => {
    const { reference } = await desk.report('银杏小区9号楼门口的路灯坏了三天了，晚上漆黑一片');
    await desk.say(chen, chen, '/ledger 银杏小区九号楼');
    const why = await hears(chen, '为什么要看');
    await desk.tapOnce(chen, chen, why, (tap) => tap.kind === 'ledgerWhy' && tap.purpose === 'visit');
    const page = await hears(chen, reference);
    await desk.tapOnce(chen, chen, page, ({ kind }) => kind === 'ledgerFile');
    await desk.actors.see(chen, 'the table', (one) => 'document' in one);
    expect(await desk.deps.db.ledgerLook.count()).toBe(2);
  });
});
