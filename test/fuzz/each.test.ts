import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { referenceIn, saying } from '../../demo/actors.ts';
import { secretHeader } from '../../infra/telegram/webhook.ts';
import { reviewersGroup, settleTown } from '../../town.ts';
import { type ByWebhook, openByWebhook, secret } from '../support/by-webhook.ts';
import { badWords } from './words.ts';

const text = '三号楼门口的路灯坏了三天了';

/** Each kind of bad input by itself: what the person hears, and what is kept of it. */
describe('one bad thing at a time', () => {
  let bot: ByWebhook;
  beforeAll(async () => {
    bot = await openByWebhook();
    await settleTown(bot.deps);
  });
  afterAll(() => bot.close());

  let resident = 40_000;
  beforeEach(async () => {
    resident += 1;
    await bot.actors.request('POST', '/api/people', { id: resident, firstName: '陈', languageCode: 'zh' });
    await bot.actors.act(resident, resident, 'start');
  });

  let number = 800_000_000;
  const updateOf = (more: object) => ({ update_id: ++number, message: { ...head(), ...more } });
  const head = () => ({
    message_id: number,
    date: Math.floor(Date.now() / 1000),
    chat: { id: resident, type: 'private', first_name: '陈' },
    from: { id: resident, is_bot: false, first_name: '陈', language_code: 'zh' },
  });
  const bring = (update: object) => bot.post([JSON.stringify(update)]);
  const kept = () =>
    bot.deps.db.message.findMany({
      where: { complaint: { chatId: BigInt(resident) } },
      include: { media: true, complaint: true },
      orderBy: { id: 'asc' },
    });
  const row = (id: number) => bot.deps.db.telegramUpdate.findUnique({ where: { updateId: BigInt(id) } });
  const heard = (words: string) => bot.actors.see(resident, words, (one) => saying(one, words));
  const reference = async () => referenceIn(await bot.actors.see(resident, 'a reference', referenceIn))!;

  test.each(Object.entries(badWords))(
    'words with %s are kept and get a reference; reviewers have a card',
    async (_, bad) => {
      expect(await bring(updateOf({ text: bad }))).toMatchObject({ status: 200 });
      const given = await reference();
      expect(await kept()).toMatchObject([{ text: bad.toWellFormed().replaceAll('\0', '') }]);
      await bot.actors.see(reviewersGroup, 'the card', (one) => saying(one, given));
    },
  );

  test.each<[string, () => object]>([
    [
      'a reply to a reply to a reply',
      () => ({
        text,
        reply_to_message: { ...head(), reply_to_message: { ...head(), reply_to_message: head() } },
      }),
    ],
    ['a date in the year 9999', () => ({ text, date: 253_402_300_799 })],
    [
      'fields that there are not yet',
      () => ({ text, hologram: { depth: 3, $type: 'x' }, chat: { ...head().chat, mood: 7 } }),
    ],
    [
      'fields of wrong types',
      () => ({ text, caption: 7, photo: {}, entities: 'x', location: [], forward_origin: null }),
    ],
    [
      'a sender of wrong types',
      () => ({ text, from: { ...head().from, username: 7, language_code: {}, last_name: [] } }),
    ],
    ['an address for an album that no index takes', () => ({ text, media_group_id: 'x'.repeat(5000) })],
  ])('a message with %s is heard all the same', async (_, more) => {
    expect(await bring(updateOf(more()))).toMatchObject({ status: 200 });
    await reference();
    expect(await kept()).toMatchObject([{ text }]);
  });

  test('a message that nests fifty thousand levels deep is heard all the same', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = JSON.stringify(updateOf({ text, deep: 0 })).replace('"deep":0', `"deep":${deep}`);
    expect(await bot.post([body])).toMatchObject({ status: 200 });
    await reference();
  });

  test('a file of four gigabytes is kept, and mentioned as too large to be passed on everywhere', async () => {
    const document = { file_id: 'x', file_unique_id: 'x', file_size: 4_000_000_000 };
    await bring(updateOf({ document, caption: text }));
    await heard('20 MB');
    expect(await kept()).toMatchObject([{ text, media: [{ kind: 'document' }] }]);
  });

  test.each<[string, () => object]>([
    ['nothing in it', () => ({})],
    ['something that there is not yet', () => ({ hologram: { depth: 3 } })],
    ['words of another type', () => ({ text: { words: 'x' } })],
    ['a place off the map', () => ({ location: { latitude: 91, longitude: 4e9 } })],
  ])('a message with %s is told to hold nothing for us', async (_, more) => {
    await bring(updateOf(more()));
    await bot.actors.see(resident, 'what can be sent', (one) => one.from?.is_bot, 2);
    expect(await kept()).toEqual([]);
  });

  test.each<[string, object]>([
    ['a date beyond all calendars', { text, date: 1e15 }],
    ['no date', { text, date: undefined }],
    ['a number beyond 2^31', { text, message_id: 2 ** 31 }],
  ])('a message with %s is put aside at once, and its writer is asked to write again', async (_, more) => {
    const update = updateOf(more);
    expect(await bring(update)).toMatchObject({ status: 200 });
    await heard('请再发一次');
    await expect.poll(() => row(update.update_id)).toMatchObject({ failure: 'Unreadable', attempts: 1 });
    await bring(updateOf({ text }));
    await reference();
  });

  test.each(['9007199254740993', '1e300', '-9223372036854775809', '1.5', '"7"', 'null'])(
    'a chat whose id is %s is nobody’s, and holds up nobody',
    async (id) => {
      const update = updateOf({ text });
      const body = JSON.stringify(update).replaceAll(`"id":${resident}`, `"id":${id}`);
      expect(await bot.post([body])).toMatchObject({ status: 200 });
      await expect.poll(() => row(update.update_id)).toMatchObject({ failure: 'Unreadable', attempts: 1 });
    },
  );

  test('a kind of update that there is not yet is taken, and answered by nothing', async () => {
    const update = { update_id: ++number, telepathy: { ...head(), text } };
    expect(await bring(update)).toMatchObject({ status: 200 });
    await expect
      .poll(() => row(update.update_id))
      .toMatchObject({ handledAt: expect.any(Date), failure: null });
    expect(await kept()).toEqual([]);
  });

  test('a tap below no message, as of a bot that is asked inline, does nothing and fails at nothing', async () => {
    for (const data of [
      'wrong:1',
      'solved:1:1',
      'minePage:0',
      'invite:admin',
      'here:reviewers',
      'answer:1:1',
    ]) {
      const update = {
        update_id: ++number,
        callback_query: { id: '1', from: head().from, inline_message_id: 'x', data },
      };
      await bring(update);
      await expect
        .poll(() => row(update.update_id))
        .toMatchObject({ handledAt: expect.any(Date), attempts: 0 });
    }
  });

  test('a body that breaks off in the middle of a character is not taken; brought whole, it is taken once', async () => {
    const update = updateOf({ text });
    const body = Buffer.from(JSON.stringify(update));
    const middle = body.indexOf(Buffer.from('灯')) + 1;
    await breakOff(body, middle);
    expect(await bot.post([body.subarray(0, middle)])).toMatchObject({ status: 400 });
    expect(await row(update.update_id)).toBe(null);
    expect(await bot.post([body.subarray(0, middle), body.subarray(middle)])).toMatchObject({ status: 200 });
    await reference();
    expect(await kept()).toMatchObject([{ text }]);
  });

  test('bytes that are no UTF-8 do no harm to the letters around them', async () => {
    const [before, after] = JSON.stringify(updateOf({ text: '路灯#坏了' })).split('#') as [string, string];
    expect(await bot.post([before, Buffer.from([0xe8, 0xb7]), after])).toMatchObject({ status: 200 });
    await reference();
    expect((await kept())[0]!.text).toMatch(/^路灯\ufffd+坏了$/);
  });

  test('a body above a megabyte is refused', async () => {
    const body = JSON.stringify(updateOf({ text: 'x'.repeat(1_100_000) }));
    const answer = await fetch(bot.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [secretHeader]: secret },
      body,
    });
    expect(answer.status).toBe(413);
  });

  /** Announces the whole body, sends some of it, and is gone. */
  function breakOff(body: Buffer, after: number): Promise<void> {
    const { hostname, port, pathname } = new URL(bot.url);
    const lines = [
      `POST ${pathname} HTTP/1.1`,
      `host: ${hostname}`,
      'content-type: application/json',
      `${secretHeader}: ${secret}`,
      `content-length: ${body.length}`,
      '',
      '',
    ];
    return new Promise((gone) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(lines.join('\r\n'));
        socket.write(body.subarray(0, after), () => socket.destroy());
      });
      socket.on('close', () => gone());
    });
  }
});
