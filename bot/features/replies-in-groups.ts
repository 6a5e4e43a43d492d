import type { Incoming } from '../../core/complaints/incoming.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { returnTicket } from '../../core/dispatch/return-ticket.ts';
import { findPrompt, usePrompt } from '../../core/people/prompt.ts';
import { askResident } from '../../core/review/ask-resident.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { splitTicket } from '../../core/review/split-ticket.ts';
import type { Prompt } from '../../prisma/generated/client.ts';
import { type Ctx, type Feature, harmless, isPrivate, tell } from '../context.ts';
import { readMessage } from '../intake/read-message.ts';
import { decisionToast } from './decision-toast.ts';
import { departmentInput, stepText } from './department-taps.ts';

/** As long as a resident's screen and a message of Telegram take it. */
const longest = 3000;

/** Words in a group: replies to what we asked for, and replies to a department's card, which are its answer. */
export const repliesInGroups: Feature = async (ctx, next) => {
  if (isPrivate(ctx)) return next();
  const { message } = ctx;
  const replied = message && 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!message || !replied || replied.from?.id !== ctx.botInfo.id) return;
  const read = readMessage(message);
  if (read.kind !== 'incoming') return;
  const { incoming } = read;
  const at = { chatId: incoming.chatId, messageId: replied.message_id };
  const prompt = await findPrompt(ctx.deps, at);
  if (prompt) return answerPrompt(ctx, prompt, incoming);
  const card = await ctx.deps.db.card.findFirst({
    where: { chatId: at.chatId, telegramMessageId: at.messageId, kind: 'department' },
  });
  if (card) await answer(ctx, card.ticketId!, incoming, at);
};

async function answerPrompt(ctx: Ctx, prompt: Prompt, incoming: Incoming): Promise<void> {
  const { say } = ctx;
  const text = incoming.text?.trim() ?? '';
  if (prompt.personId !== ctx.person.id) return void (await tell(ctx, say.prompts.notYours));
  if (text.length > longest) return void (await tell(ctx, say.prompts.tooLong(longest)));
  if (text === '' && prompt.purpose !== 'answer') return void (await tell(ctx, say.prompts.wordsWanted));
  const done = await fulfil(ctx, prompt, incoming, text);
  if (!done) return;
  await usePrompt(ctx.deps, prompt);
  await harmless(ctx.telegram.deleteMessage(ctx.chat!.id, prompt.telegramMessageId));
}

/** Does what was asked for. False: it did not work, was said so, and may be tried again. */
async function fulfil(ctx: Ctx, prompt: Prompt, incoming: Incoming, text: string): Promise<boolean> {
  const { deps, say, person } = ctx;
  const { ticketId } = prompt;
  switch (prompt.purpose) {
    case 'ask': {
      const { messageId, chatId } = incoming;
      const asked = await askResident(deps, { ticketId, by: person.id, text, chatId, messageId });
      await tell(
        ctx,
        asked.kind === 'asked' ? say.prompts.ask.done(asked.reference) : say.prompts.ask.failed[asked.kind],
      );
      return asked.kind === 'asked';
    }
    case 'split': {
      const split = await splitTicket(deps, { ticketId, by: person.id, text });
      await tell(
        ctx,
        split.kind === 'split'
          ? say.prompts.split.done(split.reference)
          : say.prompts.split.failed[split.kind],
      );
      return split.kind === 'split';
    }
    case 'reject': {
      const outcome = await rejectTicket(deps, {
        ticketId,
        by: person.id,
        version: prompt.version,
        reason: { text },
      });
      const { text: told } = await decisionToast(ctx, outcome);
      await tell(ctx, told);
      return true;
    }
    case 'return_reason': {
      const { dutyCode, departmentCode } = prompt;
      const input = { ...(await departmentInput(ctx, ticketId, null)), reason: text, dutyCode };
      const outcome = await returnTicket(deps, dutyCode ? input : { ...input, departmentCode });
      await tell(ctx, stepText(ctx, outcome, say.prompts.return_reason.done).text);
      return true;
    }
    case 'answer':
      await answer(ctx, ticketId, incoming, null);
      return true;
  }
}

async function answer(
  ctx: Ctx,
  ticketId: number,
  incoming: Incoming,
  card: { chatId: bigint; messageId: number } | null,
): Promise<void> {
  const { text, media } = incoming;
  if ((text?.length ?? 0) > longest) return void (await tell(ctx, ctx.say.prompts.tooLong(longest)));
  const outcome = await answerTicket(ctx.deps, {
    ...(await departmentInput(ctx, ticketId, card)),
    text,
    media,
  });
  await tell(ctx, stepText(ctx, outcome, ctx.say.prompts.answer.done).text);
}
