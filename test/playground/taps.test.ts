import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, openPlayground, people, refusal, startBot } from './harness.ts';

const { resident } = people;
let playground: Harness;
let clock = 0;
beforeEach(async () => {
  clock = Date.now();
  playground = await openPlayground({ now: () => new Date(clock) });
});
afterEach(() => playground.close());

const poll = () => playground.telegram.getUpdates(0, 100, 0, undefined);

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
