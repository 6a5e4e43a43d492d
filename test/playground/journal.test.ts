import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cast, type Harness, openPlayground, people } from './harness.ts';

const { resident, group } = people;
let dataDir: string;
let playground: Harness;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'playground-'));
  playground = await openPlayground({ dataDir });
});
afterEach(async () => {
  await playground.close();
  rmSync(dataDir, { recursive: true });
});

async function restart(): Promise<void> {
  await playground.close();
  playground = await openPlayground({ dataDir });
}

test('chats, edits, pins and keyboards are after a restart as they were before', async () => {
  await playground.act(resident, 'start', { as: resident });
  const { message } = await playground.act(resident, 'say', { as: resident, text: '路灯坏了' });
  await playground.act(resident, 'edit', { as: resident, message: message.message_id, text: '路灯又坏了' });
  const card = await playground.telegram.sendMessage(group, 'card', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
  });
  await playground.telegram.pinChatMessage(group, card.message_id);
  await playground.telegram.sendMessage(resident, 'where?', {
    reply_markup: { keyboard: [[{ text: 'here', request_location: true }]] },
  });
  const gone = await playground.telegram.sendMessage(group, 'a mistake');
  await playground.telegram.deleteMessage(group, gone.message_id);
  const read = async () => [
    (await playground.request('GET', `/api/chats/${resident}/messages`)).body,
    (await playground.request('GET', `/api/chats/${group}/messages`)).body,
  ];
  const before = await read();
  await restart();
  expect(await read()).toEqual(before);
  expect((await playground.telegram.sendMessage(group, 'next')).message_id).toBe(gone.message_id + 1);
});

test('what the bot has not confirmed comes again with the same id, what it has confirmed does not', async () => {
  await playground.act(resident, 'say', { as: resident, text: 'first' });
  await playground.act(resident, 'say', { as: resident, text: 'second' });
  const [first, second] = (await playground.bot('getUpdates')).result;
  await playground.bot('getUpdates', { offset: first.update_id + 1 });
  await restart();
  expect((await playground.bot('getUpdates')).result).toEqual([second]);
  await playground.act(resident, 'say', { as: resident, text: 'third' });
  const ids = (await playground.bot('getUpdates')).result.map((u: { update_id: number }) => u.update_id);
  expect(ids).toEqual([second.update_id, second.update_id + 1]);
});

test('files can be fetched and sent again', async () => {
  const { message } = await playground.act(resident, 'photo', { as: resident, scene: 'puddle' });
  const fileId = message.photo.at(-1).file_id;
  const fetchFile = async () => {
    const link = await playground.telegram.getFileLink(fileId);
    return Buffer.from(await (await fetch(link)).arrayBuffer());
  };
  const before = await fetchFile();
  await restart();
  expect((await fetchFile()).equals(before)).toBe(true);
  expect((await playground.telegram.sendPhoto(resident, fileId)).photo.at(-1)?.file_id).toBe(fileId);
});

test('commands, language, webhook and who blocked the bot stay', async () => {
  await playground.telegram.setMyCommands([{ command: 'mine', description: 'Mine' }]);
  await playground.request('PATCH', '/api/world', { language: 'en' });
  await playground.act(resident, 'start', { as: resident });
  await playground.request('PATCH', `/api/people/${resident}`, { blocked: true });
  await playground.bot('setWebhook', { url: 'http://127.0.0.1:9/hook' });
  await restart();
  expect(await playground.telegram.getMyCommands()).toEqual([{ command: 'mine', description: 'Mine' }]);
  expect((await playground.request('GET', '/api/world')).body.language).toBe('en');
  expect((await playground.bot('getWebhookInfo')).result.url).toBe('http://127.0.0.1:9/hook');
  expect(await playground.bot('sendMessage', { chat_id: resident, text: 'hello' })).toMatchObject({
    error_code: 403,
  });
});

test('a tap can still be answered after a restart', async () => {
  const card = await playground.telegram.sendMessage(group, 'card', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
  });
  const { callbackId } = await playground.act(group, 'tap', {
    as: people.reviewer,
    message: card.message_id,
    button: 'Yes',
    wait: false,
  });
  await restart();
  expect(await playground.telegram.answerCbQuery(callbackId)).toBe(true);
});

test('a last line that a crash cut short is dropped, and the journal goes on behind the whole ones', async () => {
  await playground.act(resident, 'say', { as: resident, text: 'whole' });
  const journal = join(dataDir, 'journal.jsonl');
  appendFileSync(journal, '[{"t":"message","message":{"messa');
  await restart();
  await playground.act(resident, 'say', { as: resident, text: 'after' });
  await restart();
  const texts = (await playground.messages(resident)).map(({ text }: { text: string }) => text);
  expect(texts).toEqual(['whole', 'after']);
  expect(() =>
    readFileSync(journal, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).not.toThrow();
});

test('a new entry of the cast joins a world that is there, and nobody in it is changed', async () => {
  await playground.request('PATCH', `/api/people/${resident}`, { firstName: 'Mei' });
  await playground.close();
  const newcomer = { id: 99, firstName: 'New', languageCode: 'en' };
  playground = await openPlayground({ dataDir, cast: { ...cast, people: [...cast.people, newcomer] } });
  const { people: there } = (await playground.request('GET', '/api/world')).body;
  const names = new Map(there.map((p: { id: number; firstName: unknown }) => [p.id, p.firstName]));
  expect(names.get(resident)).toBe('Mei');
  expect(names.get(99)).toBe('New');
});
