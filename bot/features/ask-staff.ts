import { rememberPrompt } from '../../core/people/prompt.ts';
import type { Prompt, Ticket } from '../../prisma/generated/client.ts';
import { askForWords, type Ctx, harmless, toast } from '../context.ts';
import { mention } from '../messages/format.ts';

type Asking = Pick<Prompt, 'purpose' | 'version'> & Partial<Pick<Prompt, 'dutyCode' | 'departmentCode'>>;

/** Asks whoever tapped for words; their reply brings them. What they were asked before for the same goes: one question stands. */
export async function askStaff(ctx: Ctx, ticket: Ticket, asking: Asking): Promise<void> {
  const { prompt, placeholder } = ctx.say.prompts[asking.purpose];
  const messageId = await askForWords(
    ctx,
    prompt({ who: mention(ctx.person), reference: ticket.reference }),
    placeholder,
  );
  const replaced = await rememberPrompt(ctx.deps, {
    ...asking,
    chatId: BigInt(ctx.chat!.id),
    telegramMessageId: messageId,
    ticketId: ticket.id,
    personId: ctx.person.id,
  });
  await toast(ctx);
  for (const { telegramMessageId } of replaced)
    await harmless(ctx.telegram.deleteMessage(ctx.chat!.id, telegramMessageId));
}
