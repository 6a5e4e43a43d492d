import { findChat, openChat, standingRecords } from '../chats.ts';
import { badRequest } from '../errors.ts';
import { findMessage, showBotMember, showMember, showMessage, showUser } from '../show.ts';
import type { Group } from '../state.ts';
import type { Call, Methods } from './call.ts';

/** Questions about chats and who is in them. */
export const chatMethods: Methods = {
  getChat: ({ world, params }) => {
    const { chat } = findChat(world, params.int('chat_id'));
    const log = world.state.chats.get(chat.id);
    const pinned = findMessage(log, log?.pinned ?? 0);
    return { ...chat, ...(pinned ? { pinned_message: showMessage(world, pinned) } : {}) };
  },
  getChatMember: (call) => {
    const { world, params } = call;
    const userId = params.int('user_id');
    if (userId === world.bot.id) return showBotMember(world, groupOf(call));
    const person = world.state.people.get(userId ?? 0);
    if (!person) throw badRequest('invalid user_id specified');
    const found = findChat(world, params.int('chat_id'));
    if ('group' in found) return showMember(found.group, person);
    return {
      status: found.person.id === person.id ? 'member' : 'left',
      user: showUser(person),
    };
  },
  getChatAdministrators: (call) => {
    const group = groupOf(call);
    const { world } = call;
    const people = group.admins.map((id) => showMember(group, world.state.people.get(id)!));
    return group.bot === 'administrator' ? [...people, showBotMember(world, group)] : people;
  },
  getChatMemberCount: ({ world, params }) => {
    const found = findChat(world, params.int('chat_id'));
    return 'group' in found ? found.group.members.length + 1 : 2;
  },
  leaveChat: (call) => {
    const group = groupOf(call);
    call.world.commit(...standingRecords(call.world, group, 'left', call.world.bot));
    return true;
  },
};

function groupOf({ world, params }: Call): Group {
  const found = openChat(world, params.int('chat_id'));
  if ('person' in found) throw badRequest('there are no administrators in the private chat');
  return found.group;
}
