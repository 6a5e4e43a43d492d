import { channelOfChat } from '../../core/channels/channels.ts';
import { languageOf } from '../../core/people/meet.ts';
import { type Feature, tell } from '../context.ts';
import { messages } from '../messages/messages.ts';

/** As whom a group's admins write who hide behind the group (https://core.telegram.org/bots/api#message). */
const anonymousAdmin = 1087968824;

/** Whoever hides behind the group has no roles: they are told so where they speak to us, as nothing they say could be done. */
export const anonymous: Feature = async (ctx, next) => {
  const { message } = ctx;
  if (message?.from?.id !== anonymousAdmin) return next();
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const isCommand = 'text' in message && message.text.startsWith('/');
  if (!isCommand && replied?.from?.id !== ctx.botInfo.id) return;
  const channel = await channelOfChat(ctx.deps.db, BigInt(message.chat.id));
  const language = channel ? languageOf(channel) : ctx.deps.settings.staffLanguage;
  await tell(ctx, messages[language].staff.anonymous);
};
