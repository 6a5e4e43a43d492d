import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBlend } from '../../core/triage/blend.ts';
import { suggestByBoth } from '../../evaluate/blend-suggester.ts';
import { openLessons } from '../../evaluate/lessons.ts';
import { madeUpReviews } from '../../evaluate/made-up-reviews.ts';
import { type Ask, askAsTriageDoes, suggestByModel } from '../../evaluate/model-suggester.ts';
import { suggestLocally } from '../../evaluate/suggester.ts';
import { startModelServer } from '../support/model-server.ts';
import { catalogText, folderWith, rowsText, run } from './program.ts';

let server: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const rows = ['路灯不亮了', '路口的路灯坏了', 'the street lamp is out'].map(
  (text) => `${JSON.stringify({ title: 'A lamp', text, category: 'lights' })}\n`,
);

const unlit = `${JSON.stringify({ text: '巷子的路灯不亮，看不见路', category: 'lights' })}\n`;

/** What the model says of the row at hand: this category, on the row's own words. */
function answer(category: string | null, runnerUp: string | null = null) {
  const problem = {
    evidence: ['A lamp'],
    title: '路灯不亮',
    description: '路灯不亮。',
    place: null,
    since: null,
    wish: null,
  };
  const codes = { category, runnerUp, duty: null, missing: [], urgency: 'normal' };
  return { content: { language: 'zh', kind: 'complaint', problems: [{ ...problem, ...codes }] } };
}

async function evaluate(env: Record<string, string> = {}, ...args: string[]) {
  const dir = folderWith({ 'catalog.yaml': catalogText, 'rows.jsonl': rows.join('') });
  return run(
    'evaluate.ts',
    ['--data', join(dir, 'rows.jsonl'), '--catalog', dir, '--source', 'model', '--json', ...args],
    { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model', ...env },
  );
}

describe('a model is measured as triage would ask it', () => {
  test('one call a row, with what it got right, its tokens and their price', async () => {
    const before = server.requests.length;
    for (const scripted of [answer('lights'), answer('roads', 'lights'), answer(null)]) server.next(scripted);
    const { status, stdout, stderr } = await evaluate({
      MODEL_PRICE_IN: '2',
      MODEL_PRICE_OUT: '8',
      MODEL_CONCURRENCY: '1',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      source: 'model',
      accuracy: 1 / 3,
      firstTwo: 2 / 3,
      calibration: { stated: 0 },
    });
    expect(report.confusion).toEqual({
      codes: ['lights', 'roads'],
      counts: [
        [1, 1, 1],
        [0, 0, 0],
      ],
    });
    const { tokensIn, tokensOut } = report.model;
    expect(report.model).toEqual({
      calls: 3,
      failures: {},
      tokensIn,
      tokensOut,
      cost: (tokensIn * 2 + tokensOut * 8) / 1e6,
    });
    expect(tokensIn).toBeGreaterThan(100);
    const asked = server.requests.slice(before);
    expect(asked).toHaveLength(3);
    // The right answer is nowhere in what the model is told beyond the catalogue.
    expect(asked[0]!.messages.at(-1)!.content).toContain('A lamp\n路灯不亮了');
    expect(asked[0]!.messages.at(-1)!.content).not.toContain('lights');
  });

  test('a call that fails is counted by why, and suggests nothing', async () => {
    server.next({ refusal: 'I would rather not.' });
    const { stdout } = await evaluate({ MODEL_CONCURRENCY: '1' });
    const { calls, failures, cost } = JSON.parse(stdout).model;
    expect({ calls, failures, cost }).toEqual({ calls: 3, failures: { refused: 1 }, cost: null });
  });

  test('a server that is asked too often is asked again', async () => {
    server.next({ status: 429 });
    const { stdout } = await evaluate({ MODEL_CONCURRENCY: '1' });
    expect(JSON.parse(stdout).model.failures).toEqual({});
  });
});

describe('a model is shown how rows like the one at hand were sorted', () => {
  const { catalog, rows } = madeUpReviews(60, 5);
  const [learned, asked] = [rows.slice(0, 50), rows.slice(50)];
  const silent = { name: 'silent', ask: async () => ({ kind: 'refused' }) as const };
  const asking = { model: silent, catalog, staffLanguage: 'zh', privacy: 'off' } as const;
  /** What each question showed, by the row it was asked of. */
  function recorded() {
    const shown = new Map<string, string[]>();
    const ask: Ask = async ({ text }, precedents) => {
      shown.set(text, [...(shown.get(text) ?? []), ...precedents.map((one) => one.text)]);
      return { ranked: [], confidence: null, unsure: false };
    };
    return { ask, shown };
  }

  test.each([
    ['alone', suggestByModel],
    ['beside the local classifier', suggestByBoth],
  ])('%s: those that were learned, and never the row itself', async (_, suggestBy) => {
    const { ask, shown } = recorded();
    const suggester = suggestBy(catalog, ask, 1);
    await suggester.learnAll(learned);
    for (const row of asked) await suggester.suggest(row);
    const known = new Set(learned.map(({ text }) => text.slice(0, 50)));
    const all = asked.flatMap(({ text }) => shown.get(text) ?? []);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((text) => !known.has(text.slice(0, 50)))).toEqual([]);
    for (const [text, precedents] of shown) expect(precedents).not.toContain(text);
  });

  test('with other precedents it is another question, with the same ones the same', async () => {
    let calls = 0;
    const counting = {
      ...silent,
      ask: async () => {
        calls += 1;
        return silent.ask();
      },
    };
    const ask = askAsTriageDoes({ ...asking, model: counting });
    const precedent = { reference: '1', text: '路灯不亮', category: 'made-up-1', duty: null, ruling: false };
    const row = { text: '路口的灯不亮' };
    for (const precedents of [[], [precedent], [precedent], [{ ...precedent, category: 'made-up-2' }], []])
      await ask(row, precedents);
    expect(calls).toBe(3);
  });

  test('in the words that the model is sent', async () => {
    const dir = folderWith({ 'catalog.yaml': catalogText, 'rows.jsonl': unlit, 'train.jsonl': rowsText(8) });
    const before = server.requests.length;
    const files = ['--data', join(dir, 'rows.jsonl'), '--catalog', dir, '--train', join(dir, 'train.jsonl')];
    const env = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' };
    const { status } = await run('evaluate.ts', [...files, '--source', 'model', '--json'], env);
    expect(status).toBe(0);
    const [first] = server.requests.slice(before);
    expect(first!.messages[1]!.content).toMatch(
      /PRECEDENT[\s\S]*巷子里的路灯不亮[\s\S]*category: lights[\s\S]*MESSAGE/,
    );
  });
});

describe('both together', () => {
  test('ask the model no question twice: in a stream once a row, though the row is weighed as well', async () => {
    const dir = folderWith({ 'catalog.yaml': catalogText, 'rows.jsonl': rowsText(20) });
    const before = server.requests.length;
    const files = ['--data', join(dir, 'rows.jsonl'), '--catalog', dir];
    const env = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'test-model' };
    const { status, stdout, stderr } = await run(
      'evaluate.ts',
      [...files, '--source', 'blend', '--stream', '--json'],
      env,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // The model knows neither category, so that all that is right is the local classifier's.
    expect(JSON.parse(stdout)).toMatchObject({
      source: 'blend',
      accuracy: 1,
      model: { calls: 20, failures: {} },
    });
    // Repair turns left out, which go on after the first answer.
    const first = server.requests.slice(before).filter(({ messages }) => messages.length === 2);
    expect(first).toHaveLength(20);
  });

  test('a model that never answers leaves what the local classifier is sure of, and nothing else', async () => {
    const { catalog, rows } = madeUpReviews(120, 3);
    const [learned, asked] = [rows.slice(0, 80), rows.slice(80)];
    const failing = async () => {
      const call = { failure: 'timeout', tokensIn: 0, tokensOut: 0 };
      return { ranked: [], confidence: null, unsure: false, call };
    };
    const [both, alone] = [suggestByBoth(catalog, failing, 4), suggestLocally(catalog)];
    for (const suggester of [both, alone]) await suggester.learnAll(learned);
    for (const row of asked) {
      const { local: _, call, ...suggested } = await both.suggest(row);
      expect(call).toMatchObject({ failure: 'timeout' });
      const own = await alone.suggest(row);
      const sure = own.confidence !== null && !own.unsure;
      expect(suggested).toEqual(sure ? own : { ranked: [], confidence: null, unsure: true });
      for (const suggester of [both, alone]) await suggester.learn(row);
    }
  });

  test('calls that failed say nothing of how right the model is', async () => {
    const { catalog, rows } = madeUpReviews(81, 3);
    const learned = rows.slice(0, 80);
    const { text, category: said } = rows[80]!;
    const ask = async (row: { text: string }) => {
      const call = { failure: row.text === text ? null : 'timeout', tokensIn: 0, tokensOut: 0 };
      return { ranked: call.failure ? [] : [said], confidence: null, unsure: false, call };
    };
    const both = suggestByBoth(catalog, ask, 4);
    await both.learnAll(learned);
    const { classifier, lessonOf } = openLessons(catalog);
    Array.from(classifier.learnAll(learned.map(lessonOf)));
    const unweighed = createBlend(catalog).combine(classifier.rank(text), said);
    const { ranked, confidence } = await both.suggest({ text });
    expect({ ranked, confidence }).toEqual({
      ranked: unweighed.ranked.map(({ code }) => code),
      confidence: null,
    });
  });

  test('a model’s answers weigh by how right they were, once it has been seen on rows', async () => {
    const { catalog, rows } = madeUpReviews(160, 3);
    const codes = new Map(rows.map(({ text, category }) => [text, category]));
    const allKnowing = async ({ text }: { text: string }) => {
      const call = { failure: null, tokensIn: 1, tokensOut: 1 };
      return { ranked: [codes.get(text)!], confidence: null, unsure: false, call };
    };
    const both = suggestByBoth(catalog, allKnowing, 4);
    await both.learnAll(rows.slice(0, 120));
    const right: boolean[] = [];
    for (const row of rows.slice(120)) right.push((await both.suggest(row)).ranked[0] === row.category);
    expect(right.filter(Boolean).length).toBeGreaterThan(35);
  });
});
