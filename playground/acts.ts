import { randomInt } from 'node:crypto';
import { isInGroup, nextMessageId } from './chats.ts';
import { ActError } from './errors.ts';
import { fileOf, type MediaKind } from './media.ts';
import { blockUpdate, findGroup, findPerson } from './people.ts';
import {
  contentOf,
  findMessage,
  originOf,
  showGroup,
  showMessage,
  showPrivateChat,
  showUser,
} from './show.ts';
import type { Group, MessageContent, Person, StoredMessage, WorldRecord } from './state.ts';
import { ANONYMOUS_ADMIN, type Chat, type Message, type User } from './telegram.ts';
import { formatPlainText } from './text.ts';
import { updateRecords } from './updates.ts';
import { unixTime, type World } from './world.ts';

/** Who acts, and in which chat. A private chat's id is the person's own. */
export type Actor = { chat: number; as: number; replyTo?: number; anonymous?: boolean };

/** The person's messages: put into the chat and into the bot's queue as one step. */
export function speak(world: World, actor: Actor, contents: MessageContent[]): Message[] {
  const place = enter(world, actor);
  const first = nextMessageId(world, actor.chat);
  if (actor.replyTo) requireMessage(world, actor.chat, actor.replyTo);
  const messages = contents.map(
    (content, index): StoredMessage => ({
      message_id: first + index,
      date: unixTime(world),
      ...sender(place, actor),
      chat: place.chat,
      ...content,
      ...(actor.replyTo ? { replyTo: actor.replyTo } : {}),
    }),
  );
  const shown = messages.map((message) => showMessage(world, message));
  const told = hears(place) ? shown.map((message) => ({ message })) : [];
  world.commit(
    ...firstContact(place),
    ...messages.map((message): WorldRecord => ({ t: 'message', message })),
    ...requestMet(world, actor),
    ...updateRecords(world, actor.chat, ...told),
  );
  return shown;
}

export function say(world: World, actor: Actor, text: string): Message {
  const formatted = formatPlainText(text);
  if (formatted.text === '') throw new ActError(400, 'there is nothing to say');
  if (formatted.text.length > 4096) throw new ActError(400, 'a message has at most 4,096 characters');
  const { entities } = formatted;
  return speak(world, actor, [{ text: formatted.text, ...(entities.length > 0 ? { entities } : {}) }])[0]!;
}

/** Presses Start, or opens a deep link (https://core.telegram.org/bots/features#deep-linking). Lets a blocked bot in again. */
export function start(world: World, as: number, payload?: string): Message {
  if (payload !== undefined && !/^[\w-]{1,64}$/.test(payload)) {
    throw new ActError(400, 'a payload has 1-64 characters out of A-Z, a-z, 0-9, _ and -');
  }
  const person = findPerson(world, as);
  if (person.blocked) {
    const back = { ...person, blocked: false };
    world.commit({ t: 'person', person: back }, ...blockUpdate(world, back));
  }
  return say(world, { chat: as, as }, payload ? `/start ${payload}` : '/start');
}

/** Several files sent as one: separate messages that share a media_group_id. */
export function sendAlbum(world: World, actor: Actor, contents: MessageContent[]): Message[] {
  const media_group_id = String(randomInt(2 ** 47));
  return speak(
    world,
    actor,
    contents.map((content) => ({ ...content, media_group_id })),
  );
}

/** Edits a message of one's own: its text, which below a file is its caption, or the file, by another of its kind. */
export function editOwn(
  world: World,
  actor: Actor,
  id: number,
  change: { text?: string | undefined; file?: ((kind: MediaKind) => MessageContent) | undefined },
): Message {
  const place = enter(world, actor);
  const message = requireMessage(world, actor.chat, id);
  if (message.from?.id !== sender(place, actor).from.id) throw new ActError(403, 'that is not your message');
  const changed: StoredMessage = {
    ...message,
    ...(change.file && replaced(world, message, change.file)),
    ...(change.text !== undefined && reworded(message, change.text)),
    edit_date: unixTime(world),
  };
  const shown = showMessage(world, changed);
  const told = hears(place) ? [{ edited_message: shown }] : [];
  world.commit({ t: 'message', message: changed }, ...updateRecords(world, actor.chat, ...told));
  return shown;
}

function replaced(
  world: World,
  message: StoredMessage,
  file: (kind: MediaKind) => MessageContent,
): MessageContent {
  const kept = fileOf(world, message);
  if (!kept || kept.kind === 'thumbnail') throw new ActError(400, 'there is no file to replace');
  return file(kept.kind);
}

function reworded(message: StoredMessage, text: string): MessageContent {
  const formatted = formatPlainText(text);
  return message.text === undefined
    ? { caption: formatted.text, caption_entities: formatted.entities }
    : { text: formatted.text, entities: formatted.entities };
}

/** What a forwarded message says: one that the actor can read, or a text from somewhere outside. */
export function forwarded(
  world: World,
  { as }: Pick<Actor, 'as'>,
  source: { fromChat?: number; message?: number; text?: string; sender: string },
): MessageContent {
  if (source.fromChat === undefined || source.message === undefined) {
    const { text, entities } = formatPlainText(source.text ?? '');
    if (text === '') throw new ActError(400, 'forward needs fromChat and message, or text');
    const date = unixTime(world);
    const origin = { type: 'hidden_user', date, sender_user_name: source.sender };
    return { text, entities, forward_origin: origin, forward_date: date };
  }
  enter(world, { chat: source.fromChat, as });
  const original = requireMessage(world, source.fromChat, source.message);
  return { ...contentOf(original), forward_origin: originOf(original), forward_date: original.date };
}

/** Where an actor stands; refuses those who cannot be there. */
export function enter(world: World, { chat, as }: Pick<Actor, 'chat' | 'as'>): Place {
  const person = findPerson(world, as);
  if (person.deleted) throw new ActError(409, `the account of person ${as} is deleted`);
  if (chat === as) {
    if (person.blocked) throw new ActError(409, `person ${as} has blocked the bot; start lets it in again`);
    return { person, chat: showPrivateChat(person) };
  }
  const group = findGroup(world, chat);
  if (group.migratedTo) throw new ActError(409, `the group is now ${group.migratedTo}`);
  if (!group.members.includes(as)) throw new ActError(403, `person ${as} is not in group ${chat}`);
  return { person, group, chat: showGroup(world, group) };
}

export type Place = { person: Person; group?: Group; chat: Chat };

export function requireMessage(world: World, chat: number, id: number): StoredMessage {
  const message = findMessage(world.state.chats.get(chat), id);
  if (!message) throw new ActError(404, `there is no message ${id} in chat ${chat}`);
  return message;
}

/** The bot hears private chats and the groups it is in. */
function hears({ group }: Place): boolean {
  return !group || isInGroup(group);
}

function sender(place: Place, { anonymous }: Actor): { from: User; sender_chat?: Chat } {
  if (!anonymous) return { from: showUser(place.person) };
  if (!place.group?.admins.includes(place.person.id)) {
    throw new ActError(403, "only a group's administrators can be anonymous");
  }
  return { from: ANONYMOUS_ADMIN, sender_chat: place.chat };
}

function firstContact({ person, group }: Place): WorldRecord[] {
  return group || person.started ? [] : [{ t: 'person', person: { ...person, started: true } }];
}

/** A request to reply is gone once it is replied to. */
function requestMet(world: World, { chat, replyTo }: Actor): WorldRecord[] {
  const shown = world.state.chats.get(chat)?.keyboard;
  const isMet = shown && 'force_reply' in shown && shown.message === replyTo;
  return isMet ? [{ t: 'keyboard', chat, keyboard: null }] : [];
}
