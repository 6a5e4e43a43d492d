import { badRequest, forbidden, upgraded } from './errors.ts';
import { isSupergroup, showGroup, showPrivateChat } from './show.ts';
import type { BotStanding, Group, Person, WorldRecord } from './state.ts';
import type { Chat, User } from './telegram.ts';
import { updateRecords } from './updates.ts';
import { unixTime, type World } from './world.ts';

export type FoundChat = { chat: Chat; person: Person } | { chat: Chat; group: Group };

/** The chat, if the bot may know it. A group that has moved on says where to. */
export function findChat(world: World, id: number | undefined): FoundChat {
  if (id === undefined) throw badRequest('chat_id is empty');
  const person = world.state.people.get(id);
  if (person) return { chat: showPrivateChat(person), person };
  const group = world.state.groups.get(id);
  if (!group) throw badRequest('chat not found');
  if (group.migratedTo) throw upgraded(group.migratedTo);
  return { chat: showGroup(world, group), group };
}

/** The chat, if the bot may write to it now. */
export function openChat(world: World, id: number | undefined): FoundChat {
  const found = findChat(world, id);
  if ('person' in found) {
    if (found.person.deleted) throw forbidden('user is deactivated');
    if (found.person.blocked) throw forbidden('bot was blocked by the user');
    if (!found.person.started) throw forbidden("bot can't initiate conversation with a user");
  } else {
    const kind = found.chat.type;
    if (found.group.bot === 'kicked') throw forbidden(`bot was kicked from the ${kind} chat`);
    if (found.group.bot === 'left') throw forbidden(`bot is not a member of the ${kind} chat`);
  }
  return found;
}

export function isInGroup(group: Group): boolean {
  return group.bot === 'member' || group.bot === 'administrator';
}

export function nextMessageId(world: World, chat: number): number {
  return (world.state.chats.get(chat)?.messages.length ?? 0) + 1;
}

/** The bot's standing in a group changes: the group's new row, and the my_chat_member update that tells of it. */
export function standingRecords(world: World, group: Group, standing: BotStanding, by: User): WorldRecord[] {
  const member = (status: BotStanding) => ({ status, user: world.bot });
  const changed = { ...group, bot: standing };
  return [
    { t: 'group', group: changed },
    ...updateRecords(world, group.id, {
      my_chat_member: {
        chat: showGroup(world, group),
        from: by,
        date: unixTime(world),
        old_chat_member: member(group.bot),
        new_chat_member: member(standing),
      },
    }),
  ];
}

/** The group becomes a supergroup: it gets a new id, and the old one only says where it went. */
export function migrateGroup(world: World, group: Group): Group {
  if (isSupergroup(group.id)) throw badRequest('the chat is a supergroup already');
  const moved: Group = { ...group, id: -1_000_000_000_000 + group.id };
  const date = unixTime(world);
  const from = { id: group.admins[0] ?? group.members[0] ?? 1, is_bot: false, first_name: 'Group' };
  const before = {
    message_id: nextMessageId(world, group.id),
    date,
    from,
    chat: showGroup(world, group),
    migrate_to_chat_id: moved.id,
  };
  const after = { message_id: 1, date, from, chat: showGroup(world, moved), migrate_from_chat_id: group.id };
  const told = isInGroup(group)
    ? updateRecords(world, group.id, { message: before }, { message: after })
    : [];
  world.commit(
    { t: 'group', group: moved },
    { t: 'group', group: { ...group, migratedTo: moved.id } },
    { t: 'message', message: before },
    { t: 'message', message: after },
    ...told,
  );
  return moved;
}
