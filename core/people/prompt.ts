import type { Prompt } from '../../prisma/generated/client.ts';
import type { Deps, Tx } from '../deps.ts';

export type PromptFor = Pick<
  Prompt,
  'chatId' | 'telegramMessageId' | 'purpose' | 'ticketId' | 'version' | 'personId'
> &
  Partial<Pick<Prompt, 'dutyCode' | 'departmentCode'>>;

const shortWhile = 3_600_000;

/**
 * Remembers that a message of ours asks one person for words; a reply to it brings them, whenever it comes. Returns the messages in whose
 * place it stands: what this person was asked before for the same, and has not answered.
 */
export async function rememberPrompt({ db, now }: Deps, prompt: PromptFor): Promise<Prompt[]> {
  const { chatId, purpose, ticketId, personId } = prompt;
  const replaced = await db.prompt.updateManyAndReturn({
    where: { chatId, purpose, ticketId, personId, usedAt: null },
    data: { usedAt: now() },
  });
  await db.prompt.createMany({ data: [{ ...prompt, createdAt: now() }], skipDuplicates: true });
  return replaced;
}

/** What a message of ours asked for, if it ever asked for words; `usedAt` tells that they came. */
export async function findPrompt(
  { db }: Pick<Deps, 'db'>,
  { chatId, messageId }: { chatId: bigint; messageId: number },
): Promise<Prompt | null> {
  return db.prompt.findFirst({ where: { chatId, telegramMessageId: messageId } });
}

/** What a person was asked about a ticket a short while ago, and has not answered. */
export async function openPrompts(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: { chatId: bigint; ticketId: number; personId: number },
): Promise<Prompt[]> {
  const since = new Date(now().getTime() - shortWhile);
  return db.prompt.findMany({ where: { ...asked, usedAt: null, createdAt: { gt: since } } });
}

/** The words came and are used: the prompt has done its work. False where it had before. */
export async function usePrompt(db: Pick<Deps['db'] | Tx, 'prompt'>, id: number, at: Date): Promise<boolean> {
  const { count } = await db.prompt.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } });
  return count > 0;
}
