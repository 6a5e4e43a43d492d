/**
 * The part of the Bot API's types that this server speaks, named and shaped as in https://core.telegram.org/bots/api.
 * Only fields that the playground itself reads are typed; the rest travels as it came.
 */

export type User = {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
};

export type Chat = {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
};

export type MessageEntity = {
  type: string;
  /** Offset and length count UTF-16 code units, as JavaScript strings do. */
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
};

export type InlineKeyboardButton = { text: string; callback_data?: string; url?: string };
export type InlineKeyboardMarkup = { inline_keyboard: InlineKeyboardButton[][] };

export type KeyboardButton = { text: string; request_location?: boolean; request_contact?: boolean };

/** What a client shows below its text field: a reply keyboard, or a request to reply. */
export type ReplyKeyboard =
  | {
      keyboard: KeyboardButton[][];
      resize_keyboard?: boolean;
      one_time_keyboard?: boolean;
      is_persistent?: boolean;
      input_field_placeholder?: string;
      selective?: boolean;
    }
  | { force_reply: true; input_field_placeholder?: string; selective?: boolean };

export type FileRef = {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
  file_name?: string;
  mime_type?: string;
  width?: number;
  height?: number;
  duration?: number;
  thumbnail?: PhotoSize;
};

export type PhotoSize = FileRef & { width: number; height: number };
export type Location = { latitude: number; longitude: number };
export type Venue = { location: Location; title: string; address: string };
export type Contact = { phone_number: string; first_name: string; last_name?: string; user_id?: number };

export type Message = {
  message_id: number;
  date: number;
  chat: Chat;
  from?: User;
  sender_chat?: Chat;
  author_signature?: string;
  reply_to_message?: Message;
  edit_date?: number;
  media_group_id?: string;
  forward_origin?: { type: string; date: number; sender_user?: User; sender_user_name?: string };
  forward_date?: number;
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: PhotoSize[];
  video?: FileRef;
  video_note?: FileRef & { length?: number };
  animation?: FileRef;
  voice?: FileRef;
  audio?: FileRef;
  document?: FileRef;
  sticker?: FileRef & { emoji?: string };
  location?: Location;
  venue?: Venue;
  contact?: Contact;
  new_chat_members?: User[];
  left_chat_member?: User;
  new_chat_title?: string;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message;
  reply_markup?: InlineKeyboardMarkup;
};

export type CallbackQuery = {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
};

export type ChatMember = { status: string; user: User };

export type ChatMemberUpdated = {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
};

/** What happened, without the number that the delivery gives it. */
export type UpdateContent =
  | { message: Message }
  | { edited_message: Message }
  | { callback_query: CallbackQuery }
  | { my_chat_member: ChatMemberUpdated };

export type Update = { update_id: number } & UpdateContent;

export type BotCommand = { command: string; description: string };

/** Groups' administrators who hide their name write as this user (https://core.telegram.org/bots/api#message). */
export const ANONYMOUS_ADMIN: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};
