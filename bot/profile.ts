import type { Telegram } from 'telegraf';
import type { BotCommand } from 'telegraf/types';
import { languages } from '../core/deps.ts';
import { messages } from './messages/messages.ts';

/** The commands of a resident's chat and of staff groups, in the order in which menus list them. */
const residentCommands = [
  'start',
  'mine',
  'for',
  'human',
  'withdraw',
  'language',
  'help',
  'privacy',
  'forget',
] as const;
const groupCommands = ['ticket', 'overdue', 'rates', 'language', 'here', 'help'] as const;

/**
 * Tells Telegram what the bot is called for and which commands it has, in each language; the one for everybody else is English.
 * Throws what Telegram answers: it may be tried again at any time.
 */
export async function introduce(telegram: Telegram): Promise<void> {
  for (const language of languages) {
    const { commands, profile } = messages[language];
    const language_code = language === 'en' ? undefined : language;
    const menus = [
      { commands: list(residentCommands, commands.resident), scope: { type: 'all_private_chats' } },
      { commands: list(groupCommands, commands.group), scope: { type: 'all_group_chats' } },
    ] as const;
    for (const { commands, scope } of menus) await telegram.setMyCommands(commands, { scope, language_code });
    await telegram.setMyDescription(profile.description, language_code);
    await telegram.setMyShortDescription(profile.shortDescription, language_code);
  }
}

function list<Name extends string>(names: readonly Name[], descriptions: Record<Name, string>): BotCommand[] {
  return names.map((command) => ({ command, description: descriptions[command] }));
}
