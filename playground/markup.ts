import { z } from 'zod';
import { badRequest } from './errors.ts';
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboard } from './telegram.ts';

/** What reply_markup does to a message and its chat. `keyboard: null` takes the chat's reply keyboard away. */
export type Markup = { inline?: InlineKeyboardMarkup; keyboard?: ReplyKeyboard | null };

/** Checks a reply_markup as Telegram does and says what it is. */
export function readMarkup(raw: unknown): Markup {
  if (raw === undefined) return {};
  const parsed = markupSchema.safeParse(raw);
  if (!parsed.success) throw badRequest("can't parse reply keyboard markup JSON object");
  const markup = parsed.data;
  if ('inline_keyboard' in markup) {
    const rows = markup.inline_keyboard.filter((row) => row.length > 0);
    for (const button of rows.flat()) checkInlineButton(button);
    return rows.length > 0 ? { inline: { inline_keyboard: rows as InlineKeyboardButton[][] } } : {};
  }
  if ('remove_keyboard' in markup) return { keyboard: null };
  if ('force_reply' in markup) return { keyboard: markup };
  for (const button of markup.keyboard.flat()) {
    if (buttonText(button) === '') throw badRequest('keyboard button text must be non-empty');
  }
  const keyboard = markup.keyboard.map((row) => row.map((b) => (typeof b === 'string' ? { text: b } : b)));
  return { keyboard: { ...markup, keyboard } };
}

/** Edits may carry an inline keyboard only. */
export function readInlineMarkup(raw: unknown): InlineKeyboardMarkup | undefined {
  const { inline, keyboard } = readMarkup(raw);
  if (keyboard !== undefined) throw badRequest('inline keyboard expected');
  return inline;
}

const inlineButton = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
const keyboardButton = z.union([
  z.string(),
  z.looseObject({
    text: z.string(),
    request_location: z.boolean().optional(),
    request_contact: z.boolean().optional(),
  }),
]);
const placeholder = {
  input_field_placeholder: z.string().max(64).optional(),
  selective: z.boolean().optional(),
};
const markupSchema = z.union([
  z.object({ inline_keyboard: z.array(z.array(inlineButton)) }),
  z.object({ remove_keyboard: z.literal(true), selective: z.boolean().optional() }),
  z.object({ force_reply: z.literal(true), ...placeholder }),
  z.object({
    keyboard: z.array(z.array(keyboardButton)),
    resize_keyboard: z.boolean().optional(),
    one_time_keyboard: z.boolean().optional(),
    is_persistent: z.boolean().optional(),
    ...placeholder,
  }),
]);

function buttonText(button: z.infer<typeof keyboardButton>): string {
  return typeof button === 'string' ? button : button.text;
}

function checkInlineButton(button: z.infer<typeof inlineButton>): void {
  const { text, callback_data: data, url } = button;
  if (text === '') throw badRequest("can't parse inline keyboard button: Button text must be non-empty");
  if (data === undefined && url === undefined) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (data !== undefined) {
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  } else if (!/^(https?|tg):\/\/\S+$/i.test(url!)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
}
