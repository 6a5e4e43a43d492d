import { Readable } from 'node:stream';
import type { Telegram } from 'telegraf';
import { callWithin, refusalOf } from './client.ts';

const patience = 20_000;
/** For the whole of a file. */
const longest = 120_000;
/** What Telegram lets a bot fetch. */
const largest = 20 * 1024 * 1024;

/**
 * The bytes of a file that Telegram keeps for us. Its address holds the bot's token, so it never leaves this function. `gone`: Telegram
 * has it no more, or it is above the 20 MB that a bot can fetch; `away`: Telegram did not answer.
 */
export async function openFile(
  telegram: Telegram,
  fileId: string,
  within = longest,
): Promise<{ kind: 'open'; bytes: Readable } | { kind: 'gone' } | { kind: 'away' }> {
  const late = AbortSignal.timeout(within);
  try {
    const { file_path } = await callWithin(telegram, patience, 'getFile', { file_id: fileId }, late);
    const { apiRoot } = telegram.options;
    const address = new URL(
      `file/bot${telegram.token}/${file_path}`,
      apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`,
    );
    const response = await fetch(address, { signal: late });
    if (response.ok && response.body)
      return { kind: 'open', bytes: Readable.fromWeb(response.body as never) };
    await response.body?.cancel();
    return { kind: response.status === 404 ? 'gone' : 'away' };
  } catch (error) {
    // Anything else, a token that is not taken just now among them, says nothing about the file.
    return { kind: refusalOf(error)?.code === 400 ? 'gone' : 'away' };
  }
}

/** A file as a whole, for those who need it at once. Null where it cannot be had within so many milliseconds, or is larger than a bot can fetch. */
export async function readFile(telegram: Telegram, fileId: string, within: number): Promise<Buffer | null> {
  const file = await openFile(telegram, fileId, within);
  if (file.kind !== 'open') return null;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of file.bytes) {
      size += piece.length;
      // A server of one's own lifts Telegram's limit.
      if (size > largest) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch {
    return null;
  }
}
