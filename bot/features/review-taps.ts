import { refreshCard } from '../../core/cards/refresh-card.ts';
import { reviewView } from '../../core/cards/review-view.ts';
import type { ReviewView } from '../../core/cards/views.ts';
import { catalogInForce } from '../../core/catalog/in-force.ts';
import { resolveDelivery } from '../../core/dispatch/resolve-delivery.ts';
import { languageOf } from '../../core/people/meet.ts';
import { may, mayRule } from '../../core/people/roles.ts';
import { confirmTicket } from '../../core/review/confirm-ticket.ts';
import { passOnThanks } from '../../core/review/pass-on-thanks.ts';
import { rankCategories } from '../../core/review/rank-categories.ts';
import { rejectTicket } from '../../core/review/reject-ticket.ts';
import { rulingOn } from '../../core/review/supervised.ts';
import { takeBack } from '../../core/review/take-back.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { parse, type Tap } from '../buttons.ts';
import { categoryPicker, passOnPicker, rejectPicker } from '../cards/review-card.ts';
import { type Ctx, type Feature, harmless, toast } from '../context.ts';
import { askStaff } from './ask-staff.ts';
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
    case 'elsewhere':
      return decide(
        ctx,
        await rejectTicket(ctx.deps, { ...decision(ctx, tap), reason: { elsewhere: tap.others } }),
      );
    case 'passOn':
      return decide(ctx, await passOnThanks(ctx.deps, { ...decision(ctx, tap), categoryCode: tap.category }));
    case 'passOnMenu':
      return openPicker(ctx, tap.ticket, 'thanks');
    case 'others':
      return openPicker(ctx, tap.ticket, 'categories');
    case 'rejectMenu':
      return openPicker(ctx, tap.ticket, 'reasons');
    case 'back':
      return goBack(ctx, tap.ticket);
    case 'askResident':
      return ask(ctx, tap, 'ask');
    case 'split':
      return ask(ctx, tap, 'split');
    case 'amend':
      return askForDuty(ctx, tap);
    case 'takeBack': {
      const { kind } = await takeBack(ctx.deps, { ticketId: tap.ticket, by: ctx.person.id });
      await toast(ctx, ctx.say.taps.takeBack[kind], kind !== 'taken-back');
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
      await toast(ctx, ctx.say.taps.delivery[kind], kind === 'not-allowed');
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
  if (!['confirmed', 'rejected', 'passed-on'].includes(outcome.kind)) await refresh(ctx);
}

/** The card's own buttons in place of a choice: a colleague's choice is not for everybody in the group to close. */
async function goBack(ctx: Ctx, ticketId: number): Promise<void> {
  const { db } = ctx.deps;
  const ticket = await db.ticket.findUnique({ where: { id: ticketId } });
  const theirs = ticket?.departmentCode;
  const allowed =
    (await may(db, ctx.person.id, 'review')) ||
    (theirs && (await may(db, ctx.person.id, { memberOf: theirs })));
  await toast(ctx, allowed ? undefined : ctx.say.taps.notAllowed, !allowed);
  if (allowed) await refresh(ctx);
}

type Picker = 'categories' | 'thanks' | 'reasons';

/** Puts a choice in place of the card's buttons, until somebody chooses or goes back. */
async function openPicker(ctx: Ctx, ticketId: number, what: Picker): Promise<void> {
  const at = cardAt(ctx);
  if (!at || !(await undecided(ctx, ticketId))) return;
  const card = await ctx.deps.db.card.findFirst({
    where: { chatId: at.chatId, telegramMessageId: at.messageId },
  });
  const language = languageOf(ctx.channel ?? ctx.person);
  const view = await reviewView(ctx.deps, { ticketId, round: card?.round ?? 0, language });
  const inline_keyboard = await pickerFor(ctx, view, what);
  await harmless(ctx.editMessageReplyMarkup({ inline_keyboard }));
  await toast(ctx);
}

async function pickerFor({ deps }: Ctx, view: ReviewView, what: Picker) {
  if (what === 'reasons') return rejectPicker(view, (await catalogInForce(deps))?.elsewhere ?? []);
  const picker = what === 'thanks' ? passOnPicker : categoryPicker;
  return picker(view, await rankCategories(deps, view.ticketId));
}

/** Asks the reviewer who tapped for words; their reply brings them. */
async function ask(ctx: Ctx, tap: TicketTap, purpose: 'ask' | 'split' | 'reject'): Promise<void> {
  const ticket = await undecided(ctx, tap.ticket);
  if (!ticket) return;
  await askStaff(ctx, ticket, { purpose, version: tap.version });
  if (purpose === 'reject') await refresh(ctx);
}

/** Asks the supervisor who tapped for the words of a duty. */
async function askForDuty(ctx: Ctx, tap: TicketTap): Promise<void> {
  const { db } = ctx.deps;
  const { taps, prompts } = ctx.say;
  if (!(await mayRule(db, ctx.person.id))) return toast(ctx, taps.forSupervisors.supervisor, true);
  const ticket = await db.ticket.findUnique({ where: { id: tap.ticket } });
  if (ticket && (await rulingOn(db, ticket.id)))
    return askStaff(ctx, ticket, { purpose: 'amend', version: tap.version });
  await toast(ctx, ticket ? prompts.amend.failed['no-ruling'] : taps.gone, true);
  await refresh(ctx);
}

/** The ticket, where this person may decide on it and nobody has; else says why not. */
async function undecided(ctx: Ctx, ticketId: number): Promise<Ticket | null> {
  if (!(await mayReview(ctx))) return null;
  const ticket = await ctx.deps.db.ticket.findUnique({ where: { id: ticketId } });
  if (ticket?.status === 'in_review') return ticket;
  await toast(
    ctx,
    ticket ? ctx.say.taps.alreadyAt(ctx.say.statuses[ticket.status]) : ctx.say.taps.gone,
    true,
  );
  await refresh(ctx);
  return null;
}

async function mayReview(ctx: Ctx): Promise<boolean> {
  if (await may(ctx.deps.db, ctx.person.id, 'review')) return true;
  await toast(ctx, ctx.say.taps.notAllowed, true);
  return false;
}
