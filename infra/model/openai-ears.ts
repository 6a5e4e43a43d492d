import { toFile } from 'openai';
import type { Ears, Heard } from '../../core/triage/media/ears.ts';
import type { Usage } from '../../core/triage/model/model.ts';
import { openClient, type Server } from './client.ts';
import { readCount, readError } from './read-reply.ts';

export interface EarsOptions extends Server {
  /** The model that listens. */
  model: string;
  fetchFile: (fileId: string, within: number) => Promise<Uint8Array | null>;
}

/** A server goes by the name's ending. Telegram's voices are Ogg. */
const endings: Record<string, string> = {
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'audio/x-flac': 'flac',
};

/** Ears behind OpenAI's audio transcriptions or a look-alike. Asked once, never again by itself. */
export function openEars({ model, fetchFile, ...server }: EarsOptions): Ears {
  const client = openClient(server);
  return {
    name: model,
    hear: async ({ fileId, mime }, deadline) => {
      const bytes = await fetchFile(fileId, deadline - Date.now());
      if (!bytes) return { kind: 'no-sound', tokensIn: 0, tokensOut: 0 };
      const timeout = deadline - Date.now();
      if (timeout < 1) return { kind: 'failed', why: 'timeout', tokensIn: 0, tokensOut: 0 };
      try {
        const file = await toFile(bytes, `voice.${endingOf(mime)}`);
        return readTranscription(await client.audio.transcriptions.create({ model, file }, { timeout }));
      } catch (error) {
        return readError(error);
      }
    },
  };
}

/** The type is whatever a sender says. */
function endingOf(mime: string | null): string {
  const type = (mime ?? 'audio/ogg').toLowerCase().split(';')[0]!.trim();
  return endings[type] ?? /^audio\/([a-z0-9]{2,5})$/.exec(type)?.[1] ?? 'ogg';
}

/** A transcription as a value. Nothing in it is trusted, as with a completion. */
function readTranscription(answer: unknown): Heard {
  const { text, usage } = (answer ?? {}) as { text?: unknown; usage?: Record<string, unknown> | null };
  const spent: Usage = {
    tokensIn: readCount(usage?.input_tokens),
    tokensOut: readCount(usage?.output_tokens),
  };
  if (typeof text !== 'string') return { kind: 'failed', why: 'server', ...spent };
  return { kind: 'heard', text, ...spent };
}
