import { inLanguage } from './cast.ts';
import type { ChatLog, Group, MessageContent, Person, StoredMessage } from './state.ts';
import type { Chat, ChatMember, Message, User } from './telegram.ts';
import type { World } from './world.ts';

/** A person as the bot sees them. */
export function showUser(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: inLanguage(person.firstName, person.languageCode),
    ...(person.lastName ? { last_name: inLanguage(person.lastName, person.languageCode) } : {}),
    ...(person.username ? { username: person.username } : {}),
    language_code: person.languageCode,
  };
}

export function isSupergroup(id: number): boolean {
  return id <= -1_000_000_000_000;
}

export function showGroup(world: World, group: Group): Chat {
  return {
    id: group.id,
    type: isSupergroup(group.id) ? 'supergroup' : 'group',
    title: inLanguage(group.title, world.state.language),
  };
}

/** The private chat between the bot and this person; its id is the person's. */
export function showPrivateChat(person: Person): Chat {
  const { id, first_name, last_name, username } = showUser(person);
  return {
    id,
    type: 'private',
    first_name,
    ...(last_name ? { last_name } : {}),
    ...(username ? { username } : {}),
  };
}

export function findMessage(log: ChatLog | undefined, id: number): StoredMessage | undefined {
  return log?.messages[id - 1];
}

/** The message as the Bot API shows it: with the message it replies to, one level deep. */
export function showMessage(world: World, stored: StoredMessage): Message {
  const { replyTo, reaction: _reaction, ...message } = stored;
  const replied = replyTo ? findMessage(world.state.chats.get(stored.chat.id), replyTo) : undefined;
  if (!replied) return message;
  const { replyTo: _deeper, reaction: _other, ...reply } = replied;
  return { ...message, reply_to_message: reply };
}

/** What a message says or carries, without who said it, where, when, and what came of it since. */
export function contentOf(message: StoredMessage): MessageContent {
  const { message_id: _id, date: _date, chat: _chat, from: _from, sender_chat: _sender, ...rest } = message;
  const { replyTo: _reply, reaction: _reaction, reply_markup: _markup, edit_date: _edit, ...content } = rest;
  return content;
}

/** Where a forwarded message says it came from. */
export function originOf({ date, from }: StoredMessage): Message['forward_origin'] {
  return { type: 'user', date, sender_user: from };
}

export function showBotMember(world: World, group: Group): ChatMember {
  return { status: group.bot, user: world.bot };
}

/** Whether, and as what, somebody is in the group. */
export function showMember(group: Group, person: Person): ChatMember {
  const status = group.admins.includes(person.id)
    ? 'administrator'
    : group.members.includes(person.id)
      ? 'member'
      : 'left';
  return {
    status: status === 'administrator' && group.admins[0] === person.id ? 'creator' : status,
    user: showUser(person),
  };
}
