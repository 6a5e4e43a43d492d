import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type FoundChat, openChat } from '../chats.ts';
import { badRequest } from '../errors.ts';
import { readInlineMarkup } from '../markup.ts';
import { withMentions } from '../mentions.ts';
import { findMessage, showMessage } from '../show.ts';
import type { StoredMessage } from '../state.ts';
import type { Message } from '../telegram.ts';
import { unixTime } from '../world.ts';
import type { Call, Methods } from './call.ts';
import { captionContent, textContent } from './post.ts';

/** Changes to messages that are there already. */
export const editingMethods: Methods = {
  editMessageText: (call) =>
    edit(call, (message) => {
      const { text, entities } = withMentions(call.world, textContent(call.params));
      if (message.text === undefined) throw badRequest('there is no text in the message to edit');
      return { text, entities };
    }),
  editMessageCaption: (call) =>
    edit(call, (message) => {
      if (message.text !== undefined) throw badRequest('there is no caption in the message to edit');
      const { caption, caption_entities } = withMentions(call.world, captionContent(call.params));
      return { caption, caption_entities };
    }),
  editMessageReplyMarkup: (call) => edit(call, () => ({})),
  deleteMessage: (call) => {
    const { target, message } = find(call, 'delete');
    const own = message.from?.id === call.world.bot.id;
    const mayDelete = own || 'person' in target || target.group.bot === 'administrator';
    if (!mayDelete) throw badRequest("message can't be deleted");
    if (unixTime(call.world) - message.date > DELETABLE_FOR) {
      throw badRequest("message can't be deleted for everyone");
    }
    call.world.commit({ t: 'deleted', chat: target.chat.id, id: message.message_id });
    return true;
  },
  setMessageReaction: (call) => {
    const { message } = find(call, 'react');
    const reaction = call.params.object('reaction', reactionSchema)?.[0];
    call.world.commit({ t: 'message', message: { ...message, reaction: reaction?.emoji } });
    return true;
  },
  pinChatMessage: (call) => {
    const { target, message } = find(call, 'pin');
    checkMayPin(target);
    call.world.commit({ t: 'pin', chat: target.chat.id, id: message.message_id });
    return true;
  },
  unpinChatMessage: ({ world, params }) => {
    const target = openChat(world, params.int('chat_id'));
    checkMayPin(target);
    world.commit({ t: 'pin', chat: target.chat.id, id: null });
    return true;
  },
};

/** 48 hours, in seconds (https://core.telegram.org/bots/api#deletemessage). */
const DELETABLE_FOR = 48 * 3600;

const reactionSchema = z.array(z.looseObject({ emoji: z.string().optional() }));

/** The chat and message of a call; `purpose` completes "message to ... not found". */
function find({ world, params }: Call, purpose: string): { target: FoundChat; message: StoredMessage } {
  const target = openChat(world, params.int('chat_id'));
  const message = findMessage(world.state.chats.get(target.chat.id), params.int('message_id') ?? 0);
  if (!message) throw badRequest(`message to ${purpose} not found`);
  return { target, message };
}

/** An edit without reply_markup takes the buttons away: that is how Telegram does it. */
function edit(call: Call, change: (message: StoredMessage) => Partial<StoredMessage>): Message {
  const { message } = find(call, 'edit');
  if (message.from?.id !== call.world.bot.id) throw badRequest("message can't be edited");
  const changed = { ...change(message), reply_markup: readInlineMarkup(call.params.json('reply_markup')) };
  if (isSame(message, changed)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited = { ...message, ...changed, edit_date: unixTime(call.world) };
  call.world.commit({ t: 'message', message: edited });
  return showMessage(call.world, edited);
}

function isSame(message: StoredMessage, changed: Partial<StoredMessage>): boolean {
  return Object.entries(changed).every(([key, value]) =>
    isDeepStrictEqual(message[key as keyof StoredMessage], value),
  );
}

function checkMayPin(target: FoundChat): void {
  if ('group' in target && target.group.bot !== 'administrator') {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
}
