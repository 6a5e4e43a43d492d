import { afterEach, describe, expect, test } from 'vitest';
import type { Model, ModelRequest } from '../../core/triage/model/model.ts';
import { openModel } from '../../infra/model/openai-model.ts';
import { type ModelServerOptions, startModelServer } from '../support/model-server.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function start(options: ModelServerOptions = {}) {
  const server = await startModelServer({ always: () => ({ content: { ok: true } }), ...options });
  opened.push(server);
  return { server, model: openModel({ apiKey: 'test-key', baseUrl: server.url, model: 'test-model' }) };
}

const schema = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

const look = (model: Model, jpegs = [jpeg, jpeg]) =>
  model.ask({
    turns: [
      { role: 'system', text: 'Say as JSON whether it is so.' },
      {
        role: 'user',
        text: 'You see nothing.',
        ...(jpegs.length > 0 && { sight: { jpegs, text: 'You see two.' } }),
      },
    ],
    schema,
    schemaName: 'answer',
    mostTokensOut: 500,
    deadline: Date.now() + 20_000,
  } satisfies ModelRequest);
const asText = { kind: 'text', text: '{"ok":true}' };

/** What was asked, request by request: the words, and how many pictures. */
const shown = ({ requests }: Awaited<ReturnType<typeof start>>['server']) =>
  requests.map(({ messages }) => [messages[1]!.content, messages[1]!.pictures?.length ?? 0]);

describe('pictures', () => {
  test.each(['schema', 'json', 'plain'] as const)('go along where the server takes %s', async (takes) => {
    const { server, model } = await start({ takes });
    expect(await look(model)).toMatchObject(asText);
    expect(shown(server).at(-1)).toEqual(['You see two.', 2]);
    expect(server.requests.at(-1)!.messages[1]!.pictures).toEqual([jpeg, jpeg]);
  });

  test.each([
    ['OpenAI', 400, 'Invalid content type. image_url is only supported by certain models.'],
    [
      'DeepSeek',
      400,
      'Failed to deserialize the JSON body: messages[1]: unknown variant `image_url`, expected `text`',
    ],
    ['GLM', 400, "messages.content.type 参数非法，取值范围 ['text']"],
    [
      'Qwen',
      400,
      'The provided messages input is invalid. The error info is [Unexpected item type in content.]',
    ],
    ['vLLM', 400, 'some-model is not a multimodal model'],
    ['a strict look-alike', 422, 'messages.1.content: Input should be a valid string'],
    ['llama.cpp', 500, 'image input is not supported - hint: you may need to provide the mmproj'],
    ['a router', 404, 'No endpoints found that support image input'],
    ['a proxy with little room', 413, 'the image is too large'],
  ])('that %s refuses are left out, at once and from then on', async (_, status, message) => {
    const { server, model } = await start();
    server.next({ status, error: { message } });
    expect(await look(model)).toMatchObject(asText);
    expect(await look(model)).toMatchObject(asText);
    expect(shown(server)).toEqual([
      ['You see two.', 2],
      ['You see nothing.', 0],
      ['You see nothing.', 0],
    ]);
    expect(server.requests.at(-1)!.response_format?.type).toBe('json_schema');
  });

  test('that offend a filter are left out this once', async () => {
    const { server, model } = await start();
    const message = 'Your input image may contain content that is not allowed by our safety system.';
    server.next({ status: 400, error: { message, code: 'content_policy_violation' } });
    expect(await look(model)).toMatchObject(asText);
    expect(await look(model)).toMatchObject(asText);
    expect(shown(server).map(([, count]) => count)).toEqual([2, 0, 2]);
  });

  test.each([
    ['a wrong key', 401, 'Incorrect API key provided.'],
    ['too long a prompt', 400, 'maximum context length exceeded'],
    ['a broken server', 500, 'The server had an error.'],
  ])('have nothing to do with %s', async (_, status, message) => {
    const { server, model } = await start();
    server.next({ status, error: { message } });
    expect(await look(model)).toMatchObject({ kind: 'failed' });
    expect(server.requests).toHaveLength(1);
  });

  test('are not what a server refuses that was shown none, and it is shown the next', async () => {
    const { server, model } = await start();
    server.next({ status: 400, error: { message: 'no image can help here' } });
    expect(await look(model, [])).toMatchObject({ kind: 'failed', why: 'rejected' });
    expect(await look(model)).toMatchObject(asText);
    expect(shown(server).map(([, count]) => count)).toEqual([0, 2]);
  });

  test('and form are found out apart', async () => {
    const { server, model } = await start({ takes: 'json', sees: false, bounds: ['max_completion_tokens'] });
    expect(await look(model)).toMatchObject(asText);
    expect(await look(model)).toMatchObject(asText);
    expect(shown(server).at(-1)).toEqual(['You see nothing.', 0]);
    expect(server.requests.at(-1)).toMatchObject({
      max_completion_tokens: 500,
      response_format: { type: 'json_object' },
    });
    expect(server.requests).toHaveLength(5);
  });
});

describe('the fake server', () => {
  test.each([
    ['https://example.org/photo.jpg', 'Invalid image URL'],
    ['data:image/jpeg;base64,***', 'Invalid base64'],
    ['data:application/pdf;base64,AAAA', 'unsupported image'],
  ])('refuses a picture at %s', async (url, message) => {
    const { server } = await start();
    const response = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'test-model',
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
      }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });
});
