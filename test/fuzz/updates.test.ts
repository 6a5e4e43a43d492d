import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referenceIn } from '../../demo/actors.ts';
import type { CardState } from '../../prisma/generated/enums.ts';
import { settleTown } from '../../town.ts';
import { type ByWebhook, openByWebhook } from '../support/by-webhook.ts';
import { fileKinds, fileOf } from './messages.ts';
import { residents } from './seats.ts';
import { badUpdates } from './updates.ts';

/** What went wrong is seen again with the seed that stands in the name of the tests. */
const { FUZZ_SEED: seed = '4', FUZZ_UPDATES: count = '5000' } = process.env;
const all = fc.sample(badUpdates, { seed: Number(seed), numRuns: Number(count) });
const atOnce = 500;
const firstId = 700_000_000;
const long = { timeout: 90_000 };

/** What the attack itself makes the chat refuse: taps and messages that it made up, people who never pressed Start. */
const madeUp = [
  /query ID is invalid/,
  /message to edit not found/,
  /message can't be edited/,
  /there is no text in the message to edit/,
  /chat not found/,
  // An edit that another was quicker with.
  /message is not modified/,
];

interface Call {
  n: number;
  method: string;
  ok: boolean;
  description?: string;
}

describe(`${count} bad updates (FUZZ_SEED=${seed})`, () => {
  let bot: ByWebhook;
  let files: Record<string, string>;
  const refused: Call[] = [];
  let lastCall = 0;

  beforeAll(async () => {
    bot = await openByWebhook();
    await settleTown(bot.deps);
    for (const id of residents) await newcomer(id);
    files = Object.fromEntries(await Promise.all(fileKinds.map(async (kind) => [kind, await fileIn(kind)])));
  });
  afterAll(() => bot.close());

  const batches = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => index * atOnce);
  test.each(batches)(
    'from %i on: each is kept once, none waits for ever, and whoever writes next is heard',
    async (first) => {
      const { db } = bot.deps;
      const batch = all.slice(first, first + atOnce);
      await inParallel(16, batch, async ({ content }, index) => {
        const answer = await bring(content, firstId + first + index);
        expect(answer, JSON.stringify(content)).toMatchObject({ status: 200 });
      });
      await expect.poll(() => db.telegramUpdate.count({ where: { handledAt: null } }), long).toBe(0);
      const ids = { gte: firstId + first, lt: firstId + first + batch.length };
      expect(await db.telegramUpdate.count({ where: { updateId: ids } })).toBe(batch.length);
      await newcomer(20_000 + first);
      await bot.actors.act(20_000 + first, 20_000 + first, 'say', { text: '三号楼前的路灯不亮了' });
      await bot.actors.see(20_000 + first, 'a reference', referenceIn);
      await collectCalls();
    },
    120_000,
  );

  test('nothing was tried in vain: what failed is what nobody could read, put aside at once', async () => {
    const tried = await bot.deps.db.telegramUpdate.findMany({ where: { attempts: { gt: 0 } } });
    const inVain = tried.filter(({ failure, attempts }) => failure !== 'Unreadable' || attempts > 1);
    expect(inVain.map(({ failure, payload }) => ({ failure, payload }))).toEqual([]);
  });

  test('every complaint is understood, and every card shown', async () => {
    const { db } = bot.deps;
    await expect.poll(() => db.complaint.count({ where: { status: 'gathering' } }), long).toBe(0);
    const waiting = { state: { in: ['due', 'sending'] satisfies CardState[] } };
    await expect.poll(() => db.card.count({ where: waiting }), long).toBe(0);
    await collectCalls();
  }, 200_000);

  test('nothing that the bot says is refused by the chat', () => {
    expect(refused.filter(({ description = '' }) => !madeUp.some((one) => one.test(description)))).toEqual(
      [],
    );
  });

  test('no word of anybody’s became markup', () => {
    const sent = [...bot.world.state.chats.values()].flatMap(({ messages }) => messages);
    const marked = sent.filter(
      (one) => one?.from?.is_bot && one.entities?.some(({ type }) => type === 'spoiler'),
    );
    expect(marked).toEqual([]);
  });

  test('whoever wrote something has been answered', async () => {
    const silent = residents.filter((id) => {
      const messages = bot.world.state.chats.get(id)?.messages ?? [];
      return messages.filter((one) => one?.from?.is_bot).length < 2;
    });
    expect(silent).toEqual([]);
  });

  function bring(content: object, update_id: number) {
    const body = JSON.stringify({ update_id, ...content });
    const withFiles = fileKinds.reduce((text, kind) => text.replaceAll(fileOf(kind), files[kind]!), body);
    return bot.post([withFiles]);
  }

  async function newcomer(id: number): Promise<void> {
    await bot.actors.request('POST', '/api/people', { id, firstName: `R ${id}`, languageCode: 'zh' });
    await bot.actors.act(id, id, 'start');
  }

  /** The id of a file of this kind, which the chat then has. */
  async function fileIn(kind: (typeof fileKinds)[number]): Promise<string> {
    const id = residents[0]!;
    const { message } = await bot.actors.act<{ message: Record<string, unknown> }>(id, id, kind);
    const file = [message[kind]].flat().at(-1) as { file_id: string };
    return file.file_id;
  }

  async function collectCalls(): Promise<void> {
    const { calls } = await bot.actors.request<{ calls: Call[] }>('GET', `/api/calls?after=${lastCall}`);
    lastCall = calls.at(-1)?.n ?? lastCall;
    refused.push(...calls.filter(({ ok }) => !ok));
  }
});

async function inParallel<Item>(
  width: number,
  items: Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const left = items.entries();
  const run = async () => {
    for (const [index, item] of left) await work(item, index);
  };
  await Promise.all(Array.from({ length: width }, run));
}
