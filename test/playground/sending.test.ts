import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal } from './harness.ts';

const { resident, group } = people;
let playground: Harness;
beforeAll(async () => {
  playground = await openPlayground();
  await playground.act(resident, 'start', { as: resident });
});
afterAll(() => playground.close());

describe('what a bot may send', () => {
  test('a text comes back as the message that everybody sees', async () => {
    const sent = await playground.telegram.sendMessage(resident, 'Hello <b>there</b>', {
      parse_mode: 'HTML',
    });
    expect(sent).toMatchObject({
      text: 'Hello there',
      entities: [{ type: 'bold', offset: 6, length: 5 }],
      chat: { id: resident, type: 'private', first_name: '李梅' },
      from: { id: 1000, is_bot: true, username: 'playground_bot' },
    });
    expect(await playground.messages(resident, sent.message_id - 1)).toEqual([sent]);
  });

  test('4,096 UTF-16 units after markup are a message, one more is not', async () => {
    const longest = '<b>路</b>'.repeat(4096);
    const sent = await playground.telegram.sendMessage(resident, longest, { parse_mode: 'HTML' });
    expect(sent.text).toHaveLength(4096);
    expect(await refusal(playground.telegram.sendMessage(resident, 'x'.repeat(4097)))).toEqual({
      code: 400,
      description: 'Bad Request: message is too long',
    });
  });

  test('white space alone is no message', async () => {
    expect((await refusal(playground.telegram.sendMessage(resident, ' \n '))).description).toBe(
      'Bad Request: message text is empty',
    );
  });

  test('a caption ends at 1,024 units', async () => {
    const photo = { source: Buffer.from('not really a picture') };
    const refused = await refusal(
      playground.telegram.sendPhoto(resident, photo, { caption: 'x'.repeat(1025) }),
    );
    expect(refused.description).toBe('Bad Request: message caption is too long');
  });

  test('callback data has 1 to 64 bytes, whatever its characters', async () => {
    const buttonWith = (data: string) =>
      playground.bot('sendMessage', {
        chat_id: resident,
        text: 'choose',
        reply_markup: { inline_keyboard: [[{ text: 'go', callback_data: data }]] },
      });
    expect(await buttonWith('路'.repeat(21))).toMatchObject({ ok: true });
    expect(await buttonWith('路'.repeat(22))).toMatchObject({
      description: 'Bad Request: BUTTON_DATA_INVALID',
    });
    expect(await buttonWith('')).toMatchObject({ description: 'Bad Request: BUTTON_DATA_INVALID' });
  });

  test('an upload can be fetched again byte by byte, and resent by its id as what it is only', async () => {
    const bytes = Buffer.from([0xff, 0, 13, 10, 45, 45, 200]);
    const sent = await playground.telegram.sendDocument(resident, { source: bytes, filename: '清单.bin' });
    expect(sent.document).toMatchObject({ file_name: '清单.bin', file_size: 7 });
    const link = await playground.telegram.getFileLink(sent.document.file_id);
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes);

    const again = await playground.telegram.sendDocument(resident, sent.document.file_id);
    expect(again.document.file_unique_id).toBe(sent.document.file_unique_id);
    const asPhoto = await refusal(playground.telegram.sendPhoto(resident, sent.document.file_id));
    expect(asPhoto.description).toBe("Bad Request: can't use file of type Document as Photo");
  });

  test('an album is separate messages with one media_group_id', async () => {
    const photo = (n: number) => ({ type: 'photo' as const, media: { source: Buffer.from([n]) } });
    const sent = await playground.telegram.sendMediaGroup(resident, [
      { ...photo(1), caption: 'two' },
      photo(2),
    ]);
    expect(sent).toHaveLength(2);
    const [first, second] = sent.map((message) => message as typeof message & { media_group_id?: string });
    expect(first).toMatchObject({ caption: 'two' });
    expect(first?.media_group_id).toBeTruthy();
    expect(first?.media_group_id).toBe(second?.media_group_id);
  });

  test('files above 20 MB cannot be fetched', async () => {
    const { message } = await playground.act(resident, 'document', { as: resident, size: 21 * 1024 * 1024 });
    const refused = await refusal(playground.telegram.getFile(message.document.file_id));
    expect(refused.description).toBe('Bad Request: file is too big');
  });

  test('a reply shows what it answers; a reply to nothing is refused unless allowed', async () => {
    const { message } = await playground.act(resident, 'say', { as: resident, text: 'the lamp' });
    const sent = await playground.telegram.sendMessage(resident, 'which one?', {
      reply_parameters: { message_id: message.message_id },
    });
    expect(sent.reply_to_message).toMatchObject({ text: 'the lamp' });
    const lost = { chat_id: resident, text: 'x', reply_to_message_id: 99_999 };
    expect((await playground.bot('sendMessage', lost)).description).toBe(
      'Bad Request: message to be replied not found',
    );
    const allowed = await playground.bot('sendMessage', { ...lost, allow_sending_without_reply: true });
    expect(allowed.result.reply_to_message).toBeUndefined();
  });

  test('places, venues and contacts arrive as such', async () => {
    const location = await playground.telegram.sendLocation(resident, 31.2, 121.4);
    expect(location.location).toEqual({ latitude: 31.2, longitude: 121.4 });
    const venue = await playground.telegram.sendVenue(resident, 31.2, 121.4, 'Gate', '1 Main St');
    expect(venue.venue).toMatchObject({ title: 'Gate', location: { latitude: 31.2 } });
    const contact = await playground.telegram.sendContact(resident, '+8612345', 'Office');
    expect(contact.contact).toEqual({ phone_number: '+8612345', first_name: 'Office' });
  });

  test('copies carry no origin, forwards do', async () => {
    const { message } = await playground.act(resident, 'photo', { as: resident, caption: 'old' });
    const copied = await playground.telegram.copyMessage(group, resident, message.message_id, {
      caption: 'new',
    });
    const [copy] = await playground.messages(group, copied.message_id - 1);
    expect(copy).toMatchObject({ caption: 'new', photo: message.photo });
    expect(copy.forward_origin).toBeUndefined();
    const forward = await playground.telegram.forwardMessage(group, resident, message.message_id);
    expect(forward).toMatchObject({ caption: 'old', forward_origin: { sender_user: { id: resident } } });
  });
});

describe('edits', () => {
  const button = { inline_keyboard: [[{ text: 'yes', callback_data: 'y' }]] };

  test('an edit to the same text and buttons is refused, to other buttons it is not', async () => {
    const { message_id } = await playground.telegram.sendMessage(resident, '<b>card</b>', {
      parse_mode: 'HTML',
      reply_markup: button,
    });
    const edit = (markup?: typeof button) =>
      playground.telegram.editMessageText(resident, message_id, undefined, '<b>card</b>', {
        parse_mode: 'HTML',
        ...(markup ? { reply_markup: markup } : {}),
      });
    expect((await refusal(edit(button))).description).toMatch(
      /^Bad Request: message is not modified: specified/,
    );
    const edited = await edit();
    expect(edited).toMatchObject({ text: 'card', edit_date: expect.any(Number) });
    expect(edited).not.toHaveProperty('reply_markup');
  });

  test('what is not there, or not the bot’s own, cannot be edited', async () => {
    const gone = playground.telegram.editMessageText(resident, 99_999, undefined, 'x');
    expect((await refusal(gone)).description).toBe('Bad Request: message to edit not found');
    const { message } = await playground.act(resident, 'say', { as: resident, text: 'mine' });
    const foreign = playground.telegram.editMessageText(resident, message.message_id, undefined, 'x');
    expect((await refusal(foreign)).description).toBe("Bad Request: message can't be edited");
  });

  test('a deleted message is gone for everybody', async () => {
    const { message_id } = await playground.telegram.sendMessage(resident, 'soon gone');
    await playground.telegram.deleteMessage(resident, message_id);
    expect(await playground.messages(resident, message_id - 1)).toEqual([]);
    const again = await refusal(playground.telegram.deleteMessage(resident, message_id));
    expect(again.description).toBe('Bad Request: message to delete not found');
  });
});
