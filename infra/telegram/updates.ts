import type { Update } from 'telegraf/types';

/** The kinds of update that the bot listens to; Telegram sends no others. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies Exclude<
  | keyof Update.CallbackQueryUpdate
  | keyof Update.MessageUpdate
  | keyof Update.EditedMessageUpdate
  | keyof Update.MyChatMemberUpdate,
  'update_id'
>[];
