import { afterEach, describe, expect, test } from 'vitest';
import { openEars } from '../../infra/model/openai-ears.ts';
import { sampleVoice } from '../../playground/sample-voice.ts';
import type { ScriptedTranscription } from '../support/audio-endpoint.ts';
import { startModelServer } from '../support/model-server.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function start({ sound = sampleVoice() as Buffer | null, model = 'ears', apiKey = 'test-key' } = {}) {
  const server = await startModelServer({ audioModel: 'ears' });
  opened.push(server);
  const ears = openEars({ apiKey, baseUrl: server.url, model, fetchFile: async () => sound });
  const hear = (mime: string | null = 'audio/ogg', patience = 20_000) =>
    ears.hear({ fileId: 'f', mime }, Date.now() + patience);
  return { server, hear };
}

describe('ears behind audio transcriptions', () => {
  test('hear the words, and what they took', async () => {
    const { server, hear } = await start();
    server.audio.next({ text: '电梯坏了' });
    expect(await hear()).toEqual({ kind: 'heard', text: '电梯坏了', tokensIn: 14, tokensOut: 9 });
    expect(server.audio.requests[0]!.bytes.equals(sampleVoice())).toBe(true);
  });

  test('leave the count open where the server counts seconds', async () => {
    const { server, hear } = await start();
    server.audio.next({ text: '电梯坏了', usage: { type: 'duration', seconds: 2 } });
    expect(await hear()).toEqual({
      kind: 'heard',
      text: '电梯坏了',
      tokensIn: undefined,
      tokensOut: undefined,
    });
  });

  test.each<[string, ScriptedTranscription, object]>([
    ['a fault of the server', { status: 500 }, { kind: 'failed', why: 'server' }],
    [
      'too many requests',
      { status: 429, retryAfter: '7' },
      { kind: 'failed', why: 'rate-limited', retryAfter: 7 },
    ],
    [
      'a sound too short',
      { status: 400, message: 'Audio file is too short.' },
      { kind: 'failed', why: 'rejected' },
    ],
    ['an answer without words', { text: null as never }, { kind: 'failed', why: 'server' }],
  ])('make %s a value', async (_, scripted, expected) => {
    const { server, hear } = await start();
    server.audio.next(scripted);
    expect(await hear()).toMatchObject(expected);
  });

  test('wait no longer than they may for a server that says nothing', async () => {
    const { server, hear } = await start();
    server.audio.next({ hang: true });
    expect(await hear('audio/ogg', 400)).toMatchObject({ kind: 'failed', why: 'timeout' });
  });

  test('ask nobody where there is no sound', async () => {
    const { server, hear } = await start({ sound: null });
    expect(await hear()).toEqual({ kind: 'no-sound', tokensIn: 0, tokensOut: 0 });
    expect(server.audio.requests).toEqual([]);
  });

  test('are told where the key, the model or the file is wrong', async () => {
    for (const wrong of [
      { apiKey: 'another' },
      { model: 'deaf' },
      { sound: Buffer.from('no sound at all') },
    ]) {
      const { hear } = await start(wrong);
      expect(await hear()).toMatchObject({ kind: 'failed', why: 'rejected' });
    }
  });

  test.each([
    ['audio/ogg', 'voice.ogg'],
    ['audio/mpeg', 'voice.mp3'],
    ['audio/mp4', 'voice.m4a'],
    ['Audio/X-WAV; rate=8000', 'voice.wav'],
    ['audio/webm', 'voice.webm'],
    [null, 'voice.ogg'],
    ['../../etc/passwd', 'voice.ogg'],
  ])('name a sound of type %j %s, as servers go by the ending', async (mime, fileName) => {
    const { server, hear } = await start();
    await hear(mime);
    expect(server.audio.requests).toMatchObject([{ fileName }]);
  });
});

describe('the fake endpoint', () => {
  test('refuses a file of a format that OpenAI does not know', async () => {
    const { server, hear } = await start();
    expect(await hear('audio/amr')).toMatchObject({ kind: 'failed', why: 'rejected' });
    expect(server.audio.requests).toEqual([]);
  });

  test('refuses more than OpenAI would take', async () => {
    const sound = Buffer.concat([sampleVoice(), Buffer.alloc(25 * 1024 * 1024)]);
    const { server, hear } = await start({ sound });
    expect(await hear()).toMatchObject({ kind: 'failed', why: 'rejected' });
    expect(server.audio.requests).toEqual([]);
  });
});
