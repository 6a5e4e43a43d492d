import { Readable } from 'node:stream';
import type { Telegram } from 'telegraf';
import { callWithin, refusalOf } from './client.ts';

const patience = 20_000;

/**
 * The bytes of a file that Telegram keeps for us. Its address holds the bot's token, so it never leaves this function. `gone`: Telegram
 * has it no more, or it is above the 20 MB that a bot can fetch; `away`: Telegram did not answer.
 */
export async function openFile(
  telegram: Telegram,
  fileId: string,
): Promise<{ kind: 'open'; bytes: Readable } | { kind: 'gone' } | { kind: 'away' }> {
  try {
    const { file_path } = await callWithin(telegram, patience, 'getFile', { file_id: fileId });
    const { apiRoot } = telegram.options;
    const address = new URL(
      `file/bot${telegram.token}/${file_path}`,
      apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`,
    );
    const response = await fetch(address, { signal: AbortSignal.timeout(120_000) });
    if (response.ok && response.body)
      return { kind: 'open', bytes: Readable.fromWeb(response.body as never) };
    await response.body?.cancel();
    return { kind: response.status === 404 ? 'gone' : 'away' };
  } catch (error) {
    // Anything else, a token that is not taken just now among them, says nothing about the file.
    return { kind: refusalOf(error)?.code === 400 ? 'gone' : 'away' };
  }
}
