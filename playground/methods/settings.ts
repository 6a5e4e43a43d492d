import { z } from 'zod';
import { commandKey, scopeSchema } from '../commands.ts';
import { badRequest } from '../errors.ts';
import type { Call, Methods } from './call.ts';

/** What the bot says of itself: commands, name, descriptions, menu button. */
export const settingMethods: Methods = {
  getMe: ({ world }) => ({
    ...world.bot,
    can_join_groups: true,
    // Privacy mode is off here: the bot gets every message of its groups, as an administrator would.
    can_read_all_group_messages: true,
    supports_inline_queries: false,
  }),
  setMyCommands: (call) => {
    const commands = call.params.object('commands', commandsSchema);
    if (!commands) throw badRequest('can\'t parse commands list: parameter "commands" is required');
    if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256)
        throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    const clean = commands.map(({ command, description }) => ({
      command: command.replace(/^\//, ''),
      description,
    }));
    call.world.commit({ t: 'commands', key: readKey(call), commands: clean });
    return true;
  },
  getMyCommands: (call) => call.world.state.commands.get(readKey(call)) ?? [],
  deleteMyCommands: (call) => {
    call.world.commit({ t: 'commands', key: readKey(call), commands: null });
    return true;
  },
  setMyName: (call) => setText(call, 'name', 64),
  getMyName: (call) => ({ name: getText(call, 'name') ?? call.world.bot.first_name }),
  setMyDescription: (call) => setText(call, 'description', 512),
  getMyDescription: (call) => ({ description: getText(call, 'description') ?? '' }),
  setMyShortDescription: (call) => setText(call, 'short_description', 120),
  getMyShortDescription: (call) => ({ short_description: getText(call, 'short_description') ?? '' }),
  setChatMenuButton: ({ world, params }) => {
    const button = params.object('menu_button', menuButtonSchema) ?? { type: 'default' };
    world.commit({ t: 'setting', key: `menu_button|${params.int('chat_id') ?? ''}`, value: button });
    return true;
  },
};

const commandsSchema = z.array(z.looseObject({ command: z.string(), description: z.string() }));
const menuButtonSchema = z.looseObject({ type: z.enum(['default', 'commands', 'web_app']) });

function readKey({ params }: Call): string {
  const scope = params.object('scope', scopeSchema) ?? { type: 'default' as const };
  return commandKey(scope, params.string('language_code') ?? '');
}

function setText({ world, params }: Call, name: string, limit: number): true {
  const value = params.string(name) ?? '';
  if (value.length > limit) throw badRequest(`bot ${name.replace('_', ' ')} is too long`);
  world.commit({ t: 'setting', key: `${name}|${params.string('language_code') ?? ''}`, value });
  return true;
}

/** Falls back to what is set for all languages. */
function getText({ world, params }: Call, name: string): string | undefined {
  const { settings } = world.state;
  const language = params.string('language_code') ?? '';
  return (settings.get(`${name}|${language}`) || settings.get(`${name}|`) || undefined) as string | undefined;
}
