import type { Incoming } from '../../core/complaints/incoming.ts';
import { returnTicket } from '../../core/dispatch/return-ticket.ts';
import { findPrompt, openPrompts, usePrompt } from '../../core/people/prompt.ts';
import { amendCatalog } from '../../core/review/amend-catalog.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { splitTicket } from '../../core/review/split-ticket.ts';
import { type Asker, askResident } from '../../core/tickets/ask-resident.ts';
import type { Prompt } from '../../prisma/generated/client.ts';
import { type Ctx, type Feature, harmless, isPrivate, tell } from '../context.ts';
import { readMessage } from '../intake/read-message.ts';
import { escapeHtml } from '../messages/format.ts';
import { answer, joinsAnswer, ticketAnsweredBy } from './answers-in-groups.ts';
import { decisionToast } from './decision-toast.ts';
import { departmentInput, stepText } from './department-taps.ts';

/** As long as a resident's screen and a message of Telegram take it. */
const longest = 3000;

/** Words in a group: replies to what we asked for, and replies to a department's card, which are its answer. What people say else is theirs. */
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
  if (await missesQuestion(ctx, incoming, at)) return void (await tell(ctx, ctx.say.prompts.replyToQuestion));
  const ticketId = await ticketAnsweredBy(ctx, replied, at);
  if (ticketId && (await fits(ctx, incoming, 'answer'))) await answer(ctx, ticketId, incoming, at);
};

async function answerPrompt(ctx: Ctx, prompt: Prompt, incoming: Incoming): Promise<void> {
  if (prompt.personId !== ctx.person.id) return void (await tell(ctx, ctx.say.prompts.notYours));
  if (prompt.usedAt) {
    // The further photos of an album; whatever else comes late has been answered.
    if (prompt.purpose === 'answer') await joinsAnswer(ctx, prompt.ticketId, incoming);
    return;
  }
  if (!(await fits(ctx, incoming, prompt.purpose)) || !(await fulfil(ctx, prompt, incoming))) return;
  await usePrompt(ctx.deps.db, prompt.id, ctx.deps.now());
  await harmless(ctx.telegram.deleteMessage(ctx.chat!.id, prompt.telegramMessageId));
}

/** Whether this can be what was asked for; else says why not. Only an answer may be photos without a word. */
async function fits(ctx: Ctx, { text, media }: Incoming, purpose: Prompt['purpose']): Promise<boolean> {
  const { prompts } = ctx.say;
  const length = text?.trim().length ?? 0;
  const isEnough = length > 0 || (purpose === 'answer' && media.length > 0);
  if (isEnough && length <= longest) return true;
  await tell(ctx, isEnough ? prompts.tooLong(longest) : prompts.wordsWanted);
  return false;
}

/**
 * Somebody was asked why a ticket is not theirs, or for a question to the resident, and replies to its card instead. Above all, a reason
 * must not reach the resident as the answer.
 */
async function missesQuestion(
  ctx: Ctx,
  { chatId }: Incoming,
  at: { chatId: bigint; messageId: number },
): Promise<boolean> {
  const card = await ctx.deps.db.card.findFirst({
    where: { chatId: at.chatId, telegramMessageId: at.messageId },
  });
  if (!card?.ticketId) return false;
  const asked = { chatId, ticketId: card.ticketId, personId: ctx.person.id };
  return (await openPrompts(ctx.deps, asked)).some(({ purpose }) => purpose !== 'answer');
}

/** Does what was asked for. False: it did not work, was said so, and may be tried again. */
async function fulfil(ctx: Ctx, prompt: Prompt, incoming: Incoming): Promise<boolean> {
  const { deps, say, person } = ctx;
  const { ticketId } = prompt;
  const text = incoming.text?.trim() ?? '';
  switch (prompt.purpose) {
    case 'ask': {
      const { messageId, chatId } = incoming;
      const by = askerOf(ctx, prompt);
      const asked = await askResident(deps, { ticketId, by, text, chatId, messageId });
      const { done, failed } = say.prompts.ask;
      await tell(ctx, asked.kind === 'asked' ? done(asked.reference) : failed[asked.kind]);
      return asked.kind === 'asked';
    }
    case 'split': {
      const split = await splitTicket(deps, { ticketId, by: person.id, text, prompt: prompt.id });
      if (split.kind === 'repeated') return true;
      const { done, failed } = say.prompts.split;
      await tell(ctx, split.kind === 'split' ? done(split.reference) : failed[split.kind]);
      return split.kind === 'split';
    }
    case 'reject': {
      const { version } = prompt;
      const outcome = await rejectTicket(deps, { ticketId, by: person.id, version, reason: { text } });
      await tell(ctx, escapeHtml((await decisionToast(ctx, outcome)).text));
      return true;
    }
    case 'return_reason': {
      const { dutyCode, departmentCode } = prompt;
      const input = { ...(await departmentInput(ctx, ticketId, null)), reason: text, dutyCode };
      const outcome = await returnTicket(deps, dutyCode ? input : { ...input, departmentCode });
      await tell(ctx, stepText(ctx, outcome, say.prompts.return_reason.done).text);
      return true;
    }
    case 'amend': {
      const outcome = await amendCatalog(deps, { ticketId, by: person.id, text });
      const { done, failed } = say.prompts.amend;
      await tell(ctx, outcome.kind === 'amended' ? done : failed[outcome.kind]);
      return true;
    }
    case 'answer':
      await answer(ctx, ticketId, incoming, null);
      return true;
  }
}

/** In whose name somebody asks: the department's whose card they tapped, or that of staff. */
function askerOf({ person }: Ctx, { departmentCode }: Prompt): Asker {
  if (departmentCode === null) return { kind: 'staff', personId: person.id };
  return { kind: 'department', departmentCode, personId: person.id };
}
