import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  lamp,
  openStage,
  referenceIn,
  reviewersGroup,
  type Stage,
  saidTo,
  saying,
  understood,
} from './stage.ts';

describe('what belongs together', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const say = (resident: number, text: string, replyTo?: number) =>
    stage.actors.act(resident, resident, 'say', { text, ...(replyTo && { replyTo }) });
  const texts = async (resident: number) =>
    (await stage.complaintsOf(resident)).map(({ messages }) =>
      messages.filter(({ chatId }) => chatId !== null).map(({ text }) => text),
    );
  /** Lets the quiet spell pass as a person would: everything so far was written a minute ago. */
  async function aMinutePasses(resident: number) {
    const { db } = stage.deps;
    const minuteAgo = new Date(Date.now() - 60_000);
    await db.message.updateMany({ where: { chatId: BigInt(resident) }, data: { sentAt: minuteAgo } });
  }

  it('two quick messages are one complaint, and the second is not answered by itself', async () => {
    const resident = await stage.newResident();
    await say(resident, '路灯坏了三天');
    await say(resident, '就在小区南门，晚上漆黑一片');
    const { reference } = await understood(stage.actors, resident);
    await stage.reviewCard(reference, '漆黑一片');
    expect(await texts(resident)).toEqual([['路灯坏了三天', '就在小区南门，晚上漆黑一片']]);
    const said = await saidTo(stage.actors, resident);
    expect(said.filter((one) => saying(one, '已补充'))).toEqual([]);
  });

  it('a second matter, later and without a reply, is a complaint of its own', async () => {
    const { resident } = await stage.complain(lamp.zh);
    await aMinutePasses(resident);
    await say(resident, '楼上一直漏水，天花板都泡坏了');
    await expect.poll(() => texts(resident)).toEqual([[lamp.zh], ['楼上一直漏水，天花板都泡坏了']]);
  });

  it('a reply to whatever names a complaint of theirs belongs to it', async () => {
    const { resident, reference } = await stage.complain(lamp.zh);
    const card = await stage.actors.see(resident, 'the card', (one) => saying(one, reference));
    await aMinutePasses(resident);
    await stage.actors.act(resident, resident, 'say', { text: '灯罩也碎了', replyTo: card.message_id });
    const added = await stage.actors.see(resident, 'that it was added', (one) => saying(one, '已补充到'));
    await aMinutePasses(resident);
    const reply = { text: '晚上有老人走', replyTo: added.message_id };
    await stage.actors.act(resident, resident, 'say', reply);
    await expect.poll(() => texts(resident)).toEqual([[lamp.zh, '灯罩也碎了', '晚上有老人走']]);
  });

  it('a lone photo joins the words of a minute ago, and words join a lone photo', async () => {
    const { resident, reference } = await stage.complain(lamp.zh);
    await aMinutePasses(resident);
    await stage.actors.act(resident, resident, 'photo');
    await stage.actors.see(resident, 'that it was added', (one) => saying(one, '已补充到'));
    await stage.reviewCard(reference, '📷');

    const other = await stage.newResident();
    await stage.actors.act(other, other, 'photo');
    const photo = await understood(stage.actors, other);
    await aMinutePasses(other);
    await say(other, '这堆垃圾好几天没人清了');
    await stage.reviewCard(photo.reference, '好几天没人清');
    expect(await texts(other)).toEqual([[null, '这堆垃圾好几天没人清了']]);
  });

  it('a lone place joins the words before it, and the words after it', async () => {
    const place = { latitude: 41.8057, longitude: 123.4315 };
    const { resident } = await stage.complain(lamp.zh);
    await aMinutePasses(resident);
    await stage.actors.act(resident, resident, 'location', place);
    await expect.poll(() => stage.complaintsOf(resident)).toMatchObject([place]);

    const other = await stage.newResident();
    await stage.actors.act(other, other, 'location', place);
    await understood(stage.actors, other);
    await aMinutePasses(other);
    await say(other, '这里的井盖松了，车一过就响');
    await expect.poll(() => texts(other)).toEqual([[null, '这里的井盖松了，车一过就响']]);
  });

  it('quick words after an addition to an older complaint belong to that one', async () => {
    const older = await stage.complain(lamp.zh);
    const { resident } = older;
    await aMinutePasses(resident);
    await say(resident, '楼上一直漏水，天花板都泡坏了');
    await understood(stage.actors, resident, older.card.message_id);
    await aMinutePasses(resident);
    await say(resident, '昨晚又有人摔了', older.card.message_id);
    await say(resident, '是三号楼的王大爷');
    await expect
      .poll(() => texts(resident))
      .toEqual([[lamp.zh, '昨晚又有人摔了', '是三号楼的王大爷'], ['楼上一直漏水，天花板都泡坏了']]);
  });

  it.each([
    ['zh', '又有一盏不亮了', '已补充到'],
    ['en', 'Another one went out last night', 'Added to'],
  ] as const)(
    'a reply to the card after it was confirmed reaches reviewers and department (%s)',
    async (language, text, told) => {
      const { resident, reference, card } = await stage.complain(lamp[language], language);
      const department = await stage.dispatch(reference);
      await aMinutePasses(resident);
      await say(resident, text, card.message_id);
      await stage.actors.see(resident, told, (one) => saying(one, told) && saying(one, reference));
      await stage.reviewCard(reference, text);
      await stage.actors.see(department.chat, text, (one) => saying(one, reference) && saying(one, text));
      expect(await stage.complaintsOf(resident)).toHaveLength(1);
    },
  );

  it('a photo that comes after the department has the ticket reaches its group', async () => {
    const { resident, reference, card } = await stage.complain(lamp.zh);
    const department = await stage.dispatch(reference);
    await aMinutePasses(resident);
    await stage.actors.act(resident, resident, 'photo', { replyTo: card.message_id });
    await stage.actors.see(department.chat, 'the photo', (one) => 'photo' in one, department.card.message_id);
  });

  it('a reply to a complaint that has ended opens a new one', async () => {
    const { resident, reference, card } = await stage.complain(lamp.zh);
    await stage.reject(reference);
    await stage.actors.see(resident, 'the reason', (one) => saying(one, '没看明白') || saying(one, '再说'));
    await aMinutePasses(resident);
    await say(resident, '我说的是南门外那排路灯全都不亮', card.message_id);
    await expect.poll(() => texts(resident)).toEqual([[lamp.zh], ['我说的是南门外那排路灯全都不亮']]);
    const next = await stage.actors.see(
      resident,
      'another reference',
      (one) => ![null, reference].includes(referenceIn(one)),
    );
    await stage.reviewCard(referenceIn(next)!);
  });

  it.each([
    ['zh', '小区北门的路灯坏了三天了'],
    ['en', 'The street lamp at the north gate has been out for three days'],
  ] as const)(
    'an edit is a new version; the old is kept, and the reviewers see the new one (%s)',
    async (language, text) => {
      const resident = await stage.newResident(language);
      const { message } = await say(resident, lamp[language]);
      const { reference } = await understood(stage.actors, resident);
      await stage.reviewCard(reference, lamp[language]);
      await stage.actors.act(resident, resident, 'edit', { message: message.message_id, text });
      await stage.actors.see(
        reviewersGroup,
        'the new words alone',
        (one) => saying(one, reference) && saying(one, text) && !saying(one, lamp[language]),
      );
      const [complaint] = await stage.complaintsOf(resident);
      expect(complaint!.messages.map((one) => [one.version, one.text, one.supersededAt !== null])).toEqual([
        [1, lamp[language], true],
        [2, text, false],
      ]);
    },
  );

  it('an edit after the ticket went out shows in the department, too', async () => {
    const resident = await stage.newResident();
    const { message } = await say(resident, lamp.zh);
    const { reference } = await understood(stage.actors, resident);
    const department = await stage.dispatch(reference);
    const text = '小区西门的路灯坏了三天了，晚上漆黑一片';
    await stage.actors.act(resident, resident, 'edit', { message: message.message_id, text });
    await stage.actors.see(department.chat, text, (one) => saying(one, reference) && saying(one, text));
  });

  it('an edited caption of a photo keeps the photo', async () => {
    const resident = await stage.newResident();
    const { message } = await stage.actors.act(resident, resident, 'photo', { caption: lamp.zh });
    const { reference } = await understood(stage.actors, resident);
    const text = '小区东门的路灯坏了三天了';
    await stage.actors.act(resident, resident, 'edit', { message: message.message_id, text });
    await stage.reviewCard(reference, text);
    const [complaint] = await stage.complaintsOf(resident);
    expect(complaint!.messages.at(-1)).toMatchObject({ text, media: [{ kind: 'photo' }] });
    const photos = (await stage.actors.messages(reviewersGroup)).filter((one) => 'photo' in one);
    expect(photos.length).toBeGreaterThan(0);
  });

  it('a photo that is replaced under the same words is noticed, and the reviewers see the new one', async () => {
    const resident = await stage.newResident();
    const before = (await stage.actors.messages(reviewersGroup)).at(-1)?.message_id;
    const { message } = await stage.actors.act(resident, resident, 'photo', {
      caption: lamp.zh,
      scene: 'lamp',
    });
    await understood(stage.actors, resident);
    const isPhoto = (one: object) => 'photo' in one;
    const first = await stage.actors.see(reviewersGroup, 'the photo', isPhoto, before);
    await stage.actors.act(resident, resident, 'edit', { message: message.message_id, scene: 'puddle' });
    await stage.actors.see(reviewersGroup, 'the new photo', isPhoto, first.message_id);
    const [complaint] = await stage.complaintsOf(resident);
    const [old, edited, ...others] = complaint!.messages;
    expect(others).toEqual([]);
    expect(edited).toMatchObject({ version: 2, text: lamp.zh, supersededAt: null });
    expect(edited!.media.map(({ uniqueId }) => uniqueId)).not.toEqual(
      old!.media.map(({ uniqueId }) => uniqueId),
    );
  });

  it('an edit that leaves words and photo as they were is none', async () => {
    const resident = await stage.newResident();
    const { message } = await stage.actors.act(resident, resident, 'photo', { caption: lamp.zh });
    await understood(stage.actors, resident);
    await stage.actors.act(resident, resident, 'edit', { message: message.message_id, text: lamp.zh });
    // Updates of one chat are handled in order: what came before this one is done.
    await say(resident, '就在小卖部旁边');
    await expect.poll(async () => (await stage.complaintsOf(resident))[0]!.messages.length).toBe(2);
    const [complaint] = await stage.complaintsOf(resident);
    expect(complaint!.messages.map(({ version }) => version)).toEqual([1, 1]);
  });

  it('nothing is asked before the complaint is taken', async () => {
    const resident = await stage.newResident();
    const welcome = await stage.actors.see(resident, 'the welcome', (one) => saying(one, '您好'));
    await say(resident, '路灯坏了三天了');
    await stage.actors.see(resident, 'the question', (one) => saying(one, '在哪里'));
    const said = await saidTo(stage.actors, resident, welcome.message_id);
    expect(referenceIn(said[0]!)).not.toBeNull();
    expect(said).toHaveLength(2);
  });
});
