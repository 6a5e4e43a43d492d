import type { Context, MiddlewareFn } from 'telegraf';
import type { InlineKeyboardButton } from 'telegraf/types';
import type { Deps } from '../core/deps.ts';
import type { Channel, Person } from '../prisma/generated/client.ts';
import { clip } from './messages/format.ts';
import type { Messages } from './messages/messages.ts';

/** What every feature finds beside Telegram's own: the verbs' deps, who writes, what the chat stands for, and its texts. */
export interface Ctx extends Context {
  deps: Deps;
  person: Person;
  /** The seat of this group, if it has one. */
  channel: Channel | null;
  say: Messages;
}

export type Feature = MiddlewareFn<Ctx>;

/** Sends a text of ours (HTML) to the chat that the update came from. Returns the message's id. */
export async function tell(ctx: Ctx, html: string, keyboard: InlineKeyboardButton[][] = []): Promise<number> {
  const message = await ctx.reply(html, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
    ...(ctx.message &&
      !isPrivate(ctx) && {
        reply_parameters: { message_id: ctx.message.message_id, allow_sending_without_reply: true },
      }),
  });
  return message.message_id;
}

/** Asks for words: the chat opens its input as a reply to this message. Returns the message's id. */
export async function askForWords(ctx: Ctx, html: string, placeholder: string): Promise<number> {
  const message = await ctx.reply(html, {
    parse_mode: 'HTML',
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: placeholder },
  });
  return message.message_id;
}

/** Puts other words in place of the message whose button was tapped. */
export async function rewrite(
  ctx: Ctx,
  html: string,
  keyboard: InlineKeyboardButton[][] = [],
): Promise<void> {
  await harmless(
    ctx.editMessageText(html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: keyboard },
    }),
  );
}

/** As much as a chat shows over a button that was tapped (https://core.telegram.org/bots/api#answercallbackquery). */
const mostToast = 200;

/** Answers a tap. A tap is answerable for some minutes only; what it did stands all the same. */
export async function toast(ctx: Ctx, text?: string, alert = false): Promise<void> {
  await harmless(ctx.answerCbQuery(text && clip(text, mostToast), { show_alert: alert }));
}

/** Waits for something of which it does not matter whether it works, such as tidying up. */
export async function harmless(promise: Promise<unknown>): Promise<void> {
  await promise.catch(() => undefined);
}

export function isPrivate(ctx: Pick<Ctx, 'chat'>): boolean {
  return ctx.chat?.type === 'private';
}
