import type { InlineKeyboardButton } from 'telegraf/types';
import type { Texts } from '../../core/deps.ts';
import type { Place } from '../messages/format.ts';
import { escapeHtml } from '../messages/format.ts';
import { type Messages, messages } from '../messages/messages.ts';

/** A card as a message: HTML as Telegram takes it, and its buttons. */
export interface Card {
  html: string;
  keyboard: InlineKeyboardButton[][];
  /** Offers the chat's own button for sending a place, under this name, in place of an inline keyboard. */
  placeButton?: string;
}

/** What the parts of a card write with: its texts, the language and the time zone. */
export interface Pen extends Place {
  say: Messages;
  /** A name of the catalogue, escaped. */
  name: (texts: Texts) => string;
}

export function penFor({ language, timeZone }: Place): Pen {
  return { language, timeZone, say: messages[language], name: (texts) => escapeHtml(texts[language]) };
}

type Line = string | false | null | undefined;

/** Lines below each other; what is not there takes no line. */
export function lines(...all: Line[]): string {
  return all.filter(Boolean).join('\n');
}

/** Blocks with an empty line between them. */
export function blocks(...all: Line[]): string {
  return all.filter(Boolean).join('\n\n');
}

/** Rows of buttons; what is not there takes no place, nor does a row without any. */
export function rows(
  ...all: (InlineKeyboardButton | false | null | undefined)[][]
): InlineKeyboardButton[][] {
  return all.map((row) => row.filter((button) => !!button)).filter((row) => row.length > 0);
}

/** Names after each other, as the reader's language puts them. */
export function list(names: string[], { language }: Pen): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
