import type { Prompt } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';

export type PromptFor = Pick<
  Prompt,
  'chatId' | 'telegramMessageId' | 'purpose' | 'ticketId' | 'version' | 'personId'
> &
  Partial<Pick<Prompt, 'dutyCode' | 'departmentCode'>>;

/** Remembers that a message of ours asks one person for words; a reply to it brings them, whenever it comes. */
export async function rememberPrompt({ db, now }: Deps, prompt: PromptFor): Promise<void> {
  await db.prompt.createMany({ data: [{ ...prompt, createdAt: now() }], skipDuplicates: true });
}

/** What a message of ours asked for, if it asked for words that have not come yet. */
export async function findPrompt(
  { db }: Pick<Deps, 'db'>,
  { chatId, messageId }: { chatId: bigint; messageId: number },
): Promise<Prompt | null> {
  return db.prompt.findFirst({ where: { chatId, telegramMessageId: messageId, usedAt: null } });
}

/** The words came and were used: the prompt has done its work. */
export async function usePrompt({ db, now }: Pick<Deps, 'db' | 'now'>, { id }: Prompt): Promise<void> {
  await db.prompt.updateMany({ where: { id, usedAt: null }, data: { usedAt: now() } });
}
