import { moveChat } from '../../core/channels/channels.ts';
import { noteUnreachable } from '../../core/people/meet.ts';
import type { Feature } from '../context.ts';

/** Who lets us in and who shuts us out; groups that get a new id; and what is nobody's message. */
export const membership: Feature = async (ctx, next) => {
  const { update, message } = ctx;
  if ('my_chat_member' in update) {
    const { chat, new_chat_member } = update.my_chat_member;
    const out = ['kicked', 'left'].includes(new_chat_member.status);
    if (out && chat.type === 'private') await noteUnreachable(ctx.deps, BigInt(chat.id));
    return;
  }
  if (message && 'migrate_to_chat_id' in message) {
    await moveChat(ctx.deps, BigInt(message.chat.id), BigInt(message.migrate_to_chat_id));
    return;
  }
  if (!ctx.from || ctx.from.is_bot || ctx.chat?.type === 'channel') return;
  await next();
};
