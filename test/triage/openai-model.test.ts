import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Model, ModelRequest } from '../../core/triage/model/model.ts';
import { proposeWithModel } from '../../core/triage/model/propose-with-model.ts';
import { openModel } from '../../infra/model/openai-model.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { type ModelServerOptions, type ScriptedAnswer, startModelServer } from '../support/model-server.ts';
import { obedientAnswer } from '../support/obedient-answer.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function start(options: ModelServerOptions = {}) {
  const server = await startModelServer(options);
  opened.push(server);
  const open = (more: { apiKey?: string; model?: string; timeoutMs?: number } = {}) =>
    openModel({ apiKey: 'test-key', model: 'test-model', baseUrl: server.url, ...more });
  return { server, open };
}

const schema = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};
/** A completion as a server writes it, in short. */
const completion = (content: string, more: object = {}) =>
  JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }], ...more });
const request = (): ModelRequest => ({
  turns: [
    { role: 'system', text: 'Say whether it is so.' },
    { role: 'user', text: 'Is it so?' },
  ],
  schema,
  schemaName: 'answer',
  mostTokensOut: 500,
  deadline: Date.now() + 20_000,
});

/** What a request took that nobody served. */
const nothing = { tokensIn: 0, tokensOut: 0 };

describe('a model behind chat completions', () => {
  it('is asked once with a strict schema, and its text and tokens come back', async () => {
    const { server, open } = await start();
    server.next({ content: { ok: true } });
    expect(await open().ask(request())).toEqual({
      kind: 'text',
      text: '{"ok":true}',
      tokensIn: expect.any(Number),
      tokensOut: 3,
    });
    expect(server.requests).toEqual([
      {
        model: 'test-model',
        messages: [
          { role: 'system', content: 'Say whether it is so.' },
          { role: 'user', content: 'Is it so?' },
        ],
        max_tokens: 500,
        response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
      },
    ]);
  });

  const replies: [string, ScriptedAnswer, object][] = [
    ['a refusal', { refusal: 'I cannot help with that.' }, { kind: 'refused' }],
    ['a content filter', { content: 'so', finish: 'content_filter' }, { kind: 'refused' }],
    ['an answer cut off', { content: '{"ok":', finish: 'length' }, { kind: 'cut-off' }],
    ['an answer that ignores the schema', { content: 'It is so.' }, { kind: 'text', text: 'It is so.' }],
    ['no content', { content: null }, { kind: 'failed', why: 'server' }],
    [
      'too many requests',
      { status: 429, retryAfter: '7' },
      { kind: 'failed', why: 'rate-limited', retryAfter: 7 },
    ],
    [
      'a quota that is used up',
      { status: 429, error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } },
      { kind: 'failed', why: 'rate-limited' },
    ],
    ['a fault of the server', { status: 500 }, { kind: 'failed', why: 'server' }],
    [
      'a server that is overloaded',
      { status: 503, retryAfter: 'Tue, 24 Nov 2026 08:00:00 GMT' },
      { kind: 'failed', why: 'server' },
    ],
    [
      'too long a prompt',
      { status: 400, error: { message: 'maximum context length exceeded', code: 'context_length_exceeded' } },
      { kind: 'failed', why: 'rejected' },
    ],
    ['an account that may not', { status: 403 }, { kind: 'failed', why: 'rejected' }],
    [
      'a page of a proxy',
      { body: '<html>Gateway</html>', type: 'text/html' },
      { kind: 'failed', why: 'server' },
    ],
    [
      'an error in the guise of an answer',
      { body: JSON.stringify({ error: { message: 'Upstream overloaded', code: 503 } }) },
      { kind: 'failed', why: 'server' },
    ],
    [
      'too many requests in the guise of an answer',
      { body: JSON.stringify({ error: { message: 'Rate limit exceeded', code: 429 } }) },
      { kind: 'failed', why: 'rate-limited' },
    ],
    [
      'an answer of two megabytes',
      { body: completion('灯'.repeat(700_000)) },
      { kind: 'failed', why: 'server' },
    ],
    ['an answer without end', { flood: true }, { kind: 'failed', why: 'server' }],
    [
      'an answer in which some bytes are no text',
      { body: Buffer.from(completion('灯')).map((byte) => (byte === 0xe7 ? 0xff : byte)) as Buffer },
      { kind: 'failed', why: 'server' },
    ],
    [
      'letters that are cut in two on the way',
      { body: [...Buffer.from(completion('路灯坏了'))].map((byte) => Buffer.from([byte])) },
      { kind: 'text', text: '路灯坏了' },
    ],
    ['an empty body', { body: '' }, { kind: 'failed', why: 'server' }],
    ['JSON that is none', { body: '{"choices":[' }, { kind: 'failed', why: 'server' }],
    ['JSON of something else', { body: '{"choices":"none"}' }, { kind: 'failed', why: 'server' }],
    [
      'bytes that are no text',
      { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) },
      { kind: 'failed', why: 'server' },
    ],
    ['a connection cut before the answer', { drop: 'before' }, { kind: 'failed', why: 'unreachable' }],
    ['a connection cut within the answer', { drop: 'within' }, { kind: 'failed', why: 'unreachable' }],
  ];
  it.each(replies)('gives a value for %s, and asks no second time', async (_, scripted, reply) => {
    const { server, open } = await start();
    server.next(scripted);
    expect(await open().ask(request())).toMatchObject(reply);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer]>([
    ['says nothing', { hang: true }],
    ['drips on without end', { drip: true }],
  ])('waits no longer than it may for a server that %s', async (_, scripted) => {
    const { server, open } = await start();
    server.next(scripted);
    expect(await open({ timeoutMs: 200 }).ask(request())).toEqual({ kind: 'failed', why: 'timeout' });
    server.next(scripted);
    expect(await open().ask({ ...request(), deadline: Date.now() + 200 })).toEqual({
      kind: 'failed',
      why: 'timeout',
    });
  });

  it('hears until when a server wants to be left alone, in seconds or as a date', async () => {
    const { server, open } = await start();
    const inOneMinute = new Date(Date.now() + 60_000).toUTCString();
    for (const [status, retryAfter, least, most] of [
      [429, '7', 7, 7],
      [429, '0.5', 0.5, 0.5],
      [503, '120', 120, 120],
      [429, inOneMinute, 50, 60],
      [429, 'Tue, 24 Nov 2020 08:00:00 GMT', 0, 0],
    ] as const) {
      server.next({ status, retryAfter });
      const reply = await open().ask(request());
      const seconds = reply.kind === 'failed' ? reply.retryAfter : undefined;
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
    server.next({ status: 429, retryAfter: 'soon' });
    expect(await open().ask(request())).not.toHaveProperty('retryAfter');
  });

  it.each<[string, object, object]>([
    ['gives none', {}, { tokensIn: undefined, tokensOut: undefined }],
    [
      'gives what can’t be counts',
      { usage: { prompt_tokens: -3, completion_tokens: 1e15 } },
      { tokensIn: undefined, tokensOut: undefined },
    ],
    ['gives them', { usage: { prompt_tokens: 30, completion_tokens: 4 } }, { tokensIn: 30, tokensOut: 4 }],
  ])('takes tokens for unknown or known as a server %s', async (_, usage, counts) => {
    const { server, open } = await start();
    server.next({ body: completion('so', usage) });
    const { tokensIn, tokensOut } = await open().ask(request());
    expect({ tokensIn, tokensOut }).toEqual(counts);
  });

  it('counts what a refusal or an answer cut off has cost', async () => {
    const { server, open } = await start();
    for (const scripted of [{ refusal: 'No.' }, { content: '{', finish: 'length' }]) {
      server.next(scripted);
      expect((await open().ask(request())).tokensIn).toBeGreaterThan(0);
    }
  });

  it('follows no redirect: words go to the address that was set, and to no other', async () => {
    const { server, open } = await start();
    let visits = 0;
    const elsewhere = createServer((_, response) => {
      visits += 1;
      response.end(completion('so'));
    }).listen(0, '127.0.0.1');
    opened.push({ close: async () => void elsewhere.close() });
    await new Promise((resolve) => elsewhere.once('listening', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    server.next({ redirect: `http://127.0.0.1:${port}/v1/chat/completions` });
    expect(await open().ask(request())).toMatchObject({ kind: 'failed', why: 'rejected' });
    expect(visits).toBe(0);
  });

  it('does not begin after its deadline', async () => {
    const { server, open } = await start();
    const reply = await open().ask({ ...request(), deadline: Date.now() - 1 });
    expect(reply).toEqual({ kind: 'failed', why: 'timeout', ...nothing });
    expect(server.requests).toEqual([]);
  });

  it('says so where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const model = openModel({ apiKey: 'k', model: 'm', baseUrl: `http://127.0.0.1:${port}/v1` });
    expect(await model.ask(request())).toEqual({ kind: 'failed', why: 'unreachable', ...nothing });
  });

  it('is rejected with a wrong key or model', async () => {
    const { open } = await start();
    const rejected = { kind: 'failed', why: 'rejected', ...nothing };
    expect(await open({ apiKey: 'wrong' }).ask(request())).toEqual(rejected);
    expect(await open({ model: 'gone' }).ask(request())).toEqual(rejected);
  });

  it.each(['json', 'plain'] as const)(
    'finds out once what a server takes that knows only %s, and tells the schema in words',
    async (takes) => {
      const { server, open } = await start({ takes });
      const model = open();
      server.next({ content: { ok: true } });
      expect(await model.ask(request())).toMatchObject({ kind: 'text', text: '{"ok":true}' });
      const asked = server.requests.length;
      expect(asked).toBe(takes === 'json' ? 2 : 3);
      server.next({ content: { ok: false } });
      expect(await model.ask(request())).toMatchObject({ text: '{"ok":false}' });
      expect(server.requests).toHaveLength(asked + 1);
      const last = server.requests.at(-1)!;
      expect(last.response_format).toEqual(takes === 'json' ? { type: 'json_object' } : undefined);
      expect(last.messages[0]!.content).toContain(JSON.stringify(schema));
    },
  );

  it.each([
    [['max_completion_tokens'], { max_completion_tokens: 500 }, 2],
    [['max_tokens'], { max_tokens: 500 }, 1],
    [[], {}, 3],
  ] as const)('finds out once that a server bounds an answer by %j', async (bounds, sent, tries) => {
    const { server, open } = await start({ bounds: [...bounds] });
    const model = open();
    server.next({ content: { ok: true } });
    expect(await model.ask(request())).toMatchObject({ kind: 'text' });
    expect(server.requests).toHaveLength(tries);
    server.next({ content: { ok: true } });
    await model.ask(request());
    expect(server.requests).toHaveLength(tries + 1);
    const { max_tokens, max_completion_tokens } = server.requests.at(-1)!;
    expect(JSON.parse(JSON.stringify({ max_tokens, max_completion_tokens }))).toEqual(sent);
  });

  it('finds out both, format and bound, where a server takes neither', async () => {
    const { server, open } = await start({ takes: 'plain', bounds: [] });
    const model = open();
    await model.ask(request());
    const found = server.requests.length;
    await model.ask(request());
    expect(server.requests).toHaveLength(found + 1);
    expect(Object.keys(server.requests.at(-1)!).sort()).toEqual(['messages', 'model']);
  });

  it('finds it out together with others who ask at once', async () => {
    const { open } = await start({ takes: 'plain' });
    const model = open();
    const answers = await Promise.all(Array.from({ length: 5 }, () => model.ask(request())));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('text'));
  });
});

describe('a complaint over the wire', () => {
  const understand = async (model: Model, text: string) =>
    proposeWithModel({
      model,
      catalog: await defaultCatalog(),
      reading: { text, photos: 0, voices: 0, hasPlace: false, language: 'zh' },
      staffLanguage: 'zh',
      now: Date.now,
    });

  it.each(['schema', 'json', 'plain'] as const)(
    'is understood by an obedient model that takes %s',
    async (takes) => {
      const { open } = await start({ takes });
      expect(await understand(open(), '柳荫路的路灯坏了，另外门口垃圾没人收')).toMatchObject({
        kind: 'proposal',
        proposal: {
          source: 'model',
          problems: [
            { category: 'public-facilities', evidence: ['柳荫路的路灯坏了'], place: '柳荫路' },
            { category: 'environment', evidence: ['门口垃圾没人收'] },
          ],
          model: { name: 'test-model' },
        },
      });
    },
  );

  const text = '柳荫路的路灯坏了';
  const codes = { categories: ['public-facilities'] };
  const fenced = [{ role: 'user', content: `<<<MARK\n${text}\nMARK>>>` }];
  const good = obedientAnswer(fenced, codes) as { problems: Record<string, unknown>[] };
  const problem = good.problems[0]!;
  const { urgency: _, ...withoutUrgency } = problem;
  const halfHonoured: [string, unknown, number][] = [
    ['a code that is not in the list', { ...good, problems: [{ ...problem, category: 'lamps' }] }, 2],
    ['a missing field', { ...good, problems: [withoutUrgency] }, 2],
    ['a word where a list should be', { ...good, problems: [{ ...problem, evidence: text }] }, 2],
    ['another field', { ...good, sure: 0.99, problems: [{ ...problem, department: '市政' }] }, 1],
    ['a fence around it', `\`\`\`json\n${JSON.stringify(good, null, 2)}\n\`\`\``, 1],
    ['talk around it', `好的，结果如下：\n${JSON.stringify(good)}\n希望有帮助！`, 1],
    ['thoughts before it', `<think>{"problems": maybe?}</think>${JSON.stringify(good)}`, 1],
    ['nothing but talk', '这是路灯的问题，应该找市政。', 2],
  ];
  it.each(halfHonoured)('is understood where the schema is half honoured: %s', async (_, content, calls) => {
    const { server, open } = await start();
    server.next({ content });
    expect(await understand(open(), text)).toMatchObject({
      kind: 'proposal',
      proposal: { problems: [{ category: 'public-facilities', evidence: [text], urgency: 'normal' }] },
    });
    expect(server.requests).toHaveLength(calls);
  });

  it('keeps what is right of an answer that stays half wrong', async () => {
    const { server, open } = await start();
    const wrong = { ...good, problems: [{ ...problem, category: 'lamps' }] };
    server.next({ content: wrong });
    server.next({ content: wrong });
    expect(await understand(open(), text)).toMatchObject({
      kind: 'proposal',
      proposal: { problems: [{ category: null, evidence: [text], place: '柳荫路' }] },
    });
    expect(server.requests).toHaveLength(2);
  });

  it('does not send an endless answer back to be mended', async () => {
    const { server, open } = await start();
    server.next({ content: '灯'.repeat(200_000) });
    await understand(open(), text);
    const [first, second] = server.requests.map(({ messages }) => JSON.stringify(messages).length);
    expect(second! - first!).toBeLessThan(50_000);
  });

  it.each<[string, ScriptedAnswer]>([
    ['too-busy', { status: 429 }],
    ['a broken', { status: 500 }],
    ['a lost', { drop: 'within' }],
    ['a refusing', { refusal: 'No.' }],
  ])('keeps what is right of its first answer where the repair finds %s server', async (_, second) => {
    const { server, open } = await start();
    server.next({ content: { ...good, problems: [{ ...problem, duty: 'no-such-duty' }] } });
    server.next(second);
    expect(await understand(open(), text)).toMatchObject({
      kind: 'proposal',
      proposal: { problems: [{ category: 'public-facilities', duty: null }] },
    });
  });
});

describe('the fake server', () => {
  it.each([
    [{ ...schema, additionalProperties: true }, 'additionalProperties'],
    [{ ...schema, required: [] }, "Missing 'ok'"],
    [{ ...schema, properties: { ok: { type: 'string', maxLength: 5 } } }, "'maxLength' is not permitted"],
    [{ type: 'array', items: schema }, '\'type: "object"\''],
    [{ ...schema, properties: { ok: { type: 'object', properties: {} } } }, 'additionalProperties'],
  ])('refuses a schema that OpenAI would refuse: %#', async (bad, message) => {
    const { server } = await start();
    const response = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'test-model',
        messages: [{ role: 'user', content: 'json' }],
        response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: bad } },
      }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        message: expect.stringContaining(message),
        type: 'invalid_request_error',
        param: 'response_format',
      },
    });
  });
});
