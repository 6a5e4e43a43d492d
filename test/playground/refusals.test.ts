import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal } from './harness.ts';

const { resident, reviewer, group } = people;
let playground: Harness;
let clock = 0;
beforeEach(async () => {
  clock = Date.now();
  playground = await openPlayground({ now: () => new Date(clock) });
  await playground.act(resident, 'start', { as: resident });
});
afterEach(() => playground.close());

const HOUR = 3_600_000;
const bytes = { source: Buffer.from([1, 2, 3]) };

describe('HTML', () => {
  const html = (text: string) => playground.telegram.sendMessage(resident, text, { parse_mode: 'HTML' });

  test.each([
    ['<b>open', `Can't find end tag corresponding to start tag "b"`],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>路</i>', 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'],
    ['路<div>x</div>', 'Unsupported start tag "div" at byte offset 3'],
    ['14 < 18', 'Unsupported start tag "" at byte offset 3'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x"', 'Unclosed start tag "a" at byte offset 0'],
  ])('%s is refused, with where and why', async (text, why) => {
    expect((await refusal(html(text))).description).toBe(`Bad Request: can't parse entities: ${why}`);
  });

  test('nests, counts in UTF-16, and reads the references it knows', async () => {
    const sent = await html('🚨 <b>gas &amp; <i>fire</i></b> &lt;now&gt; &copy;');
    expect(sent).toMatchObject({
      text: '🚨 gas & fire <now> &copy;',
      entities: [
        { type: 'bold', offset: 3, length: 10 },
        { type: 'italic', offset: 9, length: 4 },
      ],
    });
  });

  test('what is parsed is also what an edit is compared by', async () => {
    const { message_id } = await html('<b>same</b>');
    const edit = (text: string) =>
      playground.telegram.editMessageText(resident, message_id, undefined, text, { parse_mode: 'HTML' });
    expect((await refusal(edit('<strong>same</strong>'))).description).toMatch(/message is not modified/);
    expect(await edit('same')).toMatchObject({ text: 'same' });
  });
});

describe('buttons', () => {
  const withMarkup = async (reply_markup: object) =>
    (await playground.bot('sendMessage', { chat_id: resident, text: 'x', reply_markup })).description;

  test('need a text and something to do', async () => {
    const inline = (button: object) => withMarkup({ inline_keyboard: [[button]] });
    expect(await inline({ text: '', callback_data: 'x' })).toMatch(/Button text must be non-empty/);
    expect(await inline({ text: 'x' })).toMatch(/Text buttons are unallowed in the inline keyboard/);
    expect(await inline({ text: 'x', url: 'nowhere' })).toMatch(/Wrong HTTP URL/);
    expect(await inline({ text: 'x', url: 'https://example.org/' })).toBeUndefined();
  });

  test('of a reply keyboard cannot be put under a message by an edit', async () => {
    const { message_id } = await playground.telegram.sendMessage(resident, 'x');
    const edited = await playground.bot('editMessageReplyMarkup', {
      chat_id: resident,
      message_id,
      reply_markup: { keyboard: [['x']] },
    });
    expect(edited.description).toBe('Bad Request: inline keyboard expected');
  });
});

describe('deleting', () => {
  test('ends 48 hours after a message was sent', async () => {
    const young = await playground.telegram.sendMessage(resident, 'young');
    const old = await playground.telegram.sendMessage(resident, 'old');
    clock += 48 * HOUR;
    expect(await playground.telegram.deleteMessage(resident, young.message_id)).toBe(true);
    clock += 1000;
    expect((await refusal(playground.telegram.deleteMessage(resident, old.message_id))).description).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    expect(
      await playground.telegram.editMessageText(resident, old.message_id, undefined, 'still'),
    ).toBeTruthy();
  });

  test('other people’s messages in a group takes an administrator', async () => {
    await playground.request('PATCH', `/api/groups/${group}`, { bot: 'member' });
    const { message } = await playground.act(group, 'say', { as: reviewer, text: 'mine' });
    const remove = () => playground.telegram.deleteMessage(group, message.message_id);
    expect((await refusal(remove())).description).toBe("Bad Request: message can't be deleted");
    await playground.request('PATCH', `/api/groups/${group}`, { bot: 'administrator' });
    expect(await remove()).toBe(true);
  });
});

describe('files', () => {
  test.each(['video_note', 'animation', 'voice', 'sticker'] as const)(
    'a %s that somebody sent can be sent on as that, and as nothing else',
    async (kind) => {
      const { message } = await playground.act(resident, kind, { as: resident });
      const id = message[kind].file_id;
      const method = { video_note: 'VideoNote', animation: 'Animation', voice: 'Voice', sticker: 'Sticker' }[
        kind
      ];
      const { result } = await playground.bot(`send${method}`, { chat_id: group, [kind]: id });
      expect(result[kind].file_unique_id).toBe(message[kind].file_unique_id);
      const asVideo = await playground.bot('sendVideo', { chat_id: group, video: id });
      expect(asVideo.description).toBe(`Bad Request: can't use file of type ${method} as Video`);
    },
  );

  test('stickers and video messages carry no caption', async () => {
    const { message } = await playground.act(resident, 'video_note', { as: resident });
    const { result } = await playground.bot('sendVideoNote', {
      chat_id: group,
      video_note: message.video_note.file_id,
      caption: 'unheard',
    });
    expect(result).not.toHaveProperty('caption');
  });

  test('an id that nobody has seen is refused, and so is an empty upload', async () => {
    const unknown = await refusal(playground.telegram.sendPhoto(resident, 'AgACunknown'));
    expect(unknown.description).toBe('Bad Request: wrong file identifier/HTTP URL specified');
    const empty = await refusal(playground.telegram.sendPhoto(resident, { source: Buffer.alloc(0) }));
    expect(empty.description).toBe('Bad Request: file must be non-empty');
  });

  test('albums have at most ten files, and documents only among themselves', async () => {
    const album = (...types: ('photo' | 'document')[]) =>
      playground.telegram.sendMediaGroup(resident, types.map((type) => ({ type, media: bytes })) as never);
    expect((await refusal(album('photo', 'document'))).description).toBe(
      "Bad Request: document can't be mixed with other media types",
    );
    expect((await refusal(album(...Array<'photo'>(11).fill('photo')))).description).toBe(
      'Bad Request: too many messages to send as an album',
    );
    expect(await album('document', 'document')).toHaveLength(2);
    expect(await playground.messages(resident, 1)).toHaveLength(2);
  });
});
