import { beforeEach, describe, expect, test } from 'vitest';
import type { Heard } from '../../core/triage/media/ears.ts';
import type { Model, ModelReply, ModelRequest } from '../../core/triage/model/model.ts';
import { guardEars, guardModel } from '../../infra/model/guarded-model.ts';

const text: ModelReply = { kind: 'text', text: '{}', tokensIn: 1, tokensOut: 1 };
const down: ModelReply = { kind: 'failed', why: 'server' };
const notAsked = (why: string) => ({ kind: 'failed', why, tokensIn: 0, tokensOut: 0 });

/** A model whose every call waits until the test answers it, under guard, on a clock that the test can move on. */
function underGuard(atOnce = 8) {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const pending: ((reply: ModelReply) => void)[] = [];
  const model: Model = { name: 'm', ask: () => new Promise((answer) => pending.push(answer)) };
  const guarded = guardModel(model, { atOnce, now });
  const ask = (patience = 30_000) => {
    const request: ModelRequest = {
      turns: [],
      schema: {},
      schemaName: 's',
      mostTokensOut: 1,
      deadline: now() + patience,
    };
    return guarded.ask(request);
  };
  return {
    ask,
    /** The calls that have reached the model and have no answer yet. */
    pending,
    /** Asks, and the model gives this reply, if it is asked at all. */
    get: async (reply: ModelReply) => {
      const asked = ask();
      await Promise.resolve();
      pending.shift()?.(reply);
      return asked;
    },
    pass: (seconds: number) => {
      ahead += seconds * 1000;
    },
  };
}

let model: ReturnType<typeof underGuard>;
beforeEach(() => {
  model = underGuard();
});

describe('a model that fails', () => {
  const fail = async (times: number) => {
    for (let time = 0; time < times; time += 1) await model.get(down);
  };

  test.each<ModelReply>([
    { kind: 'failed', why: 'server' },
    { kind: 'failed', why: 'unreachable' },
    { kind: 'failed', why: 'timeout' },
  ])('five times in a row is left alone for half a minute: $why', async (reply) => {
    for (let time = 0; time < 5; time += 1) expect(await model.get(reply)).toEqual(reply);
    expect(await model.get(text)).toEqual(notAsked('breaker'));
    model.pass(29);
    expect(await model.get(text)).toEqual(notAsked('breaker'));
    model.pass(2);
    expect(await model.get(text)).toEqual(text);
  });

  test.each<ModelReply>([
    text,
    { kind: 'refused' },
    { kind: 'cut-off' },
    { kind: 'failed', why: 'rejected' },
  ])('is there all the same where it replies in between: %j', async (reply) => {
    await fail(4);
    await model.get(reply);
    await fail(4);
    expect(await model.get(text)).toEqual(text);
  });

  test('is tried by one call after its rest, while the others still go without', async () => {
    await fail(5);
    model.pass(31);
    const probe = model.ask();
    const other = await model.ask();
    expect(other).toEqual(notAsked('breaker'));
    expect(model.pending).toHaveLength(1);
    model.pending.shift()!(text);
    expect(await probe).toEqual(text);
    expect(await model.get(text)).toEqual(text);
  });

  test('rests again where the trial fails as well', async () => {
    await fail(5);
    model.pass(31);
    expect(await model.get(down)).toEqual(down);
    expect(await model.get(text)).toEqual(notAsked('breaker'));
    model.pass(31);
    expect(await model.get(text)).toEqual(text);
  });
});

describe('a model that asks to be left alone', () => {
  const busy = (retryAfter?: number): ModelReply => ({ kind: 'failed', why: 'rate-limited', retryAfter });

  test('is, by all, until the time is over', async () => {
    await model.get(busy(20));
    model.pass(19);
    const left = await model.get(text);
    expect(left).toMatchObject(notAsked('rate-limited'));
    expect(left).toHaveProperty('retryAfter', expect.closeTo(1, 0));
    model.pass(2);
    expect(await model.get(text)).toEqual(text);
  });

  test('is for the longest of several times', async () => {
    const first = model.ask();
    const second = model.ask();
    await Promise.resolve();
    model.pending.shift()!(busy(60));
    model.pending.shift()!(busy(1));
    await Promise.all([first, second]);
    model.pass(30);
    expect(await model.get(text)).toMatchObject(notAsked('rate-limited'));
  });

  test('for ever is asked again the next day', async () => {
    await model.get(busy(1e12));
    model.pass(24 * 3600 + 1);
    expect(await model.get(text)).toEqual(text);
  });

  test('without a time is asked by the next, however often: that is no outage', async () => {
    for (let time = 0; time < 9; time += 1) await model.get(busy());
    expect(await model.get(text)).toEqual(text);
  });
});

describe('calls at once', () => {
  test('are no more than allowed; the others wait and go in the order of asking', async () => {
    model = underGuard(2);
    const asked = [1, 2, 3, 4].map(() => model.ask());
    await Promise.resolve();
    expect(model.pending).toHaveLength(2);
    model.pending.shift()!({ ...text, text: 'first' });
    await asked[0];
    await expect.poll(() => model.pending.length).toBe(2);
    for (const answer of model.pending.splice(0)) answer(text);
    await expect.poll(() => model.pending.length).toBe(1);
    model.pending.shift()!(text);
    expect(await Promise.all(asked)).toHaveLength(4);
  });

  test('wait no longer than their own deadline allows', async () => {
    model = underGuard(1);
    const first = model.ask();
    expect(await model.ask(1_020)).toEqual({ ...notAsked('busy'), retryAfter: 5 });
    model.pending.shift()!(text);
    expect(await first).toEqual(text);
    expect(await model.get(text)).toEqual(text);
  });

  test('that waited while the model broke down do not go', async () => {
    model = underGuard(5);
    const asked = [1, 2, 3, 4, 5, 6].map(() => model.ask());
    await Promise.resolve();
    for (const answer of model.pending.splice(0)) answer(down);
    const replies = await Promise.all(asked);
    expect(model.pending).toEqual([]);
    expect(replies.at(-1)).toEqual(notAsked('breaker'));
  });
});

test('ears that fail five times in a row are left alone, too, and not for what the model does', async () => {
  let asked = 0;
  const hear = async (): Promise<Heard> => {
    asked += 1;
    return { kind: 'failed', why: 'timeout' };
  };
  const ears = guardEars({ name: 'ears', hear }, { atOnce: 1 });
  for (let time = 0; time < 6; time += 1) await ears.hear({ fileId: 'f', mime: null }, Date.now() + 30_000);
  expect(asked).toBe(5);
  expect(await model.get(text)).toEqual(text);
});
