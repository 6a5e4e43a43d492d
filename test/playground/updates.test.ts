import { message } from 'telegraf/filters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal, startBot, until } from './harness.ts';

const { resident, reviewer, group } = people;
let playground: Harness;
let clock = 0;
beforeEach(async () => {
  clock = Date.now();
  playground = await openPlayground({ now: () => new Date(clock) });
});
afterEach(() => playground.close());

const say = (text: string) => playground.act(resident, 'say', { as: resident, text });
const poll = (offset?: number, timeout = 0) =>
  playground.telegram.getUpdates(timeout, 100, offset ?? 0, undefined);

describe('getUpdates', () => {
  test('an update comes again until a higher offset confirms it', async () => {
    await say('one');
    await say('two');
    const [first, second] = await poll();
    expect(first).toMatchObject({ message: { text: 'one', from: { id: resident, language_code: 'zh' } } });
    expect(second?.update_id).toBe(first!.update_id + 1);
    expect(await poll()).toHaveLength(2);
    expect(await poll(second!.update_id)).toEqual([second]);
    expect(await poll(second!.update_id + 1)).toEqual([]);
  });

  test('a poll waits for the next update', async () => {
    const waiting = poll(0, 30);
    await say('now');
    expect(await waiting).toMatchObject([{ message: { text: 'now' } }]);
  });

  test('of two pollers the one that waits is sent away', async () => {
    let sentAway: { code: number; description: string } | undefined;
    void refusal(poll(0, 30)).then((refused) => {
      sentAway = refused;
    });
    await until(async () => (await poll()) && sentAway);
    expect(sentAway).toEqual({
      code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
  });

  test('updates older than 24 hours are gone', async () => {
    await say('yesterday');
    clock += 24 * 3_600_000 + 1;
    await say('today');
    expect(await poll()).toMatchObject([{ message: { text: 'today' } }]);
  });

  test('a negative offset keeps only the newest', async () => {
    for (const text of ['one', 'two', 'three']) await say(text);
    expect(await poll(-1)).toMatchObject([{ message: { text: 'three' } }]);
    expect(await poll()).toHaveLength(1);
  });

  test('only the kinds asked for are kept', async () => {
    await playground.bot('getUpdates', { allowed_updates: ['message'] });
    const { message: said } = await say('before');
    await playground.act(resident, 'edit', { as: resident, message: said.message_id, text: 'after' });
    expect(await poll()).toMatchObject([{ message: { text: 'before' } }]);
  });
});

describe('what a bot hears', () => {
  test('a polling telegraf bot answers texts, commands and deep links', async () => {
    const bot = await startBot(playground.url, (it) => {
      it.start((ctx) => ctx.reply(`started with ${ctx.payload || 'nothing'}`));
      it.on(message('text'), (ctx) => ctx.reply(`you said ${ctx.message.text}`));
    });
    await playground.act(resident, 'start', { as: resident, payload: 'invite-7' });
    await say('路灯坏了');
    const texts = await until(async () => {
      const all = await playground.messages(resident);
      return all.length === 4 && all.map((one: { text: string }) => one.text);
    });
    expect(texts).toEqual(expect.arrayContaining(['started with invite-7', 'you said 路灯坏了']));
    await bot.stop();
    expect(bot.errors).toEqual([]);
  });

  test('an edit is an edited_message with its date, also of a caption', async () => {
    const { message: photo } = await playground.act(resident, 'photo', { as: resident, caption: 'old' });
    await playground.act(resident, 'edit', { as: resident, message: photo.message_id, text: 'new' });
    const updates = await poll();
    expect(updates.at(-1)).toMatchObject({
      edited_message: { message_id: photo.message_id, caption: 'new', edit_date: Math.floor(clock / 1000) },
    });
  });

  test('an album arrives as separate updates with one media_group_id, the caption on the first', async () => {
    await playground.act(resident, 'album', { as: resident, count: 3, caption: 'the corner' });
    const albums = (await poll()).map((update) => ('message' in update ? (update.message as never) : {})) as {
      media_group_id?: string;
      caption?: string;
      photo?: unknown[];
    }[];
    expect(albums).toHaveLength(3);
    expect(new Set(albums.map((one) => one.media_group_id)).size).toBe(1);
    expect(albums.map((one) => one.caption)).toEqual(['the corner', undefined, undefined]);
    expect(albums.every((one) => one.photo!.length === 2)).toBe(true);
  });

  test('an anonymous administrator writes as the group', async () => {
    await playground.act(group, 'say', { as: reviewer, text: 'decided', anonymous: true });
    expect(await poll()).toMatchObject([
      { message: { from: { id: 1087968824, username: 'GroupAnonymousBot' }, sender_chat: { id: group } } },
    ]);
  });

  test('being added, blocked and let in again are told', async () => {
    await playground.act(resident, 'start', { as: resident });
    await playground.request('PATCH', `/api/people/${resident}`, { blocked: true });
    await playground.act(resident, 'start', { as: resident });
    await playground.request('POST', '/api/groups', { title: 'Roads', members: [reviewer] });
    const kinds = (await poll()).map((update) =>
      'my_chat_member' in update
        ? `${update.my_chat_member.old_chat_member.status} -> ${update.my_chat_member.new_chat_member.status}`
        : Object.keys((update as { message: object }).message).at(-1),
    );
    expect(kinds).toEqual([
      'entities',
      'member -> kicked',
      'kicked -> member',
      'entities',
      'left -> member',
      'new_chat_members',
    ]);
  });
});
