import { setTimeout as pause } from 'node:timers/promises';
import { parse, type Tap } from '../bot/buttons.ts';

/** A message as the playground's API gives it: what a person sees. */
export interface Seen {
  message_id: number;
  text?: string;
  caption?: string;
  from?: { id: number; is_bot: boolean };
  entities?: { type: string; user?: { id: number } }[];
  media_group_id?: string;
  reply_markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] };
}

export interface Answered {
  answered: boolean;
  text?: string;
  showAlert?: boolean;
}

export type Card = Seen & { taps: Tap[] };

const patience = 40_000;

/**
 * Acts as people in the playground, over its HTTP API, and sees what they see. It knows the bot's buttons, as a person knows which
 * is which, and nothing of what happens behind the chat.
 */
export function openActors(url: string) {
  async function request<T>(method: string, path: string, body?: object): Promise<T> {
    const init = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, ...init });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.error}`);
    return answer;
  }

  const act = <T = { message: Seen }>(chat: number, as: number, name: string, fields: object = {}) =>
    request<T>('POST', `/api/chats/${chat}/${name}`, { as, ...fields });

  async function messages(chat: number, after = 0): Promise<Card[]> {
    const read = await request<{ messages: Seen[] }>('GET', `/api/chats/${chat}/messages?after=${after}`);
    return read.messages.map((message) => ({ ...message, taps: tapsOf(message) }));
  }

  /** Waits until the chat holds a message that fits, and returns the newest. */
  async function see(chat: number, what: string, fits: (message: Card) => unknown, after = 0): Promise<Card> {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = (await messages(chat, after)).findLast(fits);
      if (found) return found;
      if (Date.now() > deadline)
        throw new Error(`waited ${patience / 1000} s in vain for ${what} in chat ${chat}`);
      await pause(25);
    }
  }

  /**
   * Waits for a card of the bot that says `text` and offers this tap, and taps. A card may change under the thumb: whoever is told to
   * look again, or finds the button gone, looks again.
   */
  async function tap(
    chat: number,
    as: number,
    text: string,
    wanted: (tap: Tap) => unknown,
  ): Promise<Answered> {
    const deadline = Date.now() + patience;
    for (;;) {
      const card = await see(
        chat,
        `a button on ${text}`,
        (one) => saying(one, text) && one.taps.some(wanted),
      );
      const answered = await tapOn(card, { chat, as, wanted }).catch((error: Error) => {
        if (!error.message.includes('no such button')) throw error;
        return null;
      });
      if (answered && !answered.showAlert) return answered;
      if (Date.now() > deadline)
        throw new Error(`${text} in chat ${chat}: ${answered?.text ?? 'no such button'}`);
      await pause(50);
    }
  }

  function tapOn(
    card: Card,
    { chat, as, wanted }: { chat: number; as: number; wanted: (tap: Tap) => unknown },
  ) {
    const button = card.reply_markup!.inline_keyboard!.flat().find((one) => {
      const found = parse(one.callback_data ?? '');
      return found && wanted(found);
    });
    return act<Answered>(chat, as, 'tap', { message: card.message_id, button: button?.callback_data ?? '' });
  }

  return { request, act, messages, see, tap };
}

export type Actors = ReturnType<typeof openActors>;

const reference = /^[0-9A-Z]{3}-[0-9A-Z]{3}(?:-\d+)?$/;
/** Whether a message of the bot speaks of this; `7K4-2QD` is not `7K4-2QD-2`, and a card is not of the tickets that are like its own. */
export function saying({ text, caption, from }: Seen, words: string): boolean {
  const all = `${text ?? ''}${caption ?? ''}`;
  const said = reference.test(words) ? withoutNeighbours(all) : all;
  return (
    from?.is_bot === true &&
    said
      .split(words)
      .slice(1)
      .some((rest) => !/^-\d/.test(rest))
  );
}

/** Whether a message speaks to this person by name: it is how a group's people know who is asked. */
export function mentions({ entities = [] }: Seen, person: number): boolean {
  return entities.some(({ user }) => user?.id === person);
}

/** The reference that a message of the bot names, if it names one. */
export function referenceIn({ text, from }: Seen): string | null {
  return from?.is_bot ? (/\b[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(text ?? '')?.[0] ?? null) : null;
}

function withoutNeighbours(text: string): string {
  return text
    .split('\n\n')
    .filter((block) => !block.startsWith('👥'))
    .join('\n\n');
}

function tapsOf({ reply_markup }: Seen): Tap[] {
  return (reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap(({ callback_data }) => parse(callback_data ?? '') ?? []);
}
