import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What the next transcription gets instead of the usual words: a whole answer or a failure; or it is never answered. */
export type ScriptedTranscription =
  | { text: string; usage?: object }
  | { status: number; message?: string; retryAfter?: string }
  | { hang: true };

/** What somebody sent to be written down. */
export interface TranscriptionRequest {
  model: string;
  fileName: string;
  bytes: Buffer;
}

type Answered = { status: number; body: object; headers?: Record<string, string> } | { hang: true };

const mostBytes = 25 * 1024 * 1024;
const formats = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];

/** `POST /v1/audio/transcriptions` as OpenAI serves it: a form with file and model, checked in its order and refused in its words. */
export function openAudioEndpoint(model: string | undefined) {
  const requests: TranscriptionRequest[] = [];
  const script: ScriptedTranscription[] = [];

  async function take(request: IncomingMessage): Promise<Answered> {
    const body = await buffer(request);
    if (body.length > mostBytes)
      return refuse(413, `Maximum content size limit (${mostBytes}) exceeded (${body.length} bytes read)`);
    const form = await readForm(body, request.headers['content-type']);
    if (!form) return refuse(400, 'Could not parse multipart form');
    const [named, file] = [form.get('model'), form.get('file')];
    if (typeof named !== 'string') return refuse(400, 'you must provide a model parameter');
    if (!(file instanceof File)) return refuse(400, 'you must provide a file parameter', 'file');
    if (named !== model)
      return refuse(404, `The model \`${named}\` does not exist or you do not have access to it.`);
    const asked = { model: named, fileName: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
    const unreadable = refuseFormat(asked);
    if (unreadable) return refuse(400, unreadable, 'file');
    requests.push(asked);
    return answer(script.shift() ?? { text: '路灯坏了' });
  }

  return {
    take,
    /** Every voice that was sent in good form, in order. */
    requests,
    next: (scripted: ScriptedTranscription) => script.push(scripted),
  };
}

async function readForm(body: Buffer, type = ''): Promise<FormData | null> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    return null;
  }
}

/** The ending of the name says what it is; the first bytes, whether that is true. */
function refuseFormat({ fileName, bytes }: TranscriptionRequest): string | null {
  const ending = fileName.split('.').at(-1)!;
  if (!formats.includes(ending))
    return `Invalid file format. Supported formats: [${formats.map((format) => `'${format}'`).join(', ')}]`;
  const isOgg = bytes.subarray(0, 4).toString('latin1') === 'OggS';
  if (['ogg', 'oga'].includes(ending) && !isOgg)
    return 'The audio file could not be decoded or its format is not supported.';
  return null;
}

function answer(scripted: ScriptedTranscription): Answered {
  if ('hang' in scripted) return scripted;
  if ('text' in scripted) {
    const usage = scripted.usage ?? { type: 'tokens', input_tokens: 14, output_tokens: 9, total_tokens: 23 };
    return { status: 200, body: { text: scripted.text, usage } };
  }
  const refused = refuse(scripted.status, scripted.message ?? 'The server had an error.');
  return { ...refused, ...(scripted.retryAfter && { headers: { 'retry-after': scripted.retryAfter } }) };
}

function refuse(status: number, message: string, param: string | null = null) {
  const type = status >= 500 || status === 413 ? 'server_error' : 'invalid_request_error';
  return { status, body: { error: { message, type, param, code: null } } };
}
