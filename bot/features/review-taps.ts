import { refreshCard } from '../../core/cards/refresh-card.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import { resolveDelivery } from '../../core/dispatch/resolve-delivery.ts';
import { languageOf } from '../../core/people/meet.ts';
import { rememberPrompt } from '../../core/people/prompt.ts';
import { may } from '../../core/people/roles.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { rankCategories } from '../../core/review/rank-categories.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { takeBack } from '../../core/review/take-back.ts';
import type { PromptPurpose } from '../../prisma/generated/enums.ts';
import { parse, type Tap } from '../buttons.ts';
import { categoryPicker, rejectPicker } from '../cards/review-card.ts';
import { askForWords, type Ctx, type Feature, harmless, toast } from '../context.ts';
import { mention } from '../messages/format.ts';
import { decisionToast } from './decision-toast.ts';

type TicketTap = Extract<Tap, { ticket: number; version: number }>;

/** Taps on the reviewers' cards. Each is checked anew by the verb that it calls; the card itself is kept true elsewhere. */
export const reviewTaps: Feature = async (ctx, next) => {
  const tap = tapOf(ctx);
  switch (tap?.kind) {
    case 'confirm':
      return decide(
        ctx,
        await confirmTicket(ctx.deps, { ...decision(ctx, tap), categoryCode: tap.category }),
      );
    case 'reject':
      if (tap.reason === 'other') return ask(ctx, tap, 'reject');
      return decide(ctx, await rejectTicket(ctx.deps, { ...decision(ctx, tap), reason: tap.reason }));
    case 'others':
      return openPicker(ctx, tap.ticket, 'categories');
    case 'rejectMenu':
      return openPicker(ctx, tap.ticket, 'reasons');
    case 'back':
      await toast(ctx);
      return refresh(ctx);
    case 'askResident':
      return ask(ctx, tap, 'ask');
    case 'split':
      return ask(ctx, tap, 'split');
    case 'takeBack': {
      const { kind } = await takeBack(ctx.deps, { ticketId: tap.ticket, by: ctx.person.id });
      await toast(ctx, ctx.say.taps.takeBack[kind]);
      return refresh(ctx);
    }
    case 'arrived':
    case 'sendAgain': {
      const arrived = tap.kind === 'arrived';
      const { kind } = await resolveDelivery(ctx.deps, {
        deliveryId: tap.delivery,
        by: ctx.person.id,
        arrived,
      });
      await toast(ctx, ctx.say.taps.delivery[kind]);
      return refresh(ctx);
    }
    default:
      await next();
  }
};

/** What was tapped, or null for data that we never made. */
export function tapOf(ctx: Ctx): Tap | null {
  return ctx.callbackQuery && 'data' in ctx.callbackQuery ? parse(ctx.callbackQuery.data) : null;
}

/** Shows the tapped card as it is now. One that we do not know of (its posting was never confirmed) loses its buttons. */
export async function refresh(ctx: Ctx): Promise<void> {
  const at = cardAt(ctx);
  if (at && !(await refreshCard(ctx.deps, at)))
    await harmless(ctx.editMessageReplyMarkup({ inline_keyboard: [] }));
}

/** Where the tapped message stands. */
export function cardAt(ctx: Ctx): { chatId: bigint; messageId: number } | null {
  const message = ctx.callbackQuery?.message;
  return message ? { chatId: BigInt(message.chat.id), messageId: message.message_id } : null;
}

function decision(ctx: Ctx, tap: TicketTap) {
  return { ticketId: tap.ticket, version: tap.version, by: ctx.person.id };
}

async function decide(ctx: Ctx, outcome: Parameters<typeof decisionToast>[1]): Promise<void> {
  const { text, alert } = await decisionToast(ctx, outcome);
  await toast(ctx, text, alert);
  if (outcome.kind !== 'confirmed' && outcome.kind !== 'rejected') await refresh(ctx);
}

/** Puts a choice in place of the card's buttons, until somebody chooses or goes back. */
async function openPicker(ctx: Ctx, ticketId: number, what: 'categories' | 'reasons'): Promise<void> {
  const at = cardAt(ctx);
  if (!at || !(await mayReview(ctx))) return;
  const card = await ctx.deps.db.card.findFirst({
    where: { chatId: at.chatId, telegramMessageId: at.messageId },
  });
  const language = languageOf(ctx.channel ?? ctx.person);
  const view = await reviewView(ctx.deps, { ticketId, round: card?.round ?? 0, language });
  if (view.status !== 'in_review') {
    await toast(ctx, ctx.say.taps.stale);
    return refresh(ctx);
  }
  const keyboard =
    what === 'categories'
      ? categoryPicker(view, await rankCategories(ctx.deps, ticketId))
      : rejectPicker(view);
  await harmless(ctx.editMessageReplyMarkup({ inline_keyboard: keyboard }));
  await toast(ctx);
}

/** Asks the reviewer who tapped for words; their reply brings them. */
async function ask(
  ctx: Ctx,
  tap: TicketTap,
  purpose: PromptPurpose & ('ask' | 'split' | 'reject'),
): Promise<void> {
  const ticket = await ctx.deps.db.ticket.findUnique({ where: { id: tap.ticket } });
  if (!ticket || !(await mayReview(ctx))) return;
  const { prompt, placeholder } = ctx.say.prompts[purpose];
  const messageId = await askForWords(
    ctx,
    prompt({ who: mention(ctx.person), reference: ticket.reference }),
    placeholder,
  );
  await rememberPrompt(ctx.deps, {
    chatId: BigInt(ctx.chat!.id),
    telegramMessageId: messageId,
    purpose,
    ticketId: ticket.id,
    version: tap.version,
    personId: ctx.person.id,
  });
  await toast(ctx);
  if (purpose === 'reject') await refresh(ctx);
}

async function mayReview(ctx: Ctx): Promise<boolean> {
  if (await may(ctx.deps.db, ctx.person.id, 'review')) return true;
  await toast(ctx, ctx.say.taps.notAllowed, true);
  return false;
}
