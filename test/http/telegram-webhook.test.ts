import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { referenceIn } from '../../demo/actors.ts';
import { type ByWebhook, openByWebhook, secret } from '../support/by-webhook.ts';
import { createTestDatabase } from '../support/database.ts';
import { openDatabaseGate } from '../support/database-gate.ts';

let bot: ByWebhook;
let gate: Awaited<ReturnType<typeof openDatabaseGate>>;
beforeAll(async () => {
  gate = await openDatabaseGate(await createTestDatabase({ template: 'district_template' }));
  bot = await openByWebhook({ databaseUrl: gate.url });
});
afterAll(async () => {
  await bot.close();
  await gate.close();
});

let resident: number;
let people = 6000;
beforeEach(async () => {
  resident = ++people;
  await bot.actors.request('POST', '/api/people', { id: resident, firstName: '陈', languageCode: 'zh' });
  await bot.actors.act(resident, resident, 'start');
});

let updateId = 900_000_000;
const updateOf = (text: string) => ({
  update_id: ++updateId,
  message: {
    message_id: updateId,
    date: Math.floor(Date.now() / 1000),
    chat: { id: resident, type: 'private', first_name: '陈' },
    from: { id: resident, is_bot: false, first_name: '陈', language_code: 'zh' },
    text,
  },
});

const stored = (id: number) => bot.deps.db.telegramUpdate.count({ where: { updateId: BigInt(id) } });
const kept = () => bot.deps.db.message.findMany({ where: { complaint: { chatId: BigInt(resident) } } });

test('an update that Telegram brings is answered', async () => {
  await bot.actors.act(resident, resident, 'say', { text: '三号楼前的路灯不亮了' });
  await bot.actors.see(resident, 'the reference', referenceIn);
  expect(await kept()).toMatchObject([{ text: '三号楼前的路灯不亮了' }]);
  expect(await bot.webhookInfo()).toMatchObject({ url: bot.url });
});

test.each([
  ['without the secret', {}],
  ['with a wrong secret', { 'x-telegram-bot-api-secret-token': 'a-secret-of-somebody-else' }],
  ['with a part of the secret', { 'x-telegram-bot-api-secret-token': secret.slice(0, -1) }],
])('a call %s is refused, and nothing is stored', async (_how, headers) => {
  const forged = updateOf('不是 Telegram 送来的');
  const answer = await bot.post([JSON.stringify(forged)], headers);
  expect(answer).toMatchObject({ status: 401, body: { error: 'Only Telegram may call this address.' } });
  // What comes through the front door afterwards is through with its handling: the forged one had its time.
  await bot.actors.act(resident, resident, 'say', { text: '真的有事：井盖松了' });
  await bot.actors.see(resident, 'the reference', referenceIn);
  expect(await stored(forged.update_id)).toBe(0);
  expect(await kept()).toMatchObject([{ text: '真的有事：井盖松了' }]);
});

test('whoever is not Telegram does not learn whether the body was right', async () => {
  expect((await bot.post(['{"update_id'], {})).status).toBe(401);
});

test('letters that are cut in two on the way arrive whole', async () => {
  const text = '路灯坏了🔦，老人怕摔';
  const bytes = Buffer.from(JSON.stringify(updateOf(text)));
  const single = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect((await bot.post(single)).status).toBe(200);
  await expect.poll(kept).toMatchObject([{ text }]);
});

test('the same update is kept and handled once, however often it comes', async () => {
  const update = updateOf('菜场门口积水了');
  const answers = await Promise.all([1, 2, 3].map(() => bot.post([JSON.stringify(update)])));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await bot.actors.see(resident, 'the reference', referenceIn);
  expect((await bot.post([JSON.stringify(update)])).status).toBe(200);
  expect(await stored(update.update_id)).toBe(1);
  await expect
    .poll(() => bot.deps.db.telegramUpdate.findUnique({ where: { updateId: BigInt(update.update_id) } }))
    .toMatchObject({ handledAt: expect.any(Date), payload: {} });
  expect(await kept()).toHaveLength(1);
});

test.each(['{"update_id"', '', '[]', 'null', '{"update_id":"7"}', '{"message":{}}'])(
  'what is no update (%s) is refused for good',
  async (body) => {
    const { status, body: said } = await bot.post([body || '\n']);
    expect({ status, said }).toEqual({ status: 400, said: { error: expect.any(String) } });
  },
);

test('an update that could not be stored is refused, and comes again when the database is back', async () => {
  gate.shut();
  await bot.actors.act(resident, resident, 'say', { text: '数据库不在时说的话：暖气不热' });
  await expect.poll(async () => (await bot.webhookInfo()).last_error_message).toContain('503');
  expect(await bot.post([JSON.stringify(updateOf('再来一条'))])).toMatchObject({
    status: 503,
    retryAfter: '1',
  });
  gate.open();
  await bot.actors.see(resident, 'the reference', referenceIn);
  expect(await kept()).toMatchObject([{ text: '数据库不在时说的话：暖气不热' }]);
});

test('health says that the process lives, and whether its database does', async () => {
  const ask = async (what: string) => {
    const response = await fetch(new URL(what, bot.url));
    return { status: response.status, body: await response.json() };
  };
  expect(await ask('/live')).toEqual({ status: 200, body: { live: true } });
  const all = { ready: true, database: true, migrations: true, queue: true };
  expect(await ask('/ready')).toEqual({ status: 200, body: all });
  gate.shut();
  expect(await ask('/ready')).toMatchObject({ status: 503, body: { ready: false, database: false } });
  expect(await ask('/live')).toMatchObject({ status: 200 });
  gate.open();
  await expect.poll(async () => (await ask('/ready')).status).toBe(200);
});
