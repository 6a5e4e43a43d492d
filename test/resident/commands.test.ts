import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lamp, openStage, referenceIn, reviewersGroup, type Stage, saying, understood } from './stage.ts';

describe('a resident’s commands', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const say = (resident: number, text: string, replyTo?: number) =>
    stage.actors.act(resident, resident, 'say', { text, ...(replyTo && { replyTo }) });
  const sees = (resident: number, words: string) =>
    stage.actors.see(resident, words, (one) => saying(one, words));

  it.each([
    ['zh', '/start', '这里是市民吹哨'],
    ['en', '/start', 'this is Citizen Whistle'],
    ['zh', '/help', '直接写给我，就算反映了'],
    ['en', '/help', 'Just write to me, and it is reported'],
    ['zh', '/privacy', '您的信息怎么用'],
    ['en', '/privacy', 'How your data is used'],
    ['zh', '/mine', '您还没有反映过问题'],
    ['en', '/mine', 'You have not reported anything yet'],
    ['zh', '/withdraw', '没有可以撤回的事'],
    ['en', '/withdraw', 'There is nothing to withdraw'],
  ] as const)('%s: %s is answered in the language of the app', async (language, command, answer) => {
    const resident = await stage.newResident(language);
    await say(resident, command);
    await sees(resident, answer);
    expect(await stage.complaintsOf(resident)).toEqual([]);
  });

  it.each([
    ['zh', '我反映过的事'],
    ['en', 'What I have reported'],
  ] as const)('the menu speaks the app’s language (%s)', async (language, described) => {
    const resident = await stage.newResident(language);
    const { commands } = await stage.actors.request<{ commands: { command: string; description: string }[] }>(
      'GET',
      `/api/chats/${resident}/commands?as=${resident}`,
    );
    expect(commands.map(({ command }) => command).sort()).toEqual([
      'for',
      'forget',
      'help',
      'human',
      'language',
      'mine',
      'privacy',
      'start',
      'withdraw',
    ]);
    expect(commands.find(({ command }) => command === 'mine')?.description).toBe(described);
  });

  it('/mine lists states, and leafs through more than one page', async () => {
    const resident = await stage.newResident('en');
    const references: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const before = (await stage.actors.messages(resident)).at(-1)!.message_id;
      await say(resident, `Street lamp number ${index} at 3 Xingfu Lane has been out for three days`);
      references.push((await understood(stage.actors, resident, before)).reference);
      await stage.deps.db.message.updateMany({
        where: { chatId: BigInt(resident) },
        data: { sentAt: new Date(Date.now() - 60_000) },
      });
    }
    await stage.dispatch(references[5]!);
    await expect.poll(async () => (await stage.ticketOf(references[5]!)).status).toBe('dispatched');
    await say(resident, '/mine');
    const first = await sees(resident, 'What you have reported');
    expect(first.text).toContain('(6)');
    expect(first.text).toMatch(new RegExp(`${references[5]} · with the department`));
    expect(first.text).toContain(`${references[1]} · being looked at`);
    expect(first.text).not.toContain(references[0]);
    await stage.actors.tap(
      resident,
      resident,
      'What you have reported',
      (tap) => tap.kind === 'minePage' && tap.page === 1,
    );
    const second = await stage.actors.see(
      resident,
      'the second page',
      (one) => one.text?.includes(references[0]!) && one.message_id === first.message_id,
    );
    expect(second.text).not.toContain(references[5]);
    await stage.actors.tap(
      resident,
      resident,
      'What you have reported',
      (tap) => tap.kind === 'minePage' && tap.page === 0,
    );
    await stage.actors.see(resident, 'the first page', (one) => one.text === first.text);
  });

  it('whoever writes Chinese is answered in Chinese, whatever the app speaks', async () => {
    const resident = await stage.newResident('en');
    await sees(resident, 'this is Citizen Whistle');
    await say(resident, lamp.zh);
    const { card } = await understood(stage.actors, resident);
    expect(card.text).toContain('我们的理解');
    await say(resident, '/help');
    await sees(resident, '直接写给我');
  });

  it('/language outranks the app and the words', async () => {
    const resident = await stage.newResident('en');
    await say(resident, '/language');
    await stage.actors.tap(
      resident,
      resident,
      'Which language',
      (tap) => tap.kind === 'language' && tap.language === 'zh',
    );
    await sees(resident, '以后用中文');
    await say(resident, lamp.en);
    const { card } = await understood(stage.actors, resident);
    expect(card.text).toContain('我们的理解');
    await say(resident, '/privacy');
    await sees(resident, '您的信息怎么用');
  });

  it('an app in a third language is answered in English', async () => {
    const id = 7301;
    await stage.actors.request('POST', '/api/people', { id, firstName: 'Marie', languageCode: 'fr' });
    await stage.actors.act(id, id, 'start');
    await sees(id, 'this is Citizen Whistle');
  });

  it.each([
    ['zh', '撤回哪一件', '已撤回'],
    ['en', 'Which one', 'is withdrawn'],
  ] as const)('/withdraw before review ends it, for the reviewers too (%s)', async (language, asks, told) => {
    const { resident, reference, card } = await stage.complain(lamp[language], language);
    await stage.reviewCard(reference);
    await say(resident, '/withdraw');
    await stage.actors.tap(resident, resident, asks, ({ kind }) => kind === 'withdraw');
    await sees(resident, told);
    await stage.actors.see(
      reviewersGroup,
      'that it was withdrawn',
      (one) => saying(one, reference) && saying(one, '居民已撤回') && one.taps.length === 0,
    );
    await stage.actors.see(
      resident,
      'the card',
      (one) => one.message_id === card.message_id && one.taps.length === 0,
    );
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'withdrawn' });
  });

  it.each([
    ['zh', '撤回哪一件', '撤不回来了'],
    ['en', 'Which one', 'can’t be withdrawn any more'],
  ] as const)('/withdraw after it went out is too late, and says so (%s)', async (language, asks, told) => {
    const { resident, reference } = await stage.complain(lamp[language], language);
    await say(resident, '/withdraw');
    await stage.actors.see(resident, 'the choice', (one) => one.taps.some(({ kind }) => kind === 'withdraw'));
    await stage.dispatch(reference);
    await stage.actors.tap(resident, resident, asks, ({ kind }) => kind === 'withdraw');
    await sees(resident, told);
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'dispatched' });
  });

  it('somebody else’s complaint can’t be withdrawn by a forged button', async () => {
    const { reference } = await stage.complain(lamp.zh);
    const { complaintId } = await stage.ticketOf(reference);
    const stranger = await stage.newResident();
    await say(stranger, '/language');
    const message = await sees(stranger, '用哪种语言');
    await stage.actors.act(stranger, stranger, 'tap', {
      message: message.message_id,
      data: `withdraw:${complaintId.toString(36)}`,
    });
    expect(await stage.ticketOf(reference)).toMatchObject({ status: 'in_review' });
  });

  it.each([
    ['zh', '/human', '我想问问补偿的事，说来话长'],
    ['en', '/human', 'It is a long story about my neighbour'],
  ] as const)(
    '/human: the next words go to a person, unsorted and without questions (%s)',
    async (language, command, text) => {
      const resident = await stage.newResident(language);
      await say(resident, command);
      await sees(resident, language === 'zh' ? '由工作人员来看' : 'a person will read it');
      await say(resident, text);
      const card = await stage.actors.see(resident, 'the reference', referenceIn);
      const review = await stage.reviewCard(referenceIn(card)!, text);
      expect(review.text).toContain('🙋');
      expect(review.taps.some(({ kind }) => kind === 'confirm')).toBe(false);
      const asks = (await stage.actors.messages(resident)).filter(
        (one) => saying(one, '在哪里') || saying(one, 'Where is it'),
      );
      expect(asks).toEqual([]);
    },
  );

  it('/human with words takes them at once', async () => {
    const resident = await stage.newResident();
    await say(resident, '/human 你们上次的答复我不认可');
    const card = await stage.actors.see(resident, 'the reference', referenceIn);
    await stage.reviewCard(referenceIn(card)!, '你们上次的答复我不认可');
    expect(await stage.complaintsOf(resident)).toMatchObject([
      { wantsHuman: true, messages: [{ text: '你们上次的答复我不认可' }] },
    ]);
  });

  it('/human as a reply to a card asks for a person on that complaint', async () => {
    const { resident, reference, card } = await stage.complain(lamp.zh);
    await say(resident, '/human 请让人看一下', card.message_id);
    await stage.reviewCard(reference, '🙋');
    expect(await stage.complaintsOf(resident)).toMatchObject([{ wantsHuman: true }]);
  });
});
