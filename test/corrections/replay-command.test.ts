import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Line } from '../../core/triage/replay/compare.ts';
import type { Compared, Replayed } from '../../core/triage/replay/replay.ts';
import { newFolder, startProgram } from '../start/program.ts';
import { defaultCatalogDir } from '../support/default-catalog.ts';
import { openHistory, type Past } from '../support/history.ts';
import { startModelServer } from '../support/model-server.ts';

/** `npm run replay` as a process of its own, against a model that sorts by a few words: 停水 is utilities, 路灯 public facilities. */

const own = '找王师傅 13800138000';

let history: Awaited<ReturnType<typeof openHistory>>;
let server: Awaited<ReturnType<typeof startModelServer>>;
beforeEach(async () => {
  history = await openHistory();
  server = await startModelServer();
});
afterEach(async () => {
  await server.close();
  await history.close();
});

async function replay(args: string[] = [], env: Record<string, string> = {}) {
  const all = {
    DATABASE_URL: history.url,
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: server.url,
    OPENAI_MODEL: 'test-model',
    ...env,
  };
  const program = startProgram('replay.ts', { env: all, args });
  return { status: await program.ended(), out: program.said(), err: program.complained() };
}

const json = async (args: string[] = [], env: Record<string, string> = {}) => {
  const { status, out, err } = await replay([...args, '--json'], env);
  expect(err).toBe('');
  const replayed = JSON.parse(out) as Replayed & { cost: number | null };
  const lines = Object.fromEntries(replayed.comparisons.map(({ of, lines }) => [of, lines]));
  return { status, ...replayed, ...(lines as Record<Compared, Line[]>) };
};

async function add(count: number, past: Past) {
  for (let at = 0; at < count; at++) await history.add({ source: 'model', ...past });
}

const lamps: Past = { text: `桥头的路灯不亮了，${own}`, decided: 'public-facilities' };
const water: Past = { text: `我们楼停水了，${own}`, decided: 'utilities' };

test('ends with 1 and names the category where the model has become worse on one beyond chance', async () => {
  await add(12, lamps);
  // What was right then, the model of today calls utilities.
  await add(12, { text: '物业通知说要停水', decided: 'housing' });
  const { status, out, err } = await replay([], { STAFF_LANGUAGE: 'en' });
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(out).toMatch(/^Housing and property management +12 +12 \(100 %\) +0 \(0 %\) .*worse$/m);
  expect(out).toMatch(/^Public facilities +12 .*[^e]$/m);
  expect(out).toContain('The model by itself: in all, Housing and property management.');
});

test('ends with 0 where it is as good as it was, though it errs on one case', async () => {
  await add(10, lamps);
  await add(1, { text: '物业通知说要停水', decided: 'housing' });
  const { status, out } = await replay();
  expect(status).toBe(0);
  expect(out).toContain('没有超出偶然的退步。');
  expect(out).toMatch(/调用 11 次，输入词元 [1-9]\d+，输出词元 [1-9]\d+，费用 未知/);
});

test('ends with 0 where it has become better', async () => {
  await add(12, { ...water, suggested: 'housing' });
  const { status, model } = await json();
  expect(status).toBe(0);
  expect(model).toMatchObject([
    { category: null, cases: 12, rightThen: 0, rightNow: 12, verdict: 'better' },
    { category: 'utilities', onlyThen: 0, onlyNow: 12, difference: 1, verdict: 'better' },
  ]);
});

test('an answer that cannot be used counts as wrong, a model that is not there does not count', async () => {
  await add(3, lamps);
  server.next({ refusal: 'I can’t help with that.' });
  server.next({ status: 500 });
  const { suggestion, model, notCompared } = await json([], { MODEL_CONCURRENCY: '1' });
  expect(suggestion[0]).toMatchObject({ cases: 2, rightThen: 2, rightNow: 1 });
  expect(model[0]).toMatchObject({ cases: 2, rightThen: 2, rightNow: 1 });
  expect(notCompared).toEqual({ server: 1 });
});

test('a gate that could compare nothing stays shut', async () => {
  await add(2, lamps);
  const { status, verdict, notCompared } = await json([], { OPENAI_API_KEY: 'another-key' });
  expect({ status, verdict }).toEqual({ status: 1, verdict: 'too-few' });
  expect(notCompared).toEqual({ rejected: 2 });
});

test('nor does one open that could compare fewer than half, and it says so', async () => {
  await add(5, lamps);
  expect(await json(['--budget', '3'])).toMatchObject({
    status: 0,
    cases: 5,
    compared: 3,
    verdict: 'passed',
  });
  const { status, out } = await replay(['--budget', '2'], { STAFF_LANGUAGE: 'en' });
  expect(status).toBe(1);
  expect(out).toContain('Only 2 of 5 cases could be compared');
  expect(out).not.toContain('Nothing is worse');
});

test('what keeps it from looking is no verdict: a database that is not there ends with 2', async () => {
  const { status, out, err } = await replay([], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain('cannot be used');
});

test('a server that is asked too often is left alone for as long as it says, and then asked again', async () => {
  await add(6, lamps);
  server.next({ status: 429, retryAfter: '2' });
  const { notCompared, compared } = await json([], { MODEL_CONCURRENCY: '1' });
  expect({ notCompared, compared }).toEqual({ notCompared: {}, compared: 6 });
  expect(server.requests).toHaveLength(7);
  const waited = await history.db.modelCall.aggregate({ _max: { milliseconds: true } });
  expect(waited._max.milliseconds).toBeGreaterThanOrEqual(2000);
});

test('the day’s budget holds for a replay as well', async () => {
  await add(3, lamps);
  const prices = { MODEL_PRICE_IN: '1', MODEL_PRICE_OUT: '1', MODEL_BUDGET_PER_DAY: '0.000001' };
  expect((await json([], prices)).notCompared).toEqual({ budget: 3 });
  expect(server.requests).toEqual([]);
});

test('a town without reviews has nothing that could be worse', async () => {
  expect(await replay()).toMatchObject({
    status: 0,
    out: expect.stringContaining('没有可以比较的案例'),
  });
});

test('asks no more often than the budget says, and says for how many it did not', async () => {
  await add(6, lamps);
  const { asked, notCompared } = await json(['--budget', '4']);
  expect(server.requests).toHaveLength(4);
  expect(asked.calls).toBe(4);
  expect(notCompared).toEqual({ budget: 2 });
});

test('asks another model when told to, and says what it cost', async () => {
  const other = await startModelServer({ model: 'cheaper-model' });
  await add(2, lamps);
  const env = { OPENAI_BASE_URL: other.url, MODEL_PRICE_IN: '1', MODEL_PRICE_OUT: '10' };
  const replayed = await json(['--model', 'cheaper-model'], env);
  await other.close();
  expect(replayed).toMatchObject({ status: 0, modelName: 'cheaper-model', cases: 2, notCompared: {} });
  const { cost, asked } = replayed;
  expect(cost).toBeCloseTo((asked.tokensIn + 10 * asked.tokensOut) / 1_000_000);
});

test('the same seed draws the same cases, another one others', async () => {
  for (let at = 0; at < 40; at++) await add(1, { ...lamps, text: `第 ${at} 盏路灯不亮了` });
  const drawn = async (seed: string) => {
    server.requests.length = 0;
    await json(['--sample', '10', '--seed', seed], { MODEL_CONCURRENCY: '1' });
    return server.requests.map(
      ({ messages }) => /<<<MESSAGE\S*\n(第 \d+ 盏)/.exec(messages[1]!.content)?.[1],
    );
  };
  const first = await drawn('1');
  expect(new Set(first).size).toBe(10);
  expect(await drawn('1')).toEqual(first);
  expect(await drawn('2')).not.toEqual(first);
});

test('the vault stands before a replay as before triage, and nothing of it is printed', async () => {
  await add(3, lamps);
  await add(3, water);
  for (const args of [[], ['--json']]) {
    const { out, err } = await replay(args);
    for (const words of ['王师傅', '13800138000', '路灯不亮']) expect(out + err).not.toContain(words);
  }
  expect(server.requests.length).toBeGreaterThan(0);
  expect(JSON.stringify(server.requests)).not.toContain('13800138000');
});

test('nothing is written but the calls, each as a replay’s, with what left the house', async () => {
  await add(3, lamps);
  const rows = async () => [
    await history.db.suggestion.count(),
    await history.db.event.count(),
    await history.db.review.count(),
    await history.db.card.count(),
  ];
  const before = await rows();
  await replay();
  expect(await rows()).toEqual(before);
  const calls = await history.db.modelCall.findMany();
  expect(calls.map(({ purpose, outcome }) => [purpose, outcome])).toEqual([
    ['replay', 'answered'],
    ['replay', 'answered'],
    ['replay', 'answered'],
  ]);
  for (const { sent } of calls) {
    expect(sent).toContain('路灯不亮了');
    expect(sent).not.toContain('13800138000');
  }
});

describe('with a changed catalogue', () => {
  test('cases of a category that it does not have are named and left out', async () => {
    await add(2, lamps);
    await add(2, water);
    const dir = await newFolder();
    await cp(defaultCatalogDir, dir, { recursive: true });
    const file = join(dir, '03-utilities.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('code: utilities', 'code: pipes-and-wires'));
    const { status, out } = await replay(['--catalog', dir]);
    expect(status).toBe(0);
    expect(out).toContain('此目录中没有：utilities（T3-1, T4-1）');
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]!.messages[0]!.content).toContain('## pipes-and-wires');
  });

  test('one that is not sound is no use, and is said by its line', async () => {
    const dir = await newFolder();
    await writeFile(join(dir, 'a.yaml'), 'district: {}\ncolour: red\n');
    const { status, err } = await replay(['--catalog', dir]);
    expect(status).toBe(2);
    expect(err).toMatch(/a\.yaml:2 unknown key "colour"/);
  });
});

test('arguments that are not its own get the usage and 2', async () => {
  const { status, out, err } = await replay(['--prompt', 'x']);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^Usage:/);
});

test('another model without a server to ask is wrong use', async () => {
  const env = { OPENAI_API_KEY: '', OPENAI_BASE_URL: '', OPENAI_MODEL: '' };
  const { status, err } = await replay(['--model', 'x'], env);
  expect(status).toBe(2);
  expect(err).toContain('OPENAI_API_KEY');
});
