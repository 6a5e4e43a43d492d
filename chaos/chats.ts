import { parse, type Tap } from '../bot/buttons.ts';
import type { Actors } from '../demo/actors.ts';
import type { StoredMessage } from '../playground/state.ts';
import type { World } from '../playground/world.ts';

/** A message of the bot with its buttons, as it stands in a chat now. */
export interface Open {
  message: number;
  text: string;
  buttons: Button[];
}

export interface Button {
  tap: Tap;
  data: string;
}

/** What people see, read from the world itself: thousands of people that poll over HTTP would be a load of their own. */
export interface Chats {
  actors: Actors;
  world: World;
  /** The bot's messages in a chat that have buttons now. */
  open: (chat: number) => Open[];
  /** Every card that was ever posted with buttons, as it was first seen: its chat, and the tickets that it was about. */
  posted: { chat: number; message: number; kinds: string[]; ticket: number }[];
}

export function openChats(world: World, actors: Actors): Chats {
  const posted: Chats['posted'] = [];
  const known = new Set<string>();
  world.subscribe((event) => {
    if (event.t !== 'message' || !event.message.from?.is_bot) return;
    const { chat, message_id } = event.message;
    const key = `${chat.id}:${message_id}`;
    if (known.has(key)) return;
    known.add(key);
    const buttons = buttonsOf(event.message);
    // Who looks at a neighbour looks at another ticket.
    const own = buttons.filter(({ tap }) => tap.kind !== 'look');
    const ticket = own.flatMap(({ tap }) => ('ticket' in tap ? tap.ticket : []))[0];
    if (ticket === undefined) return;
    posted.push({ chat: chat.id, message: message_id, kinds: buttons.map(({ tap }) => tap.kind), ticket });
  });
  return {
    actors,
    world,
    posted,
    open: (chat) =>
      (world.state.chats.get(chat)?.messages ?? []).flatMap((message) => {
        const buttons = message ? buttonsOf(message) : [];
        return buttons.length > 0 ? { message: message!.message_id, text: message!.text ?? '', buttons } : [];
      }),
  };
}

function buttonsOf({ reply_markup, from }: StoredMessage): Button[] {
  if (!from?.is_bot) return [];
  return (reply_markup?.inline_keyboard ?? []).flat().flatMap(({ callback_data: data = '' }) => {
    const tap = parse(data);
    return tap ? { tap, data } : [];
  });
}

/** How long somebody waits for an answer before they tap once more, in milliseconds: what nobody answers is not tapped ever faster. */
const patience = 60_000;

/** Taps and waits for the answer, and remembers what was tapped a moment ago. A button that went away under the thumb is nobody’s fault. */
export function openTaps({ actors }: Chats) {
  const last = new Map<string, number>();
  return {
    may: (chat: number, message: number, what: string) => {
      const key = `${chat}:${message}:${what}`;
      if (Date.now() - (last.get(key) ?? 0) < patience) return false;
      last.set(key, Date.now());
      return true;
    },
    tap: (chat: number, as: number, message: number, button: string) =>
      actors
        .act(chat, as, 'tap', { message, button, timeoutSeconds: patience / 1000 })
        .catch(() => undefined),
  };
}
