import { moveChat } from '../../core/channels/channels.ts';
import { noteUnreachable } from '../../core/people/meet.ts';
import { outcomeOf } from '../../infra/telegram/outcome.ts';
import { type Feature, isPrivate } from '../context.ts';

/**
 * Who lets us in and who shuts us out; groups that get a new id; and what is nobody's message. Whoever shuts us out before we could
 * answer them is not a fault to be tried again: what they said is kept by then.
 */
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
  try {
    await next();
  } catch (error) {
    if (!isPrivate(ctx) || outcomeOf(error).kind !== 'unreachable') throw error;
    await noteUnreachable(ctx.deps, BigInt(ctx.chat!.id));
  }
};
