import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mentions, referenceIn, saying } from '../../demo/actors.ts';
import { openLog } from '../../infra/log.ts';
import { departmentGroup, reviewersGroup, settleTown } from '../../town.ts';
import { allRows } from '../support/all-rows.ts';
import { type ByWebhook, openByWebhook, secret, token } from '../support/by-webhook.ts';
import { createTestDatabase } from '../support/database.ts';
import { openDatabaseGate } from '../support/database-gate.ts';
import { redisIsHere, startRedis, type TestRedis } from '../support/redis.ts';

const soon = { timeout: 60_000 };
const person = 7_311_846_210;
const reviewer = 2001;
const metricsToken = 'the-metrics-token-is-a-secret-of-ours';

/** What a person says and is, and what only we know. None of it may be anywhere but in our tables and in chats. */
const theirs = ['欧阳画眉', 'huamei_canary', '13866667777', '画眉小区南门的路灯坏了三天了', '画眉自己修好了'];
const ours = [token, token.split(':')[1]!, secret, metricsToken];
const canaries = [...theirs, ...ours];
const found = (text: string, among = canaries) => among.filter((canary) => text.includes(canary));

describe.each(['postgres', 'redis'] as const)('with the queue on %s', (queue) => {
  describe.skipIf(queue === 'redis' && !redisIsHere)('', () => {
    const log: string[] = [];
    const errors: string[] = [];
    let bot: ByWebhook;
    let gate: Awaited<ReturnType<typeof openDatabaseGate>>;
    let redis: TestRedis | null = null;

    beforeAll(async () => {
      const url = await createTestDatabase();
      if (queue === 'postgres') await keepAllJobs(url);
      else redis = await startRedis({ appendfsync: 'always' });
      gate = await openDatabaseGate(url);
      bot = await openByWebhook({
        databaseUrl: gate.url,
        env: { METRICS_TOKEN: metricsToken, ...(redis && { REDIS_URL: redis.url }) },
        log: openLog({ level: 'debug' }, { write: (line) => log.push(line) }),
      });
      await settleTown(bot.deps);
      await liveThrough();
    }, 200_000);
    afterAll(async () => {
      await bot?.close();
      await gate?.close();
      await redis?.stop();
    });

    test('the words are where they belong, so that the search would find them', async () => {
      expect(found(await allRows(bot.deps.db), theirs)).toEqual(theirs);
    });

    test('the log, at its most talkative and with faults to tell of, holds none of it', () => {
      const text = log.join('');
      expect(text).toContain('an update is handled');
      expect(text).toContain('"level":"error"');
      expect(found(text)).toEqual([]);
    });

    test('no job that was ever in the queue holds any of it', async () => {
      const text = await allJobs();
      expect(text).toContain('triage');
      expect(found(text)).toEqual([]);
    });

    test('no answer to whoever calls wrongly repeats any of it', () => {
      expect(errors).toHaveLength(9);
      for (const error of errors) expect(found(error), error).toEqual([]);
    });

    test('the metrics hold none of it', async () => {
      const headers = { authorization: `Bearer ${metricsToken}` };
      const text = await (await fetch(new URL('/metrics', bot.url), { headers })).text();
      expect(text).toContain('# HELP');
      expect(found(text)).toEqual([]);
    });

    test('after /forget no table, no file and no job holds any of what was theirs', async () => {
      const { actors, dataDir } = bot;
      await actors.act(person, person, 'say', { text: '/forget' });
      await actors.tap(person, person, '删除您的信息', ({ kind }) => kind === 'forgetYes');
      const numbered = [...theirs, String(person)];
      await expect.poll(async () => found(await allRows(bot.deps.db), numbered), soon).toEqual([]);
      expect(found(await allFiles(dataDir), numbered)).toEqual([]);
      expect(found(log.join(''), theirs)).toEqual([]);
      expect(found(await allJobs(), theirs)).toEqual([]);
    });

    /** The whole way of a complaint, with all that can go wrong on it. */
    async function liveThrough(): Promise<void> {
      const { actors } = bot;
      const [name, username, phone, sentence, verdict] = theirs as [string, string, string, string, string];
      const say = (text: string) => actors.act(person, person, 'say', { text });
      const fault = (method: string, kind: string) => actors.request('POST', '/api/faults', { method, kind });
      await actors.request('POST', '/api/people', {
        id: person,
        firstName: name,
        username,
        languageCode: 'zh',
      });
      await actors.act(person, person, 'start');
      await callWrongly();
      await putAside();
      await fault('sendMessage', '500');
      await fault('editMessageText', 'drop');
      await actors.act(person, person, 'photo', { caption: `${sentence}，我的电话${phone}` });
      const heard = await actors.see(person, 'the card', (one) =>
        one.taps.some(({ kind }) => kind === 'wrong'),
      );
      const reference = referenceIn(heard)!;
      await actors.tap(reviewersGroup, reviewer, reference, ({ kind }) => kind === 'confirm');
      const ticket = await bot.deps.db.ticket.findUniqueOrThrow({ where: { reference } });
      const { chat, member } = departmentGroup(ticket.departmentCode!);
      await actors.tap(chat, member, reference, ({ kind }) => kind === 'answer');
      const question = await actors.see(
        chat,
        'the question',
        (one) => saying(one, reference) && mentions(one, member),
      );
      await actors.act(chat, member, 'say', { text: `已答复：${sentence}`, replyTo: question.message_id });
      await actors.tap(person, person, '已答复', ({ kind }) => kind === 'notSolved');
      await say(verdict);
      await actors.see(chat, 'why not', (one) => saying(one, verdict));
    }

    /** What nobody can read is put aside as it came. */
    async function putAside(): Promise<void> {
      const chat = { id: person, type: 'private' };
      const message = { message_id: 2 ** 31, date: 0, chat, text: theirs.join() };
      await bot.post([JSON.stringify({ update_id: 830_000_000, message })]);
      const row = { where: { updateId: 830_000_000 } };
      const isAside = async () =>
        expect(await bot.deps.db.telegramUpdate.findUnique(row)).toMatchObject({ failure: 'Unreadable' });
      await vi.waitFor(isAside, soon);
    }

    async function callWrongly(): Promise<void> {
      const all = canaries.join();
      const update = JSON.stringify({ update_id: 830_000_001, message: { text: all, chat: { id: person } } });
      const heard = async (answer: Promise<{ body: object }>) =>
        errors.push(JSON.stringify((await answer).body));
      await heard(bot.post([update], {}));
      await heard(bot.post([update.slice(0, -2)]));
      await heard(bot.post([JSON.stringify({ update_id: all })]));
      for (const [path, init] of [
        [`/${encodeURIComponent(all)}`, {}],
        [`/%zz${encodeURIComponent(all)}`, {}],
        ['/metrics', { headers: { authorization: `Bearer ${encodeURIComponent(all)}` } }],
        [`/departments/${encodeURIComponent(all)}/tickets/7K4-2QD`, { method: 'POST', body: all }],
        [
          '/telegram/updates',
          { method: 'POST', body: all.repeat(9000), headers: { 'content-type': 'application/json' } },
        ],
      ] as [string, RequestInit][])
        errors.push(await (await fetch(new URL(path, bot.url), init)).text());
      gate.shut();
      await heard(bot.post([update]));
      gate.open();
    }

    async function allJobs(): Promise<string> {
      if (!redis) {
        const rows = await bot.deps.db.$queryRaw<{ row: string }[]>`select row from every_job`;
        return rows.map(({ row }) => row).join('\n');
      }
      const client = new Redis(redis.url);
      const [, dir] = (await client.config('GET', 'dir')) as [string, string];
      client.disconnect();
      return allFiles(join(dir, 'appendonlydir'));
    }
  });
});

/** Writes down whatever is ever in the queue: jobs that are done are taken out of it. */
async function keepAllJobs(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq'`,
  );
  const triggers = rows.map(
    ({ name }) =>
      `create trigger keep_all after insert or update on ${name} for each row execute function keep_all();`,
  );
  await client.query(`
    create table every_job (row text);
    create function keep_all() returns trigger language plpgsql as
      $$ begin insert into public.every_job values (new::text); return null; end $$;
    ${triggers.join('\n')}`);
  await client.end();
}

async function allFiles(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
  );
  return [...files.map(({ name }) => name), ...texts].join('\n');
}
