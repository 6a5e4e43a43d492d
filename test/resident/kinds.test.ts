import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lamp, openStage, referenceIn, reviewersGroup, type Stage, saidTo, saying } from './stage.ts';

describe('what a resident can send', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  /** Sends one thing as a new resident, and waits for the first card. */
  async function send(act: string, fields: object = {}, language: 'zh' | 'en' = 'zh') {
    const resident = await stage.newResident(language);
    await stage.actors.act(resident, resident, act, fields);
    const card = await stage.actors.see(resident, 'a reference', referenceIn);
    const reference = referenceIn(card)!;
    await stage.reviewCard(reference);
    return { resident, reference };
  }

  const place = { latitude: 41.8057, longitude: 123.4315 };
  const kinds = [
    { act: 'say', fields: { text: lamp.zh }, keeps: { text: lamp.zh } },
    { act: 'photo', fields: { caption: lamp.zh }, keeps: { text: lamp.zh, media: ['photo'] } },
    { act: 'photo', fields: {}, keeps: { media: ['photo'] } },
    { act: 'voice', fields: { duration: 7 }, keeps: { media: ['voice'] } },
    { act: 'audio', fields: { duration: 7 }, keeps: { media: ['audio'] } },
    { act: 'video', fields: { caption: lamp.zh }, keeps: { text: lamp.zh, media: ['video'] } },
    { act: 'video_note', fields: {}, keeps: { media: ['video_note'] } },
    { act: 'animation', fields: {}, keeps: { media: ['animation'] } },
    { act: 'document', fields: { caption: lamp.zh }, keeps: { text: lamp.zh, media: ['document'] } },
    { act: 'forward', fields: { text: lamp.zh, sender: '邻居' }, keeps: { text: lamp.zh, forwarded: true } },
  ];

  it.each(kinds)('$act is one complaint, kept as it came ($keeps)', async ({ act, fields, keeps }) => {
    const { resident } = await send(act, fields);
    const complaints = await stage.complaintsOf(resident);
    expect(complaints.flatMap(({ messages }) => messages)).toMatchObject([
      {
        text: keeps.text ?? null,
        forwarded: keeps.forwarded ?? false,
        media: (keeps.media ?? []).map((kind) => ({ kind })),
      },
    ]);
  });

  it.each(['zh', 'en'] as const)('a place and a venue are complaints with a point (%s)', async (language) => {
    const lone = await send('location', place, language);
    expect(await stage.complaintsOf(lone.resident)).toMatchObject([place]);
    const venue = { ...place, title: 'Xingfu Lane', address: 'south gate' };
    const named = await send('venue', venue, language);
    expect(await stage.complaintsOf(named.resident)).toMatchObject([
      { ...place, placeName: 'Xingfu Lane · south gate' },
    ]);
    const card = await stage.reviewCard(named.reference, 'Xingfu Lane');
    expect(card.entities?.some(({ type }) => type === 'text_link')).toBe(true);
  });

  it('an album is one complaint, and the reviewers see all of its pictures', async () => {
    const { resident, reference } = await send('album', { caption: lamp.zh, count: 4 });
    await expect
      .poll(async () => {
        const pictures = (await stage.actors.messages(reviewersGroup)).filter((one) => one.media_group_id);
        return [...Map.groupBy(pictures, (one) => one.media_group_id).values()].at(-1)?.length;
      })
      .toBe(4);
    const complaints = await stage.complaintsOf(resident);
    expect(complaints.map(({ messages }) => messages.length)).toEqual([4]);
    const cards = (await saidTo(stage.actors, resident)).filter(
      (one) => saying(one, '收到') && referenceIn(one),
    );
    expect(cards.map(referenceIn)).toEqual([reference]);
  });

  it.each([
    ['zh', '看不懂'],
    ['en', 'can’t read this'],
  ] as const)('a sticker opens nothing, and is told what would help (%s)', async (language, words) => {
    const resident = await stage.newResident(language);
    await stage.actors.act(resident, resident, 'sticker');
    await stage.actors.see(resident, 'what would help', (one) => saying(one, words));
    expect(await stage.complaintsOf(resident)).toEqual([]);
  });

  it.each([
    ['zh', '名片'],
    ['en', 'contact'],
  ] as const)(
    'a contact alone opens nothing, and is asked what it is about (%s)',
    async (language, words) => {
      const resident = await stage.newResident(language);
      await stage.actors.act(resident, resident, 'contact', { phone: '13900001111', firstName: '张' });
      await stage.actors.see(resident, 'the question', (one) => saying(one, words));
      expect(await stage.complaintsOf(resident)).toEqual([]);
    },
  );

  it('a contact after a complaint is kept with it', async () => {
    const { resident, reference } = await stage.complain(`${lamp.zh}，物业的电话我发给你`);
    await stage.actors.act(resident, resident, 'contact', { phone: '13900002222', firstName: '物业' });
    await stage.reviewCard(reference, '13900002222');
    expect(await stage.complaintsOf(resident)).toHaveLength(1);
  });

  it('a command that we do not know is not taken for a complaint', async () => {
    const resident = await stage.newResident('en');
    await stage.actors.act(resident, resident, 'say', { text: '/hlep' });
    await stage.actors.see(resident, 'the help', (one) => saying(one, '/withdraw'));
    expect(await stage.complaintsOf(resident)).toEqual([]);
  });

  it('a message edited into a known command is not taken for a complaint either', async () => {
    const resident = await stage.newResident('en');
    const { message } = await stage.actors.act(resident, resident, 'say', { text: '/mine' });
    await stage.actors.see(resident, 'the empty list', (one) => saying(one, 'not reported anything'));
    await stage.actors.act(resident, resident, 'edit', { message: message.message_id, text: '/withdraw' });
    await stage.actors.see(resident, 'the help', (one) => saying(one, '/human'));
    expect(await stage.complaintsOf(resident)).toEqual([]);
  });

  it.each([
    ['zh', '谢谢你们，路灯修好了！', '谢谢您的来信'],
    ['en', 'Thank you, the lamp is fixed now!', 'Thank you for writing'],
    ['zh', '请问居住证怎么办理？', '您想问'],
    ['en', 'How do I apply for a residence permit?', 'your question'],
    ['zh', '建议在小区里增加几个健身器材', '您的建议'],
    ['en', 'I suggest adding a bench at the bus stop', 'your suggestion'],
    ['zh', '啊啊啊啊啊啊', '请工作人员看一看'],
    ['en', 'asdfgh', 'staff will have a look'],
  ] as const)('%s: “%s” is answered for what it is, and a person sees it', async (language, text, answer) => {
    const { resident, reference } = await send('say', { text }, language);
    await stage.actors.see(resident, answer, (one) => saying(one, reference) && saying(one, answer));
  });
});
