import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messagesPerComplaint } from '../../core/complaints/receive.ts';
import { referenceIn, saying } from '../../demo/actors.ts';
import { reviewersGroup, settleTown } from '../../town.ts';
import { type ByWebhook, openByWebhook } from '../support/by-webhook.ts';

/** On a machine that others use as well. */
const soon = { timeout: 90_000 };

/** Much at once, and one thing bit by bit. */
describe('from one person', () => {
  let bot: ByWebhook;
  beforeAll(async () => {
    bot = await openByWebhook();
    await settleTown(bot.deps);
  });
  afterAll(() => bot.close());

  let resident = 50_000;
  beforeEach(async () => {
    resident += 1;
    await newcomer(resident);
  });

  let number = 820_000_000;
  const updateOf = (id: number, more: object) => ({
    update_id: ++number,
    message: {
      message_id: number,
      date: Math.floor(Date.now() / 1000),
      chat: { id, type: 'private', first_name: '陈' },
      from: { id, is_bot: false, first_name: '陈', language_code: 'zh' },
      ...more,
    },
  });
  const complaints = () =>
    bot.deps.db.complaint.findMany({
      where: { chatId: BigInt(resident) },
      include: { messages: { include: { media: true } } },
    });
  const saidTo = async (id: number) =>
    (await bot.actors.messages(id)).filter(({ from, message_id }) => from?.is_bot && message_id > 2);

  test('three hundred messages at once: each is taken once, one answer says that it is enough, and a neighbour is heard', async () => {
    const updates = Array.from({ length: 300 }, (_, index) =>
      updateOf(resident, { text: `第${index}句：路灯坏了` }),
    );
    const answers = Promise.all(updates.map((update) => bot.post([JSON.stringify(update)])));
    const neighbour = 60_001;
    await newcomer(neighbour);
    await bot.actors.act(neighbour, neighbour, 'say', { text: '菜场门口积水了' });
    await bot.actors.see(neighbour, 'a reference', referenceIn);

    expect((await answers).filter(({ status }) => status !== 200)).toEqual([]);
    const ids = { in: updates.map(({ update_id }) => BigInt(update_id)) };
    const handled = { updateId: ids, handledAt: { not: null }, failure: null };
    await expect.poll(() => bot.deps.db.telegramUpdate.count({ where: handled }), soon).toBe(300);
    const kept = await complaints();
    expect(kept.map(({ messages }) => messages.length)).toContain(messagesPerComplaint);
    const said = await saidTo(resident);
    expect(said.filter((one) => saying(one, '您已经发了很多条'))).toHaveLength(1);
    expect(said.length).toBeLessThan(10);
  }, 200_000);

  test('an album of ten whose pictures come slowly is one complaint, and reviewers see all ten', async () => {
    await newcomer(60_002);
    const { message } = await bot.actors.act<{ message: { photo: { file_id: string }[] } }>(
      60_002,
      60_002,
      'photo',
    );
    await bot.actors.see(reviewersGroup, 'that photo', (one) => 'photo' in one);
    const { file_id } = message.photo.at(-1)!;
    const triaged = async () => (await complaints()).map(({ status }) => status);
    for (let index = 0; index < 10; index += 1) {
      const photo = [{ file_id, file_unique_id: `picture ${index}` }];
      const more = {
        photo,
        media_group_id: `album ${resident}`,
        ...(index === 0 && { caption: '三号楼门口的路灯坏了' }),
      };
      await bot.post([JSON.stringify(updateOf(resident, more))]);
      // The quiet spell is over in between: all that had come by then was understood already.
      if (index % 5 === 0) await expect.poll(triaged, soon).toEqual(['triaged']);
    }
    await expect.poll(async () => (await complaints())[0]?.messages.length, soon).toBe(10);
    expect(await complaints()).toHaveLength(1);
    const reference = referenceIn(await bot.actors.see(resident, 'a reference', referenceIn))!;
    const card = await bot.actors.see(reviewersGroup, 'the card', (one) => saying(one, reference));
    const pictures = async () =>
      (await bot.actors.messages(reviewersGroup, card.message_id)).filter((one) => 'photo' in one).length;
    await expect.poll(pictures, soon).toBe(10);
    // The card, and the question where it is.
    expect((await saidTo(resident)).length).toBeLessThanOrEqual(2);
  }, 200_000);

  async function newcomer(id: number): Promise<void> {
    await bot.actors.request('POST', '/api/people', { id, firstName: '陈', languageCode: 'zh' });
    await bot.actors.act(id, id, 'start');
    await bot.actors.see(id, 'the greeting', ({ from }) => from?.is_bot);
  }
});
