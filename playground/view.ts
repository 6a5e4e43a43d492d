import { inLanguage, type Name } from './cast.ts';
import { ActError } from './errors.ts';
import { fileOf } from './media.ts';
import { showMessage } from './show.ts';
import type { StoredMessage } from './state.ts';
import type { Message } from './telegram.ts';
import type { World } from './world.ts';

/** A message for people's eyes: as the Bot API shows it, with where its file is and what the bot reacted. */
export type ViewedMessage = Message & { media_url?: string; reaction?: string };

export function viewMessage(world: World, stored: StoredMessage): ViewedMessage {
  const file = fileOf(world, stored);
  return {
    ...showMessage(world, stored),
    ...(file ? { media_url: `/api/files/${file.fileId}` } : {}),
    ...(stored.reaction ? { reaction: stored.reaction } : {}),
  };
}

/** The messages of a chat after a message id, oldest first. */
export function viewMessages(world: World, chat: number, after: number): ViewedMessage[] {
  const messages = world.state.chats.get(chat)?.messages ?? [];
  return messages.slice(Math.max(0, after)).flatMap((stored) => (stored ? [viewMessage(world, stored)] : []));
}

/** A chat can be read by those who are in it; without `as`, by whoever asks. */
export function checkMayRead(world: World, chat: number, as: number | undefined): void {
  const group = world.state.groups.get(chat);
  if (!group && !world.state.people.has(chat)) throw new ActError(404, `there is no chat ${chat}`);
  const isIn = as === undefined || as === chat || group?.members.includes(as);
  if (!isIn) throw new ActError(403, `person ${as} is not in chat ${chat}`);
}

/** People, groups and the bot, with names in the language of whoever bears them. */
export function viewWorld(world: World, botName: Name = world.bot.first_name) {
  const { people, groups, settings, language } = world.state;
  const told = (name: string) =>
    (settings.get(`${name}|${language}`) || settings.get(`${name}|`)) as string | undefined;
  return {
    language,
    bot: {
      ...world.bot,
      first_name: told('name') ?? inLanguage(botName, language),
      description: told('description') ?? '',
      about: told('short_description') ?? '',
    },
    people: [...people.values()],
    groups: [...groups.values()]
      .filter(({ migratedTo }) => !migratedTo)
      .map((group) => ({ ...group, shownTitle: inLanguage(group.title, language) })),
  };
}
