import type { Message } from 'telegraf/types';
import type { Incoming } from '../../core/complaints/incoming.ts';
import type { MediaKind } from '../../prisma/generated/enums.ts';

type Media = Incoming['media'][number];

/** What Telegram lets a bot download; larger files still go to groups, but not to a department's own system. */
export const downloadLimit = 20 * 1024 * 1024;

/** What the table of media holds; people send files of up to 4 GB, and far beyond the limit it is all the same how far. */
const largestSize = 2 ** 31 - 1;

export type Read =
  /** Something that may be, or be part of, a complaint. */
  | { kind: 'incoming'; incoming: Incoming; tooLarge: boolean }
  /** No complaint by itself, but worth keeping beside one. */
  | { kind: 'attachment'; incoming: Incoming }
  /** A command that we do not know, and nothing else. */
  | { kind: 'command' }
  /** A sticker, a dice, a poll: nothing that we could pass on. */
  | { kind: 'nothing' }
  /** Telegram's own note of something that the person did to the chat: nothing to be answered. */
  | { kind: 'silent' };

const notes = ['pinned_message', 'message_auto_delete_timer_changed', 'chat_background_set'];

/** Reads a message of any type as what the product understands: words, files, a place. */
export function readMessage(message: Message): Read {
  const media = mediaOf(message);
  const incoming: Incoming = {
    chatId: BigInt(message.chat.id),
    messageId: message.message_id,
    sentAt: new Date(message.date * 1000),
    text: textOf(message),
    media: media ? [media] : [],
    mediaGroupId: 'media_group_id' in message ? (message.media_group_id ?? null) : null,
    place: placeOf(message),
    replyTo: 'reply_to_message' in message ? (message.reply_to_message?.message_id ?? null) : null,
    repliedText: repliedText(message),
    forwarded: 'forward_origin' in message && message.forward_origin !== undefined,
  };
  if (notes.some((note) => note in message)) return { kind: 'silent' };
  if ('contact' in message) return { kind: 'attachment', incoming };
  const holdsNothing = incoming.text === null && !media && !incoming.place;
  if (isBareCommand(message)) return { kind: 'command' };
  if (holdsNothing || media?.kind === 'sticker') return { kind: 'nothing' };
  return { kind: 'incoming', incoming, tooLarge: (media?.size ?? 0) > downloadLimit };
}

/** What a message of a bot said that this one replies to: in a private chat, what we said. */
function repliedText(message: Message): string | null {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const text = replied?.from?.is_bot && 'text' in replied ? replied.text : null;
  return typeof text === 'string' ? text : null;
}

function isBareCommand(message: Message): boolean {
  if (!('text' in message)) return false;
  const [first] = message.entities ?? [];
  return first?.type === 'bot_command' && first.offset === 0 && first.length === message.text.trim().length;
}

function textOf(message: Message): string | null {
  if ('contact' in message) {
    const { first_name, last_name, phone_number } = message.contact;
    return [first_name, last_name, phone_number].filter(Boolean).join(' ');
  }
  const text = 'text' in message ? message.text : 'caption' in message ? message.caption : undefined;
  return text?.trim() ? text : null;
}

function mediaOf(message: Message): Media | null {
  if ('photo' in message) {
    const largest = message.photo.at(-1);
    return largest ? media('photo', { ...largest, mime_type: 'image/jpeg' }) : null;
  }
  if ('video' in message) return media('video', message.video);
  if ('video_note' in message) return media('video_note', message.video_note);
  // An animation comes as a document too, for apps that know no animations.
  if ('animation' in message) return media('animation', message.animation);
  if ('voice' in message) return media('voice', message.voice);
  if ('audio' in message) return media('audio', message.audio);
  if ('document' in message) return media('document', message.document);
  if ('sticker' in message) return media('sticker', message.sticker);
  return null;
}

function media(
  kind: MediaKind,
  file: {
    file_id: string;
    file_unique_id: string;
    mime_type?: string | undefined;
    file_size?: number | undefined;
  },
): Media {
  const { file_id: fileId, file_unique_id: uniqueId, mime_type: mime = null, file_size } = file;
  const size = file_size === undefined ? null : Math.min(file_size, largestSize);
  return { kind, fileId, uniqueId, mime, size };
}

function placeOf(message: Message): Incoming['place'] {
  if ('venue' in message) {
    const { location, title, address } = message.venue;
    return { ...pointOf(location), name: [title, address].filter(Boolean).join(' · ') };
  }
  return 'location' in message ? { ...pointOf(message.location), name: null } : null;
}

function pointOf({ latitude, longitude }: { latitude: number; longitude: number }) {
  return { latitude, longitude };
}
