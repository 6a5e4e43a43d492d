import { randomInt } from 'node:crypto';
import { type Actor, enter, requireMessage, say, speak } from './acts.ts';
import { ActError } from './errors.ts';
import { showMessage, showUser } from './show.ts';
import type { CallbackAnswer, StoredMessage } from './state.ts';
import type { InlineKeyboardButton, KeyboardButton, Message } from './telegram.ts';
import { updateRecords } from './updates.ts';
import type { World } from './world.ts';

/** A button by its text, its data, or its place as [row, column] from 0. */
export type ButtonName = string | [row: number, column: number];

export type TapResult = {
  callbackId?: string;
  url?: string;
  answered: boolean;
  text?: string;
  showAlert?: boolean;
};

/**
 * Taps a button below a message and waits until the bot has answered the tap, at most `waitMs`; 0 does not wait.
 * `data` in place of a button is what a forged client sends: anything, on any message.
 */
export async function tap(
  world: World,
  actor: Actor,
  what: { message: number; button?: ButtonName; data?: string; waitMs: number },
): Promise<TapResult> {
  const { person } = enter(world, actor);
  const message = requireMessage(world, actor.chat, what.message);
  const button = what.data === undefined ? findButton(message, what.button) : undefined;
  if (button?.url) return { url: button.url, answered: true };
  const id = String(randomInt(2 ** 47));
  const answer = what.waitMs > 0 ? awaitAnswer(world, id, what.waitMs) : undefined;
  world.commit(
    ...updateRecords(world, actor.chat, {
      callback_query: {
        id,
        from: showUser(person),
        message: showMessage(world, message),
        chat_instance: String(Math.abs(actor.chat) * 7919),
        data: what.data ?? button!.callback_data!,
      },
    }),
  );
  const given = await answer;
  return { callbackId: id, answered: given !== undefined, ...given };
}

/** Presses a button of the reply keyboard: says its text, or sends the place or the phone number that it asks for. */
export function press(
  world: World,
  actor: Actor,
  what: { button: string; latitude?: number; longitude?: number; phone?: string },
): Message {
  const shown = world.state.chats.get(actor.chat)?.keyboard;
  if (!shown || !('keyboard' in shown)) throw new ActError(409, 'there is no reply keyboard in this chat');
  const button = shown.keyboard.flat().find(({ text }) => text === what.button);
  if (!button) throw new ActError(404, `there is no button "${what.button}" on the reply keyboard`);
  const message = pressed(world, actor, button, what);
  if (shown.one_time_keyboard) world.commit({ t: 'keyboard', chat: actor.chat, keyboard: null });
  return message;
}

function pressed(
  world: World,
  actor: Actor,
  button: KeyboardButton,
  what: { latitude?: number; longitude?: number; phone?: string },
): Message {
  if (button.request_location) {
    const { latitude, longitude } = what;
    if (latitude === undefined || longitude === undefined) {
      throw new ActError(400, 'this button asks for a place: give latitude and longitude');
    }
    return speak(world, actor, [{ location: { latitude, longitude } }])[0]!;
  }
  if (!button.request_contact) return say(world, actor, button.text);
  const { first_name, id } = showUser(enter(world, actor).person);
  const phone_number = what.phone ?? '+8613900000000';
  return speak(world, actor, [{ contact: { phone_number, first_name, user_id: id } }])[0]!;
}

function findButton(message: StoredMessage, name: ButtonName | undefined): InlineKeyboardButton {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const button =
    typeof name === 'string'
      ? (rows.flat().find(({ text }) => text === name) ?? rows.flat().find((b) => b.callback_data === name))
      : rows[name?.[0] ?? -1]?.[name?.[1] ?? -1];
  if (button) return button;
  const there = rows.flat().map(({ text }) => text);
  throw new ActError(
    404,
    `message ${message.message_id} has no such button; it has: ${there.join(' | ') || 'none'}`,
  );
}

function awaitAnswer(world: World, id: string, waitMs: number): Promise<CallbackAnswer | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), waitMs);
    const unsubscribe = world.subscribe((event) => {
      if (event.t === 'callback-answer' && event.id === id) finish(event.answer);
    });
    const finish = (answer: CallbackAnswer | undefined) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(answer);
    };
  });
}
