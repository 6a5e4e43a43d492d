import { channelOfChat } from '../../core/channels/channels.ts';
import { languageOf, meet } from '../../core/people/meet.ts';
import { appointFirstAdmins } from '../../core/people/roles.ts';
import { type Feature, isPrivate } from '../context.ts';
import { messages } from '../messages/messages.ts';

/** Gets to know who writes, and in which language the chat is spoken to: the person's own, or the group's. */
export const acquaint: Feature = async (ctx, next) => {
  const from = ctx.from!;
  ctx.person = await meet(ctx.deps, {
    telegramId: BigInt(from.id),
    name: [from.first_name, from.last_name].filter(Boolean).join(' '),
    username: from.username ?? null,
    languageTag: from.language_code ?? null,
  });
  await appointFirstAdmins(ctx.deps, ctx.person);
  ctx.channel = ctx.chat && !isPrivate(ctx) ? await channelOfChat(ctx.deps.db, BigInt(ctx.chat.id)) : null;
  ctx.say = messages[languageOf(ctx.channel ?? ctx.person)];
  await next();
};
