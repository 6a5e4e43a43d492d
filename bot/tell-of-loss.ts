import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import { openChannel } from '../core/channels/channels.ts';
import type { Deps } from '../core/deps.ts';
import { languageOf, languageOfTag } from '../core/people/meet.ts';
import { messages } from './messages/messages.ts';

/**
 * An update could not be handled, however often it was tried. Whoever wrote it is asked to write again, and the reviewers are told
 * that something of a resident's waits in the table of updates. Nothing of its content leaves the database.
 */
export async function tellOfLoss(deps: Deps, telegram: Telegram, update: Update): Promise<void> {
  const message = 'message' in update ? update.message : undefined;
  if (message?.chat.type !== 'private') return;
  const { resident } = messages[languageOfTag(message.from.language_code) ?? deps.settings.staffLanguage];
  await telegram
    .sendMessage(message.chat.id, resident.lost)
    .catch((error) => deps.report(error, { at: 'loss', update: update.update_id }));
  const reviewers = await openChannel(deps.db, { purpose: 'reviewers' });
  if (!reviewers?.chatId) return;
  await telegram
    .sendMessage(String(reviewers.chatId), messages[languageOf(reviewers)].staff.updateLost(update.update_id))
    .catch((error) => deps.report(error, { at: 'loss', update: update.update_id }));
}
