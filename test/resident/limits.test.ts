import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lamp, openStage, type Stage, saidTo, saying, understood } from './stage.ts';

describe('limits', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ COMPLAINTS_PER_HOUR: '3' });
  });
  afterAll(() => stage.close());

  const say = (resident: number, text: string, replyTo?: number) =>
    stage.actors.act(resident, resident, 'say', { text, ...(replyTo && { replyTo }) });

  it.each([
    ['plain', '路'],
    ['that is all markup', '<&>"'],
    ['of emoji', '🚰'],
  ])('4,096 characters, %s, are kept whole, and the cards still stand', async (_, unit) => {
    const text = '小区南门路灯坏了三天了。'.padEnd(4096, unit);
    const { resident, reference } = await stage.complain(text);
    await stage.reviewCard(reference);
    await stage.dispatch(reference);
    expect(await stage.complaintsOf(resident)).toMatchObject([{ messages: [{ text }] }]);
  });

  it.each([
    ['zh', '20 MB'],
    ['en', '20 MB'],
  ] as const)('a file above 20 MB is kept, passed on, and mentioned (%s)', async (language, told) => {
    const resident = await stage.newResident(language);
    const file = { caption: lamp[language], size: 21 * 1024 * 1024 };
    await stage.actors.act(resident, resident, 'video', file);
    await understood(stage.actors, resident);
    await stage.actors.see(resident, told, (one) => saying(one, told));
    expect(await stage.complaintsOf(resident)).toMatchObject([
      { messages: [{ media: [{ kind: 'video', size: file.size }] }] },
    ]);
  });

  it.each([
    ['zh', '刚才这条没有登记'],
    ['en', 'Your last message is not'],
  ] as const)(
    'a flood is told once, politely; what was accepted stays, and others are served (%s)',
    async (language, told) => {
      const resident = await stage.newResident(language);
      for (let index = 0; index < 6; index += 1) {
        await say(resident, `${lamp[language]} (${index})`);
        const accepted = Math.min(index + 1, 3);
        await expect.poll(async () => (await stage.complaintsOf(resident)).length).toBe(accepted);
        await stage.deps.db.message.updateMany({
          where: { chatId: BigInt(resident) },
          data: { sentAt: new Date(Date.now() - 60_000) },
        });
      }
      await say(resident, '/human please');
      await say(resident, '/help');
      await stage.actors.see(resident, 'the help', (one) => saying(one, '/withdraw'));
      const said = await saidTo(stage.actors, resident);
      expect(said.filter((one) => saying(one, told))).toHaveLength(1);
      const complaints = await stage.complaintsOf(resident);
      expect(complaints.map(({ messages }) => messages[0]!.text)).toEqual(
        [0, 1, 2].map((index) => `${lamp[language]} (${index})`),
      );
      // Adding to what was accepted goes on, and so do others.
      const { card, reference } = await understood(stage.actors, resident);
      await say(resident, language === 'zh' ? '补充一句' : 'one more word', card.message_id);
      await stage.reviewCard(reference, language === 'zh' ? '补充一句' : 'one more word');
      const neighbour = await stage.complain(lamp[language], language);
      await stage.reviewCard(neighbour.reference);
    },
  );

  it('sixty messages fit into one complaint; the next is told that it does not', async () => {
    const { resident, reference, card } = await stage.complain(lamp.zh);
    for (let index = 1; index < 60; index += 1) await say(resident, `第${index}句`, card.message_id);
    await expect.poll(async () => (await stage.complaintsOf(resident))[0]!.messages.length).toBe(60);
    await say(resident, '第60句', card.message_id);
    await say(resident, '第61句', card.message_id);
    await say(resident, '/help');
    await stage.actors.see(resident, 'the help', (one) => saying(one, '/withdraw'));
    const told = (await saidTo(stage.actors, resident)).filter((one) => saying(one, '没有收进去'));
    expect(told).toHaveLength(1);
    expect(told[0]!.text).toContain(reference);
    const [complaint] = await stage.complaintsOf(resident);
    expect(complaint!.messages.map(({ text }) => text)).toEqual([
      lamp.zh,
      ...Array.from({ length: 59 }, (_, index) => `第${index + 1}句`),
    ]);
    await stage.reviewCard(reference, '第59句');
  });

  it('a complaint goes on while its resident has the bot blocked; coming back shows what was missed', async () => {
    const { resident, reference, card } = await stage.complain(lamp.zh);
    const { actors } = stage;
    await actors.request('PATCH', `/api/people/${resident}`, { blocked: true });
    const department = await stage.dispatch(reference);
    await answerUnseen(department, reference, '灯头已更换。');
    await expect
      .poll(() =>
        stage.deps.db.card.count({ where: { complaint: { reference }, kind: 'word', state: 'gone' } }),
      )
      .toBe(1);
    await actors.act(resident, resident, 'start');
    await actors.see(
      resident,
      'the answer',
      (one) => saying(one, '灯头已更换') && one.message_id !== card.message_id,
    );
    await actors.see(
      resident,
      'the card as it is now',
      (one) => one.message_id === card.message_id && saying(one, '已答复'),
    );
    await actors.tap(resident, resident, '灯头已更换', ({ kind }) => kind === 'solved');
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'closed' });
  });

  it('a deleted account holds nothing up', async () => {
    const { resident, reference } = await stage.complain(lamp.zh);
    await stage.actors.request('PATCH', `/api/people/${resident}`, { deleted: true });
    const department = await stage.dispatch(reference);
    await answerUnseen(department, reference, '灯头已更换。');
    await expect.poll(async () => (await stage.ticketOf(reference)).status).toBe('answered');
    await expect
      .poll(() => stage.deps.db.person.findUnique({ where: { telegramId: BigInt(resident) } }))
      .toMatchObject({ unreachableAt: expect.any(Date) });
  });

  it('who blocks the bot before it could answer is no fault of the bot’s', async () => {
    const resident = await stage.newResident();
    const { actors, deps } = stage;
    await actors.see(resident, 'the welcome', (one) => saying(one, '您好'));
    const fault = { method: 'sendMessage', chat: resident, kind: '403', times: 5 };
    await actors.request('POST', '/api/faults', fault);
    await actors.act(resident, resident, 'sticker');
    await expect
      .poll(() => deps.db.person.findUnique({ where: { telegramId: BigInt(resident) } }))
      .toMatchObject({ unreachableAt: expect.any(Date) });
    await actors.request('DELETE', '/api/faults');
    await say(resident, '/help');
    await actors.see(resident, 'the help', (one) => saying(one, '/withdraw'));
    expect(await deps.db.telegramUpdate.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  });

  /** The department answers where nobody reads it. */
  async function answerUnseen(
    group: { chat: number; member: number; card: { message_id: number } },
    reference: string,
    text: string,
  ) {
    await stage.actors.act(group.chat, group.member, 'say', { text, replyTo: group.card.message_id });
    await expect.poll(async () => (await stage.ticketOf(reference)).status).toBe('answered');
  }
});
