import type { Update } from 'telegraf/types';
import { z } from 'zod';
import { allowedUpdates } from '../../infra/telegram/updates.ts';

/** An update that no trying again makes readable: of a kind that we listen to, and without what each of that kind has. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/**
 * An update as the features may rely on it. Of what each update of its kind has, all is there; of what it may have, what is not of the
 * form that the Bot API gives it (https://core.telegram.org/bots/api#update) is left out, so that the rest of what a person sent is
 * heard. What we do not know stays as it came. Null for a kind that we do not listen to.
 */
export function readUpdate(update: Update): Update | null {
  const kind = allowedUpdates.find((one) => one in update);
  if (!kind) return null;
  const read = bodies[kind].safeParse((update as unknown as Record<string, unknown>)[kind]);
  if (!read.success) throw new Unreadable();
  return { update_id: update.update_id, [kind]: read.data } as unknown as Update;
}

/** What may be missing, and is taken for missing where it is something else. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** An object whose missing fields are not there at all, as whoever reads it asks by `in`. */
function shape<Shape extends z.ZodRawShape>(fields: Shape) {
  return z
    .looseObject(fields)
    .transform((read) => Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)));
}

const text = z.string();
/** Ids of chats and people: numbers hold them exactly. */
const id = z.int();
/** Ids of messages, as our tables hold them. */
const messageId = z.int32();
/** Seconds, up to the year 9999. */
const date = z.int().min(0).max(253_402_300_799);

const user = shape({
  id,
  is_bot: z.boolean().catch(false),
  first_name: text.catch(''),
  last_name: maybe(text),
  username: maybe(text),
  language_code: maybe(text),
});
const chat = shape({ id, type: text });
const entities = z.array(shape({ type: text, offset: z.int(), length: z.int() }));
const file = shape({
  file_id: text,
  file_unique_id: text,
  mime_type: maybe(text),
  file_size: maybe(z.int().min(0)),
});
const point = shape({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const button = shape({ callback_data: maybe(text) });
const keyboard = shape({ inline_keyboard: z.array(z.array(button)) });
const replied = shape({ message_id: messageId, from: maybe(user), reply_markup: maybe(keyboard) });

const message = shape({
  message_id: messageId,
  date,
  chat,
  from: maybe(user),
  text: maybe(text),
  caption: maybe(text),
  entities: maybe(entities),
  caption_entities: maybe(entities),
  photo: maybe(z.array(file)),
  video: maybe(file),
  video_note: maybe(file),
  animation: maybe(file),
  voice: maybe(file),
  audio: maybe(file),
  document: maybe(file),
  sticker: maybe(file),
  location: maybe(point),
  venue: maybe(shape({ location: point, title: text, address: text })),
  contact: maybe(shape({ first_name: text, last_name: maybe(text), phone_number: text })),
  // An index holds it, which takes no long ones.
  media_group_id: maybe(text.max(100)),
  reply_to_message: maybe(replied),
  migrate_to_chat_id: maybe(id),
});

const bodies = {
  message,
  edited_message: message,
  // A message that is too old comes without its words, but with its chat; what has none is none of ours.
  callback_query: shape({
    id: text,
    from: user,
    data: maybe(text),
    message: maybe(shape({ message_id: messageId, chat })),
  }),
  my_chat_member: shape({ chat, from: maybe(user), new_chat_member: shape({ status: text }) }),
};
