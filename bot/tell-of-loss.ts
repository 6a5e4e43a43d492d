import type { Telegram } from 'telegraf';
import type { Message, Update } from 'telegraf/types';
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
    const reply_parameters = { message_id: message.message_id, allow_sending_without_reply: true };
    await telegram.sendMessage(message.chat.id, resident.lost, { reply_parameters }).catch(told);
  }
  const reviewers = await openChannel(deps.db, { purpose: 'reviewers' });
  if (!reviewers?.chatId) return;
  const { staff } = messages[languageOf(reviewers)];
  await telegram.sendMessage(String(reviewers.chatId), staff.updateLost(update.update_id)).catch(told);
}

/** What somebody wrote; a tap is theirs to repeat, and sees that nothing has changed. */
function messageIn(update: Update): Message | undefined {
  if ('message' in update) return update.message;
  return 'edited_message' in update ? update.edited_message : undefined;
}

async function languageFor(deps: Deps, { chat, from }: Message): Promise<Language> {
  const id = BigInt(chat.id);
  const known =
    chat.type === 'private'
      ? await deps.db.person.findUnique({ where: { telegramId: id } })
      : await channelOfChat(deps.db, id);
  if (known) return languageOf(known);
  const tag = chat.type === 'private' ? from?.language_code : null;
  return languageOfTag(tag) ?? deps.settings.staffLanguage;
}
