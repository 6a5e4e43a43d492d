import { z } from 'zod';
import type { State } from './state.ts';
import type { BotCommand } from './telegram.ts';

const chatId = z.coerce.number();

/** For whom commands are meant (https://core.telegram.org/bots/api#botcommandscope). */
export const scopeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('default') }),
  z.object({ type: z.literal('all_private_chats') }),
  z.object({ type: z.literal('all_group_chats') }),
  z.object({ type: z.literal('all_chat_administrators') }),
  z.object({ type: z.literal('chat'), chat_id: chatId }),
  z.object({ type: z.literal('chat_administrators'), chat_id: chatId }),
  z.object({ type: z.literal('chat_member'), chat_id: chatId, user_id: chatId }),
]);
export type Scope = z.infer<typeof scopeSchema>;

export function commandKey(scope: Scope, language: string): string {
  const chat = 'chat_id' in scope ? scope.chat_id : '';
  const user = 'user_id' in scope ? scope.user_id : '';
  return `${scope.type}|${chat}|${user}|${language}`;
}

/**
 * The commands that this person's menu shows in this chat: the narrowest scope that has any, in the person's
 * language before none (https://core.telegram.org/bots/api#determining-list-of-commands).
 */
export function commandsFor(state: State, chat: number, person: number): BotCommand[] {
  const language = state.people.get(person)?.languageCode.split('-')[0] ?? '';
  for (const scope of scopesFor(state, chat, person)) {
    for (const code of [language, '']) {
      const commands = state.commands.get(commandKey(scope, code));
      if (commands?.length) return commands;
    }
  }
  return [];
}

function scopesFor(state: State, chat: number, person: number): Scope[] {
  const here: Scope = { type: 'chat', chat_id: chat };
  const group = state.groups.get(chat);
  if (!group) return [here, { type: 'all_private_chats' }, { type: 'default' }];
  const isAdmin = group.admins.includes(person);
  return [
    { type: 'chat_member', chat_id: chat, user_id: person },
    ...(isAdmin ? [{ type: 'chat_administrators' as const, chat_id: chat }] : []),
    here,
    ...(isAdmin ? [{ type: 'all_chat_administrators' as const }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}
