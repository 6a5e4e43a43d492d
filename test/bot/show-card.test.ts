import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBoard } from '../../bot/board.ts';
import type { Board } from '../../core/cards/board.ts';
import { type Showed, showCard } from '../../core/cards/show-card.ts';
import { bindGroup } from '../../core/channels/channels.ts';
import type { Incoming } from '../../core/complaints/incoming.ts';
import { receive } from '../../core/complaints/receive.ts';
import { forget } from '../../core/people/forget.ts';
import { meet } from '../../core/people/meet.ts';
import { triageComplaint } from '../../core/triage/triage-complaint.ts';
import { openTelegram } from '../../infra/telegram/client.ts';
import type { CardKind } from '../../prisma/generated/enums.ts';
import { type Harness, openPlayground, people } from '../playground/harness.ts';
import { type Core, openCore } from '../support/core.ts';
import { freePace } from '../support/free-pace.ts';

const { group } = people;
/** The first person of a core. */
const resident = 1001;
const words = '三号楼门口的路灯坏了三天，晚上看不见路';

let playground: Harness;
let core: Core;
let board: Board;

beforeEach(async () => {
  [playground, core] = await Promise.all([openPlayground(), openCore()]);
  const telegram = openTelegram({ token: playground.token, apiRoot: playground.url });
  board = openBoard({ telegram, pace: freePace, report: core.deps.report });
  await playground.request('POST', '/api/people', { id: resident, firstName: '李梅', languageCode: 'zh' });
  await playground.act(resident, 'start', { as: resident });
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(group), by: null });
});

afterEach(async () => {
  await core.close();
  await playground.close();
});

test('a card that somebody deleted is posted anew with its next change', async () => {
  await core.inReview(words);
  expect(await show('resident')).toEqual({ kind: 'shown' });
  const { telegramMessageId } = await card('resident');
  await playground.bot('deleteMessage', { chat_id: resident, message_id: telegramMessageId });
  await change('resident', { wanted: { increment: 1 }, digest: null });
  expect(await show('resident')).toEqual({ kind: 'again', in: 0 });
  expect(await show('resident')).toEqual({ kind: 'shown' });
  expect(await byBot(resident)).toHaveLength(1);
  expect((await card('resident')).telegramMessageId).not.toBe(telegramMessageId);
});

test('where Telegram wants to be left alone, nothing is sent before that time', async () => {
  await core.inReview(words);
  await fault({ kind: '429', retryAfter: 30 });
  expect(await show('resident')).toEqual({ kind: 'again', in: 30_000 });
  core.pass(29_000);
  expect(await show('resident')).toEqual({ kind: 'again', in: 1000 });
  expect(await calls('sendMessage')).toHaveLength(1);
  core.pass(1000);
  expect(await show('resident')).toEqual({ kind: 'shown' });
});

test('a card that may have arrived is posted once more: twice is a blemish, never a loss', async () => {
  await core.inReview(words);
  await fault({ kind: 'drop' });
  expect(await show('resident')).toMatchObject({ kind: 'again' });
  core.pass(60_000);
  expect(await show('resident')).toEqual({ kind: 'shown' });
  const posted = await byBot(resident);
  expect(posted).toHaveLength(2);
  expect((await card('resident')).telegramMessageId).toBe(posted[1]!.message_id);
});

test('a resident who blocked the bot is not written to again until they come back', async () => {
  const { person } = await core.inReview(words);
  await playground.request('PATCH', `/api/people/${resident}`, { blocked: true });
  expect(await show('resident')).toEqual({ kind: 'nothing-to-do' });
  expect(await show('resident')).toEqual({ kind: 'nothing-to-do' });
  expect(await calls('sendMessage')).toHaveLength(1);
  expect(await core.db.person.findUnique({ where: { id: person.id } })).toMatchObject({
    unreachableAt: core.deps.now(),
  });
  await playground.request('PATCH', `/api/people/${resident}`, { blocked: false });
  await meet(core.deps, { telegramId: BigInt(resident), name: '李梅', languageTag: 'zh' });
  expect(await show('resident')).toEqual({ kind: 'shown' });
});

test('the reviewers’ cards follow a group that becomes a supergroup', async () => {
  await core.inReview(words);
  await show('review');
  const { body } = await playground.request('POST', `/api/groups/${group}/migrate`, {});
  await change('review', { wanted: { increment: 1 }, digest: null });
  expect(await show('review')).toMatchObject({ kind: expect.stringMatching(/again|nothing/) });
  expect(await show('review')).toEqual({ kind: 'shown' });
  const channel = await core.db.channel.findFirstOrThrow({ where: { retiredAt: null } });
  expect(channel.chatId).toBe(BigInt(body.id ?? body.group.id));
  expect(await byBot(Number(channel.chatId))).toHaveLength(1);
});

test('two workers that show the same card post it once', async () => {
  await core.inReview(words);
  const shown = await Promise.all([show('resident'), show('resident')]);
  expect(shown.map(({ kind }) => kind).toSorted()).toEqual(['nothing-to-do', 'shown']);
  expect(await byBot(resident)).toHaveLength(1);
});

test('what changes while a card is sent takes it round again', async () => {
  await core.inReview(words);
  const busy: Board = {
    ...board,
    show: async (view, at) => {
      await change('resident', { wanted: { increment: 1 } });
      return board.show(view, at);
    },
  };
  const { id } = await card('resident');
  expect(await showCard({ ...core.deps, board: busy }, id)).toEqual({ kind: 'again', in: 0 });
  expect(await show('resident')).toEqual({ kind: 'shown' });
});

test('photos wait for the card that they hang below', async () => {
  await complaintWithPhotos(2);
  expect(await show('review_media')).toEqual({ kind: 'again', in: 1000 });
  expect(await byBot(group)).toEqual([]);
  await show('review');
  expect(await show('review_media')).toEqual({ kind: 'shown' });
  const [review, ...photos] = await byBot(group);
  expect(photos).toHaveLength(2);
  for (const photo of photos) expect(photo.reply_to_message?.message_id).toBe(review!.message_id);
});

test('photos that stand already are not posted again when the rest is tried anew', async () => {
  await complaintWithPhotos(11);
  await show('review');
  await fault({ method: 'sendPhoto', kind: '429', retryAfter: 5 });
  expect(await show('review_media')).toEqual({ kind: 'again', in: 5000 });
  core.pass(5000);
  expect(await show('review_media')).toEqual({ kind: 'shown' });
  expect(await byBot(group)).toHaveLength(1 + 11);
});

test('whoever is forgotten leaves no photo in the group, not even of an album half posted', async () => {
  const { person } = await complaintWithPhotos(11);
  await show('review');
  await fault({ method: 'sendPhoto', kind: '429', retryAfter: 5 });
  await show('review_media');
  await forget(core.deps, { personId: person.id });
  core.pass(5000);
  expect(await show('review_media')).toEqual({ kind: 'nothing-to-do' });
  expect(await byBot(group)).toHaveLength(1);
  expect((await card('review_media')).state).toBe('gone');
});

test('cards wait where the reviewers have no group, and go out as soon as one is bound', async () => {
  await core.db.channel.updateMany({ data: { retiredAt: core.deps.now() } });
  await core.inReview(words);
  expect(await show('review')).toMatchObject({ kind: 'again' });
  await bindGroup(core.deps, { seat: { purpose: 'reviewers' }, chatId: BigInt(group), by: null });
  expect(await show('review')).toEqual({ kind: 'shown' });
});

/** A complaint of as many photos, understood, with its cards still to be shown. */
async function complaintWithPhotos(count: number) {
  const person = await core.newPerson('李梅');
  const media: Incoming['media'] = [];
  for (let index = 0; index < count; index += 1) {
    const { message } = await playground.act(resident, 'photo', { as: resident });
    media.push({
      kind: 'photo',
      fileId: message.photo.at(-1).file_id,
      uniqueId: null,
      mime: null,
      size: null,
    });
  }
  const received = await receive(core.deps, {
    person,
    incoming: core.message(person, words, { media }),
  });
  if (received.kind !== 'opened') throw new Error(received.kind);
  core.pass(core.deps.settings.quietSpell);
  await triageComplaint({ ...core.deps, model: null }, received.complaintId);
  return { person };
}

async function show(kind: CardKind): Promise<Showed> {
  return showCard({ ...core.deps, board }, (await card(kind)).id);
}

function card(kind: CardKind) {
  return core.db.card.findFirstOrThrow({ where: { kind }, orderBy: { id: 'asc' } });
}

async function change(
  kind: CardKind,
  data: Parameters<typeof core.db.card.update>[0]['data'],
): Promise<void> {
  await core.db.card.update({ where: { id: (await card(kind)).id }, data });
}

interface Posted {
  message_id: number;
  from: { is_bot: boolean };
  reply_to_message?: { message_id: number };
}

async function byBot(chat: number): Promise<Posted[]> {
  const messages: Posted[] = await playground.messages(chat);
  return messages.filter(({ from }) => from.is_bot);
}

async function calls(method: string): Promise<unknown[]> {
  return (await playground.request('GET', `/api/calls?method=${method}`)).body.calls;
}

async function fault(fields: object): Promise<void> {
  await playground.request('POST', '/api/faults', { method: 'sendMessage', ...fields });
}
