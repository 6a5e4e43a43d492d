import { z } from 'zod';
import { findChat } from '../chats.ts';
import { badRequest } from '../errors.ts';
import { contentOf, findMessage, originOf } from '../show.ts';
import type { MessageContent, StoredMessage } from '../state.ts';
import type { Call, Methods } from './call.ts';
import { captionContent, post, textContent } from './post.ts';

/** Messages without a file, and messages made from other messages. */
export const sendingMethods: Methods = {
  sendMessage: (call) => post(call, textContent(call.params)),
  sendLocation: (call) => post(call, { location: readLocation(call) }),
  sendVenue: (call) => {
    const location = readLocation(call);
    const venue = { location, title: required(call, 'title'), address: required(call, 'address') };
    return post(call, { venue, location });
  },
  sendContact: (call) => {
    const last = call.params.string('last_name');
    const contact = {
      phone_number: required(call, 'phone_number'),
      first_name: required(call, 'first_name'),
      ...(last ? { last_name: last } : {}),
    };
    return post(call, { contact });
  },
  forwardMessage: (call) => {
    const original = findSource(call, 'forward');
    return post(call, {
      ...contentOf(original),
      forward_origin: originOf(original),
      forward_date: original.date,
    });
  },
  copyMessage: (call) => {
    const {
      forward_origin: _o,
      forward_date: _f,
      media_group_id: _g,
      ...content
    } = contentOf(findSource(call, 'copy'));
    return { message_id: post(call, { ...content, ...newCaption(call, content) }).message_id };
  },
  sendChatAction: ({ world, params }) => {
    const { chat } = findChat(world, params.int('chat_id'));
    const action = actionSchema.safeParse(params.string('action'));
    if (!action.success) throw badRequest('wrong parameter action in request');
    world.announce({ t: 'typing', chat: chat.id, action: action.data });
    return true;
  },
};

const actionSchema = z.enum([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
]);

function readLocation({ params }: Call): { latitude: number; longitude: number } {
  const latitude = params.float('latitude');
  const longitude = params.float('longitude');
  if (latitude === undefined || Math.abs(latitude) > 90) throw badRequest('latitude is invalid');
  if (longitude === undefined || Math.abs(longitude) > 180) throw badRequest('longitude is invalid');
  return { latitude, longitude };
}

function required({ params }: Call, name: string): string {
  const value = params.string(name);
  if (!value) throw badRequest(`parameter "${name}" is required`);
  return value;
}

function findSource({ world, params }: Call, purpose: 'copy' | 'forward'): StoredMessage {
  const { chat } = findChat(world, params.int('from_chat_id'));
  const message = findMessage(world.state.chats.get(chat.id), params.int('message_id') ?? 0);
  if (!message) throw badRequest(`message to ${purpose} not found`);
  return message;
}

/** A copy may say something else below its file than the original did. */
function newCaption({ params }: Call, content: MessageContent): MessageContent {
  if (params.string('caption') === undefined || content.text !== undefined) return {};
  return { caption: undefined, caption_entities: undefined, ...captionContent(params) };
}
