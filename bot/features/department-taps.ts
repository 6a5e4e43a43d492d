import { catalogInForce } from '../../core/catalog/in-force.ts';
import { acceptTicket } from '../../core/dispatch/accept-ticket.ts';
import { sendAnyway } from '../../core/dispatch/answer-ticket.ts';
import type { DepartmentInput, NotTaken } from '../../core/dispatch/department-step.ts';
import { noticeArrival } from '../../core/dispatch/prove-arrival.ts';
import { languageOf } from '../../core/people/meet.ts';
import { may } from '../../core/people/roles.ts';
import { rulingOn } from '../../core/review/supervised.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { departmentPicker, dutyPicker } from '../cards/department-card.ts';
import { type Ctx, type Feature, harmless, rewrite, toast } from '../context.ts';
import { formatTime, mention } from '../messages/format.ts';
import { askStaff } from './ask-staff.ts';
import { cardAt, refresh, tapOf } from './review-taps.ts';

/** Taps on a department's card: take it on, answer it, or say whose it is instead. */
export const departmentTaps: Feature = async (ctx, next) => {
  const tap = tapOf(ctx);
  switch (tap?.kind) {
    case 'accept': {
      const outcome = await acceptTicket(ctx.deps, await departmentInput(ctx, tap.ticket));
      await tellStep(ctx, outcome, ctx.say.taps.accepted);
      return outcome.kind === 'taken' ? undefined : refresh(ctx);
    }
    case 'notOurs':
      return pick(ctx, tap, async (ticket) => {
        const catalog = await catalogInForce(ctx.deps);
        const others = (catalog?.departments ?? []).filter(({ code }) => code !== ticket.departmentCode);
        return departmentPicker(
          { ticketId: ticket.id, version: tap.version, language: languageFor(ctx) },
          others,
        );
      });
    case 'theirs':
      if (tap.department === '-') return askWhy(ctx, tap, { dutyCode: null, departmentCode: null });
      return pick(ctx, tap, async (ticket) => {
        const catalog = await catalogInForce(ctx.deps);
        const duties = (catalog?.categories ?? [])
          .filter(({ department }) => department === tap.department)
          .flatMap((category) => category.duties);
        const at = { ticketId: ticket.id, version: tap.version, language: languageFor(ctx) };
        return dutyPicker(at, tap.department, duties);
      });
    case 'duty':
      return askWhy(ctx, tap, { dutyCode: tap.duty, departmentCode: null });
    case 'noDuty':
      return askWhy(ctx, tap, { dutyCode: null, departmentCode: tap.department });
    case 'answer':
      return askAnswer(ctx, tap);
    case 'ask':
      return askQuestion(ctx, tap);
    case 'sendAnyway':
      return overrule(ctx, tap);
    default:
      await next();
  }
};

/** Who acts, on which ticket and card: the department that holds the ticket, by one of its people. */
export async function departmentInput(
  ctx: Ctx,
  ticketId: number,
  card: DepartmentInput['card'] | null = cardAt(ctx),
): Promise<DepartmentInput> {
  const departmentCode = await departmentOf(ctx, ticketId, card);
  return {
    ticketId,
    by: { kind: 'department', departmentCode, personId: ctx.person.id },
    ...(card && { card }),
  };
}

/** Whose card it is, or whose group; where neither is known, whoever has the ticket. An old card gives no right to what went on from there. */
async function departmentOf(
  ctx: Ctx,
  ticketId: number,
  card: DepartmentInput['card'] | null,
): Promise<string> {
  const { db } = ctx.deps;
  const known =
    card &&
    (await db.card.findFirst({
      where: { chatId: card.chatId, telegramMessageId: card.messageId, ticketId, kind: 'department' },
    }));
  const delivery =
    known && (await db.delivery.findFirst({ where: { ticketId, round: known.round, kind: 'ticket' } }));
  if (delivery) return delivery.departmentCode;
  if (ctx.channel?.departmentCode) return ctx.channel.departmentCode;
  return (await db.ticket.findUnique({ where: { id: ticketId } }))?.departmentCode ?? '';
}

/** Says what came of a department's step. */
export async function tellStep(ctx: Ctx, outcome: { kind: 'taken' } | NotTaken, done: string): Promise<void> {
  const { text, alert } = stepText(ctx, outcome, done);
  await toast(ctx, text, alert);
}

export function stepText(ctx: Ctx, outcome: { kind: 'taken' } | NotTaken, done: string) {
  const { taps, statuses } = ctx.say;
  switch (outcome.kind) {
    case 'taken':
      return { text: done, alert: false };
    case 'already': {
      const what = statuses[outcome.ticket.status];
      const other = outcome.by && outcome.by.id !== ctx.person.id;
      return {
        text: other ? taps.already({ by: outcome.by!.name, what }) : taps.alreadyAt(what),
        alert: true,
      };
    }
    case 'not-allowed':
      return { text: taps.notMember, alert: true };
    case 'not-theirs':
      return { text: taps.notTheirs, alert: true };
    case 'ruled':
      return { text: ruledText(ctx, outcome), alert: true };
  }
}

/** A person of the department sends what the closing test stopped; the message that said so says by whom. */
async function overrule(ctx: Ctx, tap: { ticket: number; message: number }): Promise<void> {
  const input = await departmentInput(ctx, tap.ticket, null);
  const outcome = await sendAnyway(ctx.deps, { ...input, messageId: tap.message });
  const { done, sentAnyway, gone } = ctx.say.prompts.answer;
  if (outcome.kind === 'gone') return toast(ctx, gone, true);
  await tellStep(ctx, outcome, done);
  if (outcome.kind === 'taken') await rewrite(ctx, sentAnyway(mention(ctx.person)));
}

function ruledText(ctx: Ctx, { by, at }: { by: string | null; at: Date }): string {
  const { timeZone } = ctx.deps.settings;
  return ctx.say.taps.ruled({ by, at: formatTime(at, { language: languageFor(ctx), timeZone }) });
}

type Keyboard = ReturnType<typeof departmentPicker>;
type OnTicket = { ticket: number; version: number };

async function pick(
  ctx: Ctx,
  tap: OnTicket,
  keyboardOf: (ticket: Ticket) => Promise<Keyboard>,
): Promise<void> {
  const ticket = await returnable(ctx, tap.ticket);
  const at = cardAt(ctx);
  if (!ticket || !at) return;
  await harmless(ctx.editMessageReplyMarkup({ inline_keyboard: await keyboardOf(ticket) }));
  await toast(ctx);
}

/** The ticket, where this person may act on it for its department and it is not answered yet; else says why not. */
async function holdable(ctx: Ctx, ticketId: number): Promise<Ticket | null> {
  const { by } = await departmentInput(ctx, ticketId);
  const ticket = await ctx.deps.db.ticket.findUnique({ where: { id: ticketId } });
  const { taps, statuses } = ctx.say;
  if (!ticket || !(await may(ctx.deps.db, ctx.person.id, { memberOf: by.departmentCode }))) {
    await toast(ctx, taps.notMember, true);
    return null;
  }
  const isTheirs = ticket.departmentCode === by.departmentCode;
  // Not sure whether it had arrived: whoever taps on its card has it.
  if (isTheirs && ['dispatched', 'accepted', 'confirmed', 'reopened'].includes(ticket.status)) return ticket;
  await toast(ctx, isTheirs ? taps.alreadyAt(statuses[ticket.status]) : taps.notTheirs, true);
  await refresh(ctx);
  return null;
}

/** The same, where no supervisor has ruled that it is theirs. */
async function returnable(ctx: Ctx, ticketId: number): Promise<Ticket | null> {
  const ticket = await holdable(ctx, ticketId);
  const ruling = ticket && (await rulingOn(ctx.deps.db, ticketId));
  if (!ruling) return ticket;
  await toast(ctx, ruledText(ctx, ruling), true);
  await refresh(ctx);
  return null;
}

async function askWhy(
  ctx: Ctx,
  tap: OnTicket,
  whose: { dutyCode: string | null; departmentCode: string | null },
): Promise<void> {
  const ticket = await returnable(ctx, tap.ticket);
  if (!ticket) return;
  await askStaff(ctx, ticket, { purpose: 'return_reason', version: tap.version, ...whose });
  await seen(ctx, ticket.id);
}

async function askAnswer(ctx: Ctx, tap: OnTicket): Promise<void> {
  const ticket = await holdable(ctx, tap.ticket);
  if (!ticket) return;
  await askStaff(ctx, ticket, { purpose: 'answer', version: tap.version });
  await seen(ctx, ticket.id);
}

async function askQuestion(ctx: Ctx, tap: OnTicket): Promise<void> {
  const ticket = await holdable(ctx, tap.ticket);
  if (!ticket) return;
  const { departmentCode } = ticket;
  await askStaff(ctx, ticket, { purpose: 'ask', version: tap.version, departmentCode });
  await seen(ctx, ticket.id);
}

/** The card that was tapped is there, whatever we knew; it gets its own buttons back in place of a choice. */
async function seen(ctx: Ctx, ticketId: number): Promise<void> {
  const card = cardAt(ctx);
  await noticeArrival(ctx.deps, { ticketId, ...(card && { card }) });
  await refresh(ctx);
}

function languageFor(ctx: Ctx) {
  return languageOf(ctx.channel ?? ctx.person);
}
