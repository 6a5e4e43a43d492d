import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { z } from 'zod';
import { channelOfChat, openChannel } from '../core/channels/channels.ts';
import type { Deps, Language } from '../core/deps.ts';
import { languageOf, languageOfTag } from '../core/people/meet.ts';
import { messages } from './messages/messages.ts';

/**
 * An update could not be handled, however often it was tried. Whoever wrote it is asked to write again, and the reviewers are told
 * that something waits in the table of updates. Nothing of its content leaves the database.
 */
export async function tellOfLoss(deps: Deps, telegram: Telegram, update: Update): Promise<void> {
  const told = (error: unknown) => deps.report(error, { at: 'loss', update: update.update_id });
  const message = messageIn(update);
  if (message) {
    const { resident } = messages[await languageFor(deps, message)];
    const { message_id } = message;
    const below = message_id && { reply_parameters: { message_id, allow_sending_without_reply: true } };
    await telegram.sendMessage(message.chat.id, resident.lost, below || {}).catch(told);
  }
  const reviewers = await openChannel(deps.db, { purpose: 'reviewers' });
  if (!reviewers?.chatId) return;
  const { staff } = messages[languageOf(reviewers)];
  await telegram.sendMessage(String(reviewers.chatId), staff.updateLost(update.update_id)).catch(told);
}

/** As much of a message as it takes to answer it: the rest may be what nobody could read. */
const answerable = z.looseObject({
  message_id: z.int32().optional().catch(undefined),
  chat: z.looseObject({ id: z.int(), type: z.unknown() }),
  from: z
    .looseObject({ language_code: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** What somebody wrote; a tap is theirs to repeat, and sees that nothing has changed. */
function messageIn(update: Update): z.infer<typeof answerable> | undefined {
  const { message, edited_message } = update as { message?: unknown; edited_message?: unknown };
  return answerable.safeParse(message ?? edited_message).data;
}

async function languageFor(deps: Deps, { chat, from }: z.infer<typeof answerable>): Promise<Language> {
  const id = BigInt(chat.id);
  const known =
    chat.type === 'private'
      ? await deps.db.person.findUnique({ where: { telegramId: id } })
      : await channelOfChat(deps.db, id);
  if (known) return languageOf(known);
  const tag = chat.type === 'private' ? from?.language_code : null;
  return languageOfTag(tag) ?? deps.settings.staffLanguage;
}
