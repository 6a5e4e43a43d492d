import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
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

describe('taps', () => {
  async function postCard() {
    await playground.act(resident, 'start', { as: resident });
    return playground.telegram.sendMessage(resident, 'card', {
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y:1' }]] },
    });
  }

  test('a tap waits for the bot’s answer and brings it', async () => {
    const card = await postCard();
    const bot = await startBot(playground.url, (it) => {
      it.action('y:1', (ctx) => ctx.answerCbQuery('done', { show_alert: true }));
    });
    const result = await playground.act(resident, 'tap', {
      as: resident,
      message: card.message_id,
      button: 'Yes',
    });
    expect(result).toMatchObject({ answered: true, text: 'done', showAlert: true });
    await bot.stop();
  });

  test('a forged tap carries data that no button has', async () => {
    const card = await postCard();
    const forged = { as: resident, message: card.message_id, data: 'admin:1', wait: false };
    await playground.act(resident, 'tap', forged);
    expect((await poll()).at(-1)).toMatchObject({
      callback_query: { data: 'admin:1', from: { id: resident } },
    });
  });

  test('a tap can be answered for 150 seconds, once, in 200 characters', async () => {
    const card = await postCard();
    const tap = { as: resident, message: card.message_id, button: [0, 0], wait: false };
    const { callbackId } = await playground.act(resident, 'tap', tap);
    const answer = (text?: string) => playground.telegram.answerCbQuery(callbackId, text);
    expect((await refusal(answer('x'.repeat(201)))).description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect(await answer('x'.repeat(200))).toBe(true);
    const old = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    expect((await refusal(answer())).description).toBe(old);

    const late = await playground.act(resident, 'tap', tap);
    clock += 150_001;
    expect((await refusal(playground.telegram.answerCbQuery(late.callbackId))).description).toBe(old);
  });

  test('a reply keyboard sends its text or the place it asks for, and goes away when it was for once', async () => {
    await playground.act(resident, 'start', { as: resident });
    await playground.telegram.sendMessage(resident, 'where?', {
      reply_markup: {
        keyboard: [[{ text: 'Here', request_location: true }, 'Skip']],
        one_time_keyboard: true,
      },
    });
    const here = { as: resident, button: 'Here', latitude: 31.2, longitude: 121.4 };
    const { message: sent } = await playground.act(resident, 'press', here);
    expect(sent.location).toEqual({ latitude: 31.2, longitude: 121.4 });
    const { body } = await playground.request('GET', `/api/chats/${resident}/messages?as=${resident}`);
    expect(body.keyboard).toBe(null);
  });
});

describe('webhook', () => {
  type Arrival = { text: string; chat: number; secret: unknown };

  async function hook(
    answerWith: (arrival: Arrival, count: number) => { status: number; retryAfter?: number; body?: object },
  ) {
    const arrivals: Arrival[] = [];
    const server = createServer(async (request, response) => {
      const { message: said } = (await json(request)) as { message: { text: string; chat: { id: number } } };
      const arrival = {
        text: said.text,
        chat: said.chat.id,
        secret: request.headers['x-telegram-bot-api-secret-token'],
      };
      arrivals.push(arrival);
      const { status, retryAfter, body } = answerWith(arrival, arrivals.length);
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      });
      response.end(body ? JSON.stringify(body) : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { arrivals, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() };
  }

  test('updates arrive with the secret, and a webhook shuts out pollers', async () => {
    const { arrivals, url, close } = await hook(() => ({ status: 200 }));
    await say('kept from before');
    await playground.telegram.setWebhook(url, { secret_token: 'open-sesame' });
    await say('路灯坏了');
    await until(() => arrivals.length === 2);
    expect(arrivals).toMatchObject([
      { text: 'kept from before' },
      { text: '路灯坏了', secret: 'open-sesame' },
    ]);
    expect((await refusal(poll())).description).toMatch(
      /^Conflict: can't use getUpdates method while webhook/,
    );
    await until(async () => (await playground.telegram.getWebhookInfo()).pending_update_count === 0);
    await playground.telegram.deleteWebhook();
    expect(await poll()).toEqual([]);
    close();
  });

  test('a refused update comes again and holds up its own chat only', async () => {
    const { arrivals, url, close } = await hook((_arrival, count) => ({ status: count === 1 ? 503 : 200 }));
    await playground.telegram.setWebhook(url);
    await say('first');
    await until(() => arrivals.length === 1);
    await say('second');
    await playground.act(group, 'say', { as: reviewer, text: 'elsewhere' });
    await until(() => arrivals.length === 4);
    expect(arrivals.map(({ text }) => text)).toEqual(['first', 'elsewhere', 'first', 'second']);
    expect(await playground.telegram.getWebhookInfo()).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    });
    close();
  });

  test('Retry-After is honoured', async () => {
    // Four pauses of the webhook's own would take 15 s, longer than `until` waits.
    const { arrivals, url, close } = await hook((_arrival, count) =>
      count <= 4 ? { status: 429, retryAfter: 0 } : { status: 200 },
    );
    await playground.telegram.setWebhook(url);
    await say('again please');
    await until(() => arrivals.length === 5);
    close();
  });

  test('a method in the answer is carried out', async () => {
    const { url, close } = await hook(({ chat }) => ({
      status: 200,
      body: { method: 'sendMessage', chat_id: chat, text: 'by reply' },
    }));
    await playground.telegram.setWebhook(url);
    await say('hello');
    await until(async () => (await playground.messages(resident)).at(-1).text === 'by reply');
    close();
  });

  test('pending updates can be dropped', async () => {
    await say('unwanted');
    await playground.telegram.deleteWebhook({ drop_pending_updates: true });
    expect(await poll()).toEqual([]);
  });
});

describe('faults', () => {
  beforeEach(() => playground.act(resident, 'start', { as: resident }));
  const send = () => playground.telegram.sendMessage(resident, 'hi');
  const fault = (fields: object) =>
    playground.request('POST', '/api/faults', { method: 'sendMessage', ...fields });

  test('429 names the seconds to wait, as often as asked, and does not send', async () => {
    await fault({ kind: '429', retryAfter: 7, times: 2 });
    expect((await refusal(send())).description).toBe('Too Many Requests: retry after 7');
    expect(await playground.bot('sendMessage', { chat_id: resident, text: 'x' })).toMatchObject({
      parameters: { retry_after: 7 },
    });
    const sent = await send();
    expect(sent.message_id).toBe(2);
  });

  test('5xx and 403 answer so; other chats and methods are spared', async () => {
    await fault({ kind: '500', chat: resident });
    await fault({ kind: '502', chat: resident });
    await fault({ kind: '403', chat: resident });
    expect(await playground.telegram.sendMessage(group, 'hi')).toBeTruthy();
    expect((await refusal(send())).code).toBe(500);
    expect((await refusal(send())).code).toBe(502);
    expect((await refusal(send())).code).toBe(403);
    expect(await send()).toBeTruthy();
  });

  test('drop sends the message and cuts the connection', async () => {
    await fault({ kind: 'drop' });
    await expect(send()).rejects.toThrow(/socket hang up/);
    expect((await playground.messages(resident)).map((one: { text: string }) => one.text)).toEqual([
      '/start',
      'hi',
    ]);
  });

  test('hang never answers and sends nothing', async () => {
    await fault({ kind: 'hang' });
    const hungUp = new AbortController();
    const hanging = playground.telegram.callApi(
      'sendMessage',
      { chat_id: resident, text: 'x' },
      { signal: hungUp.signal as never },
    );
    const outcome = hanging.then(
      () => 'answered',
      () => 'cut off',
    );
    await until(async () => (await playground.request('GET', '/api/faults')).body.faults.length === 0);
    hungUp.abort();
    expect(await outcome).toBe('cut off');
    expect(await playground.messages(resident)).toHaveLength(1);
  });

  test('migrate turns the group into a supergroup', async () => {
    await fault({ kind: 'migrate', chat: group });
    const { parameters } = await playground.bot('sendMessage', { chat_id: group, text: 'hi' });
    expect(await playground.telegram.sendMessage(parameters.migrate_to_chat_id, 'hi')).toBeTruthy();
  });

  test('every call is on record without its text', async () => {
    await fault({ kind: '500' });
    await refusal(send());
    const sent = await send();
    const { body } = await playground.request('GET', `/api/calls?method=sendMessage&chat=${resident}`);
    expect(body.calls).toMatchObject([
      { ok: false, fault: '500' },
      { ok: true, message: sent.message_id },
    ]);
    expect(JSON.stringify(body)).not.toContain('hi');
  });
});
