import type { Message } from 'telegraf/types';
import type { Incoming } from '../../core/complaints/incoming.ts';
import { answerTicket } from '../../core/dispatch/answer-ticket.ts';
import { joinAnswer } from '../../core/dispatch/join-answer.ts';
import type { Shortcoming } from '../../core/follow/closing-test/judge-answer.ts';
import { openPrompts, usePrompt } from '../../core/people/prompt.ts';
import { isMember, may } from '../../core/people/roles.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { pack, parse, type Tap } from '../buttons.ts';
import { type Ctx, harmless, tell } from '../context.ts';
import { oneLine } from '../messages/format.ts';
import { departmentInput, stepText } from './department-taps.ts';

type At = { chatId: bigint; messageId: number };

/** Takes words and photos as the department's answer, or says why it can't be. `card`: the card that they reply to. */
export async function answer(ctx: Ctx, ticketId: number, incoming: Incoming, card: At | null): Promise<void> {
  if (await joinsAnswer(ctx, ticketId, incoming)) return;
  const outcome = await answerTicket(ctx.deps, {
    ...(await departmentInput(ctx, ticketId, card)),
    text: incoming.text,
    media: incoming.media,
    source: sourceOf(incoming),
  });
  if (outcome.kind === 'stopped') return tellStopped(ctx, ticketId, outcome);
  const { done, explained } = ctx.say.prompts.answer;
  const isOver = outcome.kind === 'taken' && outcome.ticket.status === 'closed';
  const { text } = stepText(ctx, outcome, isOver ? explained : done);
  if (outcome.kind !== 'taken') return void (await tell(ctx, `${text} ${ctx.say.prompts.notSent}`));
  await tell(ctx, text);
  if (card) await clearQuestions(ctx, ticketId);
}

/** The answer went nowhere: what it lacks, and that a person may send it all the same. */
async function tellStopped(
  ctx: Ctx,
  ticketId: number,
  { shortcoming, messageId }: { shortcoming: Shortcoming; messageId: number | null },
): Promise<void> {
  const { stopped, sendAnyway } = ctx.say.prompts.answer;
  const missing = shortcoming.missing.map((words) => ctx.say.reviewCard.quoted(oneLine(words, 80)));
  const data = messageId && pack('sendAnyway', { ticket: ticketId, message: messageId });
  await tell(
    ctx,
    stopped[shortcoming.why](missing.join(' ')),
    data ? [[{ text: sendAnyway, callback_data: data }]] : [],
  );
}

/** Whether a message is more of an answer that was taken already, such as the next photo of an album; then it is part of it now. */
export async function joinsAnswer(ctx: Ctx, ticketId: number, incoming: Incoming): Promise<boolean> {
  const { text, media } = incoming;
  return joinAnswer(ctx.deps, {
    ticketId,
    personId: ctx.person.id,
    text,
    media,
    source: sourceOf(incoming),
  });
}

/** The ticket that a reply to this message of ours answers, if it is a department's card. A reply beside the card is told where it belongs. */
export async function ticketAnsweredBy(ctx: Ctx, replied: Message, at: At): Promise<number | null> {
  const card = await ctx.deps.db.card.findFirst({
    where: {
      chatId: at.chatId,
      OR: [{ telegramMessageId: at.messageId }, { companions: { has: at.messageId } }],
    },
    include: { ticket: true },
  });
  if (!card) return ticketOnButtons(replied);
  if (card.kind === 'department') return (await meansToAnswer(ctx, card.ticket)) ? card.ticketId : null;
  const { ticket } = card;
  const isOpen = ticket && ['dispatched', 'accepted'].includes(ticket.status);
  if (card.kind !== 'department_media' || !isOpen) return null;
  if (await may(ctx.deps.db, ctx.person.id, { memberOf: ticket.departmentCode }))
    await tell(ctx, ctx.say.prompts.onCard(ticket.reference));
  return null;
}

/**
 * A supervisor's remark below a card is not yet the department's answer, which the resident would read: they answer in its stead by the
 * button only.
 */
async function meansToAnswer(ctx: Ctx, ticket: Ticket | null): Promise<boolean> {
  const { db } = ctx.deps;
  if (!ticket || (await isMember(db, ctx.person.id, ticket.departmentCode))) return true;
  if (!(await may(db, ctx.person.id, 'supervise'))) return true;
  await tell(ctx, ctx.say.prompts.byButton(ticket.reference));
  return false;
}

const departments: readonly Tap['kind'][] = [
  'accept',
  'notOurs',
  'answer',
  'sendAnyway',
  'ask',
  'theirs',
  'duty',
  'noDuty',
];

/** A card that we do not know of, as its posting was never confirmed, says by its buttons which ticket it is of. */
function ticketOnButtons(replied: Message): number | null {
  const markup = 'reply_markup' in replied ? replied.reply_markup : undefined;
  for (const button of markup?.inline_keyboard.flat() ?? []) {
    const tap = 'callback_data' in button ? parse(button.callback_data) : null;
    if (tap && departments.includes(tap.kind) && 'ticket' in tap) return tap.ticket;
  }
  return null;
}

/** They had asked to be asked, and replied to the card all the same. */
async function clearQuestions(ctx: Ctx, ticketId: number): Promise<void> {
  const { deps, person, chat } = ctx;
  for (const { id, telegramMessageId } of await openPrompts(deps, {
    chatId: BigInt(chat!.id),
    ticketId,
    personId: person.id,
  })) {
    await usePrompt(deps.db, id, deps.now());
    await harmless(ctx.telegram.deleteMessage(chat!.id, telegramMessageId));
  }
}

function sourceOf({ chatId, messageId, mediaGroupId }: Incoming) {
  return { chatId, telegramMessageId: messageId, mediaGroupId };
}
