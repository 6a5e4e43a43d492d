import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startModelServer } from '../support/model-server.ts';
import { catalogText, folderWith, run } from './program.ts';

let server: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const rows = ['路灯不亮了', '路口的路灯坏了', 'the street lamp is out'].map(
  (text) => `${JSON.stringify({ title: 'A lamp', text, category: 'lights' })}\n`,
);

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
    expect(JSON.parse(stdout).model).toMatchObject({ calls: 3, failures: { refused: 1 }, cost: null });
  });

  test('a server that is asked too often is asked again', async () => {
    server.next({ status: 429 });
    const { stdout } = await evaluate({ MODEL_CONCURRENCY: '1' });
    expect(JSON.parse(stdout).model).toMatchObject({ calls: 3, failures: {} });
  });
});
