import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../core/triage/model/model.ts';
import { proposeWithModel } from '../../core/triage/model/propose-with-model.ts';
import { openModel } from '../../infra/model/openai-model.ts';
import { defaultCatalog } from '../support/default-catalog.ts';
import { type ModelServerOptions, type ScriptedAnswer, startModelServer } from '../support/model-server.ts';

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

  it('finds it out together with others who ask at once', async () => {
    const { open } = await start({ takes: 'plain' });
    const model = open();
    const answers = await Promise.all(Array.from({ length: 5 }, () => model.ask(request())));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('text'));
  });
});

describe('a complaint over the wire', () => {
  it.each(['schema', 'json', 'plain'] as const)(
    'is understood by an obedient model that takes %s',
    async (takes) => {
      const { open } = await start({ takes });
      const proposed = await proposeWithModel({
        model: open(),
        catalog: await defaultCatalog(),
        reading: {
          text: '柳荫路的路灯坏了，另外门口垃圾没人收',
          photos: 0,
          voices: 0,
          hasPlace: false,
          language: 'zh',
        },
        staffLanguage: 'zh',
        now: Date.now,
      });
      expect(proposed).toMatchObject({
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
