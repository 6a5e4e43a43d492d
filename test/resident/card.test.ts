import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, referenceIn, reviewersGroup, type Stage, saidTo, saying, understood } from './stage.ts';

describe('the resident’s card', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const say = (resident: number, text: string, replyTo?: number) =>
    stage.actors.act(resident, resident, 'say', { text, ...(replyTo && { replyTo }) });

  const told = {
    zh: { text: '幸福里3号楼门口的路灯坏了三天了，晚上漆黑一片', where: '幸福里3号楼', since: '三天' },
    en: {
      text: 'The street lamp at 3 Xingfu Lane has been out for three days, it is pitch dark',
      where: '3 Xingfu Lane',
      since: 'three days',
    },
  };

  it.each(['zh', 'en'] as const)(
    'is there at once, and reads back what, where and since when (%s)',
    async (language) => {
      const { text, where, since } = told[language];
      const resident = await stage.newResident(language);
      await say(resident, text);
      const first = await stage.actors.see(resident, 'a reference', referenceIn);
      const { card } = await understood(stage.actors, resident);
      expect(card.message_id).toBe(first.message_id);
      expect(card.text).toMatch(new RegExp(`📍 .*${where}`));
      expect(card.text).toMatch(new RegExp(`🕒 .*${since}`));
    },
  );

  it.each(['zh', 'en'] as const)('is one message from the first word to the last (%s)', async (language) => {
    const { resident, reference, card } = await stage.complain(told[language].text, language);
    const before = (await saidTo(stage.actors, resident)).length;
    const department = await stage.dispatch(reference);
    await stage.actors.tap(department.chat, department.member, reference, ({ kind }) => kind === 'accept');
    const answer = language === 'zh' ? '已换新灯头，今晚亮灯。' : 'The lamp has been replaced.';
    await stage.answer(resident, reference, department, answer);
    await stage.actors.tap(resident, resident, answer, ({ kind }) => kind === 'solved');
    const closed = language === 'zh' ? '您已确认解决' : 'You confirmed';
    const last = await stage.actors.see(
      resident,
      closed,
      (one) => one.message_id === card.message_id && saying(one, closed),
    );
    expect(saying(last, answer)).toBe(true);
    // The card, and the answer, which is to ring the phone.
    const said = await saidTo(stage.actors, resident);
    expect(said).toHaveLength(before + 1);
  });

  it.each([
    ['zh', '不是路灯，是门口的监控坏了', '工作人员已经知道'],
    ['en', 'I mean the camera above the gate, not the lamp', 'Staff know'],
  ] as const)(
    'can be put right with a tap and words, which reach the reviewers’ card (%s)',
    async (language, words, asks) => {
      const { resident, reference } = await stage.complain(told[language].text, language);
      await stage.actors.tap(resident, resident, reference, ({ kind }) => kind === 'wrong');
      await stage.actors.see(resident, asks, (one) => saying(one, asks));
      await stage.reviewCard(reference, '不是这个意思');
      await say(resident, words);
      await stage.reviewCard(reference, words);
      expect(await stage.complaintsOf(resident)).toMatchObject([
        { messages: [{ purpose: 'report' }, { purpose: 'correction', text: words }] },
      ]);
      await stage.actors.see(
        resident,
        'thanks',
        (one) => saying(one, reference) && /谢谢|Thank you/.test(one.text!),
      );
    },
  );

  it.each([
    ['zh', '路灯坏了三天了，晚上漆黑一片', '在哪里'],
    ['en', 'The street lamp has been out for three days', 'Where is it'],
  ] as const)(
    'what is missing is asked once, and the ticket does not wait for it (%s)',
    async (language, text, asks) => {
      const { resident, reference } = await stage.complain(text, language);
      await stage.actors.see(resident, asks, (one) => saying(one, asks));
      const department = await stage.dispatch(reference);
      const button = await placeButton(resident);
      await stage.actors.act(resident, resident, 'press', { button, latitude: 41.8057, longitude: 123.4315 });
      const map = (one: { entities?: { type: string }[] }) =>
        one.entities?.some(({ type }) => type === 'text_link');
      await stage.actors.see(department.chat, 'a map', (one) => saying(one, reference) && map(one));
      await stage.actors.see(reviewersGroup, 'a map', (one) => saying(one, reference) && map(one));
      const said = await saidTo(stage.actors, resident);
      expect(said.filter((one) => saying(one, asks))).toHaveLength(1);
      expect(await stage.complaintsOf(resident)).toHaveLength(1);
    },
  );

  it.each([
    ['zh', '路灯坏了三天了，晚上漆黑一片', '幸福里3号楼', '在哪里', '具体位置'],
    ['en', 'The street lamp has been out for three days', '3 Xingfu Lane', 'Where is it', 'the exact place'],
  ] as const)(
    'a place may be told in plain words, without a reply (%s)',
    async (language, text, place, asks, still) => {
      const { resident, reference, card } = await stage.complain(text, language);
      await stage.actors.see(resident, asks, (one) => saying(one, asks));
      await stage.deps.db.message.updateMany({
        where: { chatId: BigInt(resident) },
        data: { sentAt: new Date(Date.now() - 60_000) },
      });
      await say(resident, place);
      const last = await stage.actors.see(
        resident,
        place,
        (one) => one.message_id === card.message_id && saying(one, place),
      );
      expect(saying(last, still)).toBe(false);
      await expect.poll(() => keyboardOf(resident)).toBeNull();
      await stage.reviewCard(reference, `📍 ${place}`);
      expect(await stage.complaintsOf(resident)).toHaveLength(1);
    },
  );

  it('another problem is not taken for the place that was asked for', async () => {
    const { resident } = await stage.complain('路灯坏了三天了，晚上漆黑一片');
    await stage.actors.see(resident, 'the question', (one) => saying(one, '在哪里'));
    await stage.deps.db.message.updateMany({
      where: { chatId: BigInt(resident) },
      data: { sentAt: new Date(Date.now() - 60_000) },
    });
    await say(resident, '楼上漏水');
    await expect.poll(() => stage.complaintsOf(resident)).toHaveLength(2);
  });

  async function placeButton(resident: number): Promise<string> {
    return (await keyboardOf(resident))!.keyboard[0]![0]!.text;
  }

  /** The buttons in place of the resident's letters, if there are any. */
  async function keyboardOf(resident: number) {
    const { keyboard } = await stage.actors.request<{
      keyboard: { keyboard: { text: string }[][] } | null;
    }>('GET', `/api/chats/${resident}/messages?as=${resident}`);
    return keyboard;
  }
});
