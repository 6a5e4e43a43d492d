import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBoard } from '../../bot/board.ts';
import type { Board, Shown, Spot } from '../../core/cards/board.ts';
import type { CardView, MediaOnCard } from '../../core/cards/views.ts';
import type { WordView } from '../../core/cards/word-view.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import { type Harness, openPlayground, people } from '../playground/harness.ts';
import { freePace } from '../support/free-pace.ts';

const { resident, group } = people;
const addressed = { language: 'zh', timeZone: 'Asia/Shanghai', reference: '7K4-2QD' } as const;

let playground: Harness;
let board: Board;
let reported: unknown[];

beforeEach(async () => {
  playground = await openPlayground();
  reported = [];
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  board = openBoard({ telegram, pace: freePace, report: (error) => void reported.push(error) });
  await playground.act(resident, 'start', { as: resident });
});

afterEach(() => playground.close());

describe('a card', () => {
  test('is posted, and edited where it stands', async () => {
    const at = await post(question('路灯坏在几号楼？'));
    const edited = await board.show(question('路灯坏在几号楼？', true), at);
    expect(edited).toMatchObject({ kind: 'shown', messageId: at.messageId });
    expect(edited).not.toMatchObject({ digest: at.digest });
    expect(await byBot()).toMatchObject([
      { message_id: at.messageId, text: expect.stringContaining('已收到您的回答') },
    ]);
  });

  test('that would look the same makes no call', async () => {
    const at = await post(question('几号楼？'));
    expect(await board.show(question('几号楼？'), at)).toEqual({ kind: 'shown', ...standing(at) });
    expect(await methods()).toEqual(['sendMessage']);
  });

  test('that Telegram finds not modified counts as shown', async () => {
    const at = await post(question('几号楼？'));
    expect(await board.show(question('几号楼？'), { ...at, digest: null })).toEqual({
      kind: 'shown',
      ...standing(at),
    });
    expect(await methods()).toEqual(['sendMessage', 'editMessageText']);
  });

  test('that somebody has deleted is lost', async () => {
    const at = await post(question('几号楼？'));
    await playground.bot('deleteMessage', { chat_id: resident, message_id: at.messageId });
    expect(await board.show(question('几号楼？', true), at)).toEqual({ kind: 'lost' });
  });

  test('hangs below the message that it belongs to, and stands alone where that is gone', async () => {
    await board.show(question('甲'), { ...nowhere(resident), replyTo: 1 });
    await board.show(question('乙'), { ...nowhere(resident), replyTo: 4242 });
    const [first, second] = await byBot();
    expect(first).toMatchObject({ reply_to_message: { message_id: 1 } });
    expect(second).not.toHaveProperty('reply_to_message');
  });

  test('with the button for a place brings a keyboard, and is never edited', async () => {
    const at = await post({ ...addressed, kind: 'word', word: 'place' });
    const { body } = await playground.request('GET', `/api/chats/${resident}/messages`);
    expect(body.keyboard).toMatchObject({ keyboard: [[{ request_location: true }]] });
    const english = { ...addressed, language: 'en', kind: 'word', word: 'place' } as const;
    expect(await board.show(english, at)).toMatchObject({ kind: 'shown', messageId: at.messageId });
    expect(await methods()).toEqual(['sendMessage']);
  });
});

describe('what came of it', () => {
  const show = (at: Partial<Spot> = {}) => board.show(question('几号楼？'), { ...nowhere(resident), ...at });

  test('429 is a wait of as long as Telegram says', async () => {
    await fault({ kind: '429', retryAfter: 17 });
    expect(await show()).toMatchObject({ kind: 'wait', milliseconds: 17_000 });
  });

  test('an answer that got lost is unclear, and the message may be there', async () => {
    await fault({ kind: 'drop' });
    expect(await show()).toMatchObject({ kind: 'unclear' });
    expect(await byBot()).toHaveLength(1);
  });

  test('an edit whose answer got lost is found done when it is tried again', async () => {
    const at = await post(question('几号楼？'));
    await fault({ kind: 'drop', method: 'editMessageText' });
    expect(await board.show(question('几号楼？', true), at)).toMatchObject({ kind: 'unclear' });
    expect(await board.show(question('几号楼？', true), at)).toMatchObject({ kind: 'shown' });
    expect(await byBot()).toHaveLength(1);
  });

  test.each(['500', '502'])('an error %s of Telegram’s is unclear', async (kind) => {
    await fault({ kind });
    expect(await show()).toMatchObject({ kind: 'unclear' });
  });

  test('a person who blocked the bot, one who never wrote, and an unknown chat are unreachable', async () => {
    await playground.request('PATCH', `/api/people/${resident}`, { blocked: true });
    expect(await show()).toMatchObject({ kind: 'unreachable' });
    expect(await show({ chatId: BigInt(people.other) })).toMatchObject({ kind: 'unreachable' });
    expect(await show({ chatId: 424242n })).toMatchObject({ kind: 'unreachable' });
  });

  test('a group that became a supergroup has moved, and takes the card at its new number', async () => {
    await playground.request('POST', `/api/groups/${group}/migrate`, {});
    const moved = await show({ chatId: BigInt(group) });
    if (moved.kind !== 'moved') throw new Error(moved.kind);
    expect(await show({ chatId: moved.chatId })).toMatchObject({ kind: 'shown' });
  });

  test('what Telegram will never take is refused, and says why', async () => {
    const media = [{ kind: 'photo', fileId: 'nothing' }] as const;
    expect(await board.show(photos([...media]), nowhere(resident))).toMatchObject({
      kind: 'refused',
      failure: expect.stringContaining('wrong file identifier'),
    });
  });
});

describe('media', () => {
  test('stand in albums by what may stand together, everything else by itself, all below their card', async () => {
    const card = await post(question('几号楼？'), group);
    const kinds = [
      'photo',
      'voice',
      'document',
      'video',
      'audio',
      'audio',
      'animation',
      'video_note',
      'sticker',
      'document',
    ];
    const media: MediaOnCard[] = [];
    for (const kind of kinds) media.push(await file(kind as MediaOnCard['kind']));
    const shown = await board.show(photos(media), { ...nowhere(group), replyTo: card.messageId });
    const [, ...messages] = await byBot(group);
    expect(albumsOf(messages)).toEqual([
      ['photo', 'video'],
      ['document', 'document'],
      ['audio', 'audio'],
      ['voice'],
      ['animation'],
      ['video_note'],
      ['sticker'],
    ]);
    for (const message of messages) expect(message.reply_to_message?.message_id).toBe(card.messageId);
    expect(idsOf(shown)).toEqual(messages.map(({ message_id }) => message_id));
  });

  test('more than ten make several albums, and one left over is no album', async () => {
    const photo = await file('photo');
    await board.show(photos(Array.from({ length: 21 }, () => photo)), nowhere(group));
    expect(albumsOf(await byBot(group)).map((album) => album.length)).toEqual([10, 10, 1]);
    expect(await methods(group)).toEqual(['sendMediaGroup', 'sendMediaGroup', 'sendPhoto']);
  });

  test('are posted once: shown again they make no call', async () => {
    const view = photos([await file('photo')]);
    const at = spotOf(await board.show(view, nowhere(group)), group);
    expect(await board.show(view, at)).toEqual({ kind: 'shown', ...standing(at) });
    expect(await methods(group)).toEqual(['sendPhoto']);
  });

  test('of which some stand already are gone on with where it stopped', async () => {
    const view = photos([
      await file('photo'),
      await file('photo'),
      await file('voice'),
      await file('sticker'),
    ]);
    await fault({ method: 'sendVoice', kind: '429' });
    const first = await board.show(view, nowhere(group));
    if (first.kind !== 'wait') throw new Error(first.kind);
    expect(first.companions).toHaveLength(2);
    const second = await board.show(view, { ...nowhere(group), companions: first.companions });
    expect(albumsOf(await byBot(group))).toEqual([['photo', 'photo'], ['voice'], ['sticker']]);
    expect(idsOf(second)).toEqual((await byBot(group)).map(({ message_id }) => message_id));
  });
});

describe('an answer', () => {
  test('comes with its photos, which are not posted again with words that were not taken at first', async () => {
    const view = answer([await file('photo'), await file('photo')]);
    await fault({ method: 'sendMessage', kind: '429' });
    const first = await board.show(view, nowhere(resident));
    if (first.kind !== 'wait') throw new Error(first.kind);
    await board.show(view, { ...nowhere(resident), companions: first.companions });
    const messages = await byBot();
    expect(messages.map((message) => message.text ?? 'photo')).toEqual([
      'photo',
      'photo',
      expect.stringContaining('灯已修好'),
    ]);
  });

  test('reaches whoever does not take its files', async () => {
    const shown = await board.show(answer([{ kind: 'voice', fileId: 'forbidden' }]), nowhere(resident));
    expect(shown).toMatchObject({ kind: 'shown', companions: [] });
    expect(await byBot()).toMatchObject([{ text: expect.stringContaining('灯已修好') }]);
    expect(reported).toHaveLength(1);
  });
});

describe('taking off', () => {
  test('removes all messages of a card, and what is gone already is gone', async () => {
    const view = photos([await file('photo'), await file('photo')]);
    const at = spotOf(await board.show(view, nowhere(group)), group);
    const messageIds = [at.messageId!, ...at.companions];
    await board.remove({ chatId: BigInt(group), messageIds });
    expect(await byBot(group)).toEqual([]);
    await board.remove({ chatId: BigInt(group), messageIds });
    expect(reported).toEqual([]);
  });

  test('that Telegram does not answer to is told to those who run it, and the rest goes on', async () => {
    const one = await post(question('甲'));
    const two = await post(question('乙'));
    await fault({ method: 'deleteMessage', kind: '500' });
    await board.remove({ chatId: BigInt(resident), messageIds: [one.messageId!, two.messageId!] });
    expect((await byBot()).map(({ message_id }) => message_id)).toEqual([one.messageId]);
    expect(reported).toHaveLength(1);
  });
});

function question(text: string, answered = false): WordView {
  return { ...addressed, kind: 'word', word: 'question', text, answered };
}

function answer(media: MediaOnCard[]): WordView {
  const department = { zh: '城市管理局', en: 'Urban Management Bureau' };
  const ticket = { ticketId: 1, version: 3, title: '路灯坏了', department, promisedFor: null };
  return {
    ...addressed,
    kind: 'word',
    word: 'answer',
    errand: 'complaint',
    verdict: 'waiting',
    ...ticket,
    text: '灯已修好',
    media,
  };
}

function photos(media: MediaOnCard[]): CardView {
  return { ...addressed, kind: 'media', media };
}

function nowhere(chat: number): Spot {
  return { chatId: BigInt(chat), messageId: null, companions: [], digest: null };
}

async function post(view: CardView, chat = resident): Promise<Spot> {
  return spotOf(await board.show(view, nowhere(chat)), chat);
}

function spotOf(shown: Shown, chat: number): Spot {
  if (shown.kind !== 'shown') throw new Error(`not shown but ${shown.kind}`);
  const { messageId, companions, digest } = shown;
  return { chatId: BigInt(chat), messageId, companions, digest };
}

function standing({ messageId, companions, digest }: Spot) {
  return { messageId, companions, digest };
}

function idsOf(shown: Shown): number[] {
  return shown.kind === 'shown' ? [shown.messageId, ...shown.companions] : [];
}

/** A file that Telegram keeps, because the resident sent it. */
async function file(kind: MediaOnCard['kind']): Promise<MediaOnCard> {
  const { message } = await playground.act(resident, kind, { as: resident });
  const content = kind === 'photo' ? message.photo.at(-1) : message[kind];
  return { kind, fileId: content.file_id };
}

interface Posted {
  message_id: number;
  from: { is_bot: boolean };
  text?: string;
  media_group_id?: string;
  reply_to_message?: { message_id: number };
}

async function byBot(chat = resident): Promise<Posted[]> {
  const messages: Posted[] = await playground.messages(chat);
  return messages.filter(({ from }) => from.is_bot);
}

/** The kinds of the messages, albums together. */
function albumsOf(messages: Posted[]): string[][] {
  const kinds = ['photo', 'video_note', 'video', 'animation', 'voice', 'audio', 'document', 'sticker'];
  const albums = Map.groupBy(messages, ({ media_group_id, message_id }) => media_group_id ?? message_id);
  return [...albums.values()].map((album) => album.map((one) => kinds.find((kind) => kind in one)!));
}

async function methods(chat = resident): Promise<string[]> {
  const { body } = await playground.request('GET', `/api/calls?chat=${chat}`);
  return body.calls.map(({ method }: { method: string }) => method);
}

async function fault(fields: object): Promise<void> {
  await playground.request('POST', '/api/faults', { method: 'sendMessage', ...fields });
}
