import { z } from 'zod';
import { type FoundChat, nextMessageId, openChat } from '../chats.ts';
import { badRequest } from '../errors.ts';
import type { FormattedText } from '../html.ts';
import { type Markup, readMarkup } from '../markup.ts';
import { addressees, withMentions } from '../mentions.ts';
import { findMessage, showMessage } from '../show.ts';
import type { MessageContent, StoredMessage, WorldRecord } from '../state.ts';
import type { Message, MessageEntity } from '../telegram.ts';
import { formatBotText } from '../text.ts';
import { unixTime, type World } from '../world.ts';
import type { Call } from './call.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

const replySchema = z.looseObject({
  message_id: z.coerce.number(),
  allow_sending_without_reply: z.boolean().optional(),
});
const entitiesSchema = z.array(z.looseObject({ type: z.string(), offset: z.number(), length: z.number() }));

/** Posts the bot's message to the chat the call names, and returns it as the Bot API shows it. */
export function post(call: Call, content: MessageContent): Message {
  return postAll(call, [content])[0]!;
}

/** Posts several messages as one step: all of them or none. */
export function postAll({ world, params }: Call, contents: MessageContent[]): Message[] {
  const target = openChat(world, params.int('chat_id'));
  const markup = readMarkup(params.json('reply_markup'));
  const replyTo = readReplyTo(world, target, params);
  const first = nextMessageId(world, target.chat.id);
  const messages = contents.map(
    (content, index): StoredMessage => ({
      message_id: first + index,
      date: unixTime(world),
      from: world.bot,
      chat: target.chat,
      ...withMentions(world, content),
      ...(replyTo ? { replyTo } : {}),
      ...(markup.inline ? { reply_markup: markup.inline } : {}),
    }),
  );
  world.commit(
    ...messages.map((message): WorldRecord => ({ t: 'message', message })),
    ...keyboardRecords(world, messages.at(-1)!, markup),
  );
  return messages.map((message) => showMessage(world, message));
}

export function textContent(params: Call['params']): MessageContent & { text: string } {
  const { text, entities } = formatBotText(
    params.string('text') ?? '',
    params.string('parse_mode'),
    readEntities(params, 'entities'),
  );
  if (text === '') throw badRequest('message text is empty');
  if (text.length > MAX_TEXT) throw badRequest('message is too long');
  return { text, ...(entities.length > 0 ? { entities } : {}) };
}

/** A caption may be absent; then there is nothing to add. */
export function captionContent(params: Call['params']): MessageContent {
  const caption = params.string('caption');
  if (!caption) return {};
  return asCaption(
    formatBotText(caption, params.string('parse_mode'), readEntities(params, 'caption_entities')),
  );
}

export function asCaption({ text, entities }: FormattedText): MessageContent {
  if (text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return text === '' ? {} : { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function readEntities(params: Call['params'], name: string): MessageEntity[] | undefined {
  return params.object<MessageEntity[]>(name, entitiesSchema as z.ZodType<MessageEntity[]>);
}

/** reply_parameters, or the older reply_to_message_id. */
function readReplyTo(world: World, target: FoundChat, params: Call['params']): number | undefined {
  const reply = params.object('reply_parameters', replySchema);
  const id = reply?.message_id ?? params.int('reply_to_message_id');
  if (!id) return undefined;
  if (findMessage(world.state.chats.get(target.chat.id), id)) return id;
  if (reply?.allow_sending_without_reply || params.bool('allow_sending_without_reply')) return undefined;
  throw badRequest('message to be replied not found');
}

function keyboardRecords(world: World, message: StoredMessage, { keyboard }: Markup): WorldRecord[] {
  if (keyboard === undefined) return [];
  const chat = message.chat.id;
  if (keyboard === null) return [{ t: 'keyboard', chat, keyboard }];
  const only = keyboard.selective && chat < 0 ? { only: addressees(world, message) } : {};
  return [{ t: 'keyboard', chat, keyboard: { ...keyboard, message: message.message_id, ...only } }];
}
