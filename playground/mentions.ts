import { findMessage, showUser } from './show.ts';
import type { MessageContent, StoredMessage } from './state.ts';
import type { MessageEntity } from './telegram.ts';
import type { World } from './world.ts';

/** A link to tg://user?id=N is a mention of that person (https://core.telegram.org/bots/api#html-style). */
export function withMentions<Content extends MessageContent>(world: World, content: Content): Content {
  const mention = (entity: MessageEntity): MessageEntity => {
    const id = /^tg:\/\/user\/?\?id=(\d+)$/.exec(entity.url ?? '')?.[1];
    const person = id && world.state.people.get(Number(id));
    if (!person) return entity;
    const { offset, length } = entity;
    return { type: 'text_mention', offset, length, user: showUser(person) };
  };
  const { entities, caption_entities } = content;
  return {
    ...content,
    ...(entities ? { entities: entities.map(mention) } : {}),
    ...(caption_entities ? { caption_entities: caption_entities.map(mention) } : {}),
  };
}

/** For whom `selective` is: those mentioned, and the one replied to (https://core.telegram.org/bots/api#forcereply). */
export function addressees(
  world: World,
  { chat, text = '', entities = [], replyTo }: StoredMessage,
): number[] {
  const people = [...world.state.people.values()];
  const mentioned = entities.flatMap(({ type, offset, length, user }) => {
    if (type === 'text_mention') return user ? [user.id] : [];
    if (type !== 'mention') return [];
    const name = text.slice(offset + 1, offset + length).toLowerCase();
    return people.filter(({ username }) => username?.toLowerCase() === name).map(({ id }) => id);
  });
  const replied = replyTo && findMessage(world.state.chats.get(chat.id), replyTo)?.from?.id;
  return replied ? [...mentioned, replied] : mentioned;
}
