import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { parse } from '../bot/buttons.ts';
import { reviewersGroup } from '../town.ts';
import { tap } from './updates.ts';

interface Sent {
  chat_id?: number;
  message_id?: number;
  text?: string;
  reply_markup?: { inline_keyboard?: { callback_data?: string }[][] };
}

export interface Telegram {
  url: string;
  /** The reference that each resident has been told. */
  references: Map<number, string>;
  /** How many calls it has answered, by method. */
  calls: Record<string, number>;
  close: () => Promise<void>;
}

/**
 * A Bot API that takes everything at once and looks at nothing, so that what is measured is us; and behind it a reviewer who confirms every
 * card the moment that it is there, if anybody reviews. `bot`: where updates are brought.
 */
export async function startTelegram(
  bot: { url: string; headers: Record<string, string> },
  reviewed: boolean,
): Promise<Telegram> {
  const references = new Map<number, string>();
  const calls: Record<string, number> = {};
  const tapped = new Map<number, string>();
  let messageId = 1000;
  let taps = 0;

  /** A card that says something else than when it was tapped is tapped again, as a person would. */
  function review(sent: Sent, message: number): void {
    const data = (sent.reply_markup?.inline_keyboard ?? []).flat().map((one) => one.callback_data ?? '');
    for (const button of data) {
      const seen = parse(button);
      if (seen?.kind !== 'confirm' || tapped.get(seen.ticket) === button) continue;
      tapped.set(seen.ticket, button);
      taps += 1;
      const body = JSON.stringify(tap(taps, message, button));
      const headers = { ...bot.headers, 'content-type': 'application/json' };
      fetch(bot.url, { method: 'POST', headers, body })
        .then((response) => response.body?.cancel())
        .catch(() => undefined);
      return;
    }
  }

  function resultOf(method: string, sent: Sent): unknown {
    if (method === 'getMe')
      return { id: 1, is_bot: true, first_name: '市民吹哨', username: 'citizen_whistle_bot' };
    if (!sent.chat_id) return true;
    const message_id = sent.message_id ?? ++messageId;
    if (sent.chat_id === reviewersGroup) {
      if (reviewed) review(sent, message_id);
    } else if (!references.has(sent.chat_id)) {
      const reference = /\b[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(sent.text ?? '')?.[0];
      if (reference) references.set(sent.chat_id, reference);
    }
    return { message_id, date: 0, chat: { id: sent.chat_id, type: 'private' }, text: sent.text };
  }

  const server = createServer(async (request, response) => {
    const method = request.url!.split('/').at(-1)!;
    const sent = ((await json(request).catch(() => ({}))) ?? {}) as Sent;
    calls[method] = (calls[method] ?? 0) + 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result: resultOf(method, sent) }));
  });
  const url = await listen(server);
  return { url, references, calls, close: () => shut(server) };
}

export async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function shut(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
