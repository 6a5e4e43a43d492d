import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../bot/buttons.ts';
import { lamp, openStage, type Stage, saidTo, saying } from './stage.ts';

describe('the resident’s verdict on an answer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const fixed = '灯头已更换，今晚恢复照明。';
  const say = (resident: number, text: string, replyTo?: number) =>
    stage.actors.act(resident, resident, 'say', { text, ...(replyTo && { replyTo }) });
  const statusOf = async (reference: string) => (await stage.ticketOf(reference)).status;

  async function answered(language: 'zh' | 'en' = 'zh', text: string = fixed) {
    const complained = await stage.complain(lamp[language], language);
    const department = await stage.dispatch(complained.reference);
    const answer = await stage.answer(complained.resident, complained.reference, department, text);
    return { ...complained, department, answer };
  }
  const tap = (resident: number, text: string, kind: 'solved' | 'notSolved') =>
    stage.actors.tap(resident, resident, text, (one) => one.kind === kind);
  const again = (chat: number, reference: string, words: string, after: number) =>
    stage.actors.see(
      chat,
      `a new card of ${reference}`,
      (one) => saying(one, reference) && saying(one, words) && one.taps.some(({ kind }) => kind === 'accept'),
      after,
    );

  it.each(['zh', 'en'] as const)('solved closes it, and the answer’s buttons go (%s)', async (language) => {
    const { resident, reference, answer } = await answered(language);
    await tap(resident, fixed, 'solved');
    await stage.actors.see(
      resident,
      'the answer without buttons',
      (one) => one.message_id === answer.message_id && one.taps.length === 0,
    );
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'closed', outcome: 'solved' });
  });

  it.each([
    ['zh', '还是一闪一闪的，晚上照样看不见', '请告诉我们还差什么'],
    ['en', 'It still flickers and goes out at night', 'what is still wrong'],
  ] as const)(
    'not solved, with a word why, goes back to the department along with it (%s)',
    async (language, why, asks) => {
      const { resident, reference, department } = await answered(language);
      await tap(resident, fixed, 'notSolved');
      await stage.actors.see(resident, asks, (one) => saying(one, asks));
      await say(resident, why);
      await again(department.chat, reference, why, department.card.message_id);
      await expect.poll(() => stage.ticketOf(reference)).toMatchObject({ status: 'dispatched', rounds: 2 });
      expect(await stage.complaintsOf(resident)).toHaveLength(1);
    },
  );

  it('not solved, without a word, waits for one and then goes back all the same', async () => {
    const { resident, reference, department } = await answered();
    await tap(resident, fixed, 'notSolved');
    await expect.poll(() => statusOf(reference)).toBe('reopened');
    const { id } = await stage.ticketOf(reference);
    const { db, ring, now } = stage.deps;
    const delivery = await db.delivery.findFirstOrThrow({ where: { ticketId: id, round: 2 } });
    expect(delivery.dueAt.getTime()).toBeGreaterThan(now().getTime() + 60_000);
    // The wait is over.
    await db.delivery.update({ where: { id: delivery.id }, data: { dueAt: now() } });
    await ring({ at: 'dispatch', id: delivery.id });
    await again(department.chat, reference, reference, department.card.message_id);
  });

  it('a second tap changes nothing, and is told so', async () => {
    const { resident, reference, answer } = await answered();
    const { id, version } = await stage.ticketOf(reference);
    const data = pack('solved', { ticket: id, version });
    const both = await Promise.all(
      [1, 2].map(() =>
        stage.actors.act<{ text?: string }>(resident, resident, 'tap', { message: answer.message_id, data }),
      ),
    );
    expect(both.map(({ text }) => text).sort()).toEqual(['您已经说过了，谢谢。', '谢谢您告诉我们。'].sort());
    const other = { message: answer.message_id, data: pack('notSolved', { ticket: id, version }) };
    await stage.actors.act(resident, resident, 'tap', other);
    expect(await statusOf(reference)).toBe('closed');
    const events = await stage.deps.db.event.findMany({ where: { ticketId: id, type: 'closed' } });
    expect(events).toHaveLength(1);
  });

  it('an old answer’s buttons say nothing about a newer answer', async () => {
    const { resident, reference, department, answer } = await answered();
    const { id, version } = await stage.ticketOf(reference);
    await tap(resident, fixed, 'notSolved');
    await say(resident, '还是不亮');
    await again(department.chat, reference, '还是不亮', department.card.message_id);
    await stage.answer(resident, reference, department, '线路已重新铺设。');
    const data = pack('solved', { ticket: id, version });
    await stage.actors.act(resident, resident, 'tap', { message: answer.message_id, data });
    expect(await statusOf(reference)).toBe('answered');
    await tap(resident, '线路已重新铺设', 'solved');
    expect(await statusOf(reference)).toBe('closed');
  });

  it('somebody else’s tap says nothing', async () => {
    const { reference } = await answered();
    const { id, version } = await stage.ticketOf(reference);
    const stranger = await stage.newResident();
    const { message } = await say(stranger, '/language');
    await stage.actors.see(stranger, 'buttons', (one) => one.taps.length > 0);
    const shown = (await saidTo(stage.actors, stranger, message.message_id))[0]!;
    const data = pack('solved', { ticket: id, version });
    await stage.actors.act(stranger, stranger, 'tap', { message: shown.message_id, data });
    expect(await statusOf(reference)).toBe('answered');
  });

  it.each([
    ['as a reply', true],
    ['without one', false],
  ])(
    'words to an answer %s, in place of a tap, are kept with it and offer the tap once more',
    async (_, replies) => {
      const { resident, reference, department, answer } = await answered();
      await stage.deps.db.message.updateMany({
        where: { chatId: BigInt(resident) },
        data: { sentAt: new Date(Date.now() - 60_000) },
      });
      await say(resident, '还是黑的', replies ? answer.message_id : undefined);
      const asks = '部门已经答复过您，请点一下';
      await stage.actors.see(resident, asks, (one) => saying(one, asks));
      await stage.reviewCard(reference, '还是黑的');
      expect(await stage.complaintsOf(resident)).toHaveLength(1);
      await tap(resident, asks, 'notSolved');
      await stage.actors.see(
        resident,
        'the buttons gone',
        (one) => saying(one, asks) && one.taps.length === 0,
      );
      await stage.actors.see(resident, 'that it goes along', (one) => saying(one, '已一起转过去'));
      await again(department.chat, reference, '还是黑的', department.card.message_id);
    },
  );

  it.each([
    ['zh', '楼道里没有热水，洗不了澡'],
    ['en', 'There is no hot water in our house, no heat either'],
  ] as const)('another problem is not taken for a word to the answer (%s)', async (language, text) => {
    const { resident } = await answered(language);
    await stage.deps.db.message.updateMany({
      where: { chatId: BigInt(resident) },
      data: { sentAt: new Date(Date.now() - 60_000) },
    });
    await say(resident, text);
    await expect.poll(() => stage.complaintsOf(resident)).toHaveLength(2);
  });
});
