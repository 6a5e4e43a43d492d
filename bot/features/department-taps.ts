import { catalogInForce } from '../../core/catalog/in-force.ts';
import { acceptTicket } from '../../core/dispatch/accept-ticket.ts';
import type { DepartmentInput, NotTaken } from '../../core/dispatch/department-step.ts';
import { languageOf } from '../../core/people/meet.ts';
import { rememberPrompt } from '../../core/people/prompt.ts';
import { may } from '../../core/people/roles.ts';
import type { Ticket } from '../../prisma/generated/client.ts';
import { departmentPicker, dutyPicker } from '../cards/department-card.ts';
import { askForWords, type Ctx, type Feature, harmless, toast } from '../context.ts';
import { mention } from '../messages/format.ts';
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
  const ticket = await ctx.deps.db.ticket.findUnique({ where: { id: ticketId } });
  return {
    ticketId,
    by: { kind: 'department', departmentCode: ticket?.departmentCode ?? '', personId: ctx.person.id },
    ...(card && { card }),
  };
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
    case 'already':
      return { text: taps.alreadyAt(statuses[outcome.ticket.status]), alert: true };
    case 'not-allowed':
      return { text: taps.notMember, alert: true };
    case 'not-theirs':
      return { text: taps.gone, alert: true };
  }
}

type Keyboard = ReturnType<typeof departmentPicker>;

async function pick(
  ctx: Ctx,
  tap: { ticket: number; version: number },
  keyboardOf: (ticket: Ticket) => Promise<Keyboard>,
): Promise<void> {
  const ticket = await holdable(ctx, tap.ticket);
  const at = cardAt(ctx);
  if (!ticket || !at) return;
  await harmless(ctx.editMessageReplyMarkup({ inline_keyboard: await keyboardOf(ticket) }));
  await toast(ctx);
}

/** The ticket, where this person may act on it for its department and it is not answered yet; else says why not. */
async function holdable(ctx: Ctx, ticketId: number): Promise<Ticket | null> {
  const ticket = await ctx.deps.db.ticket.findUnique({ where: { id: ticketId } });
  const member = ticket && (await may(ctx.deps.db, ctx.person.id, { memberOf: ticket.departmentCode }));
  if (!ticket || !member) {
    await toast(ctx, ctx.say.taps.notMember, true);
    return null;
  }
  // Not sure whether it had arrived: whoever taps on its card has it.
  if (['dispatched', 'accepted', 'confirmed', 'reopened'].includes(ticket.status)) return ticket;
  await toast(ctx, ctx.say.taps.alreadyAt(ctx.say.statuses[ticket.status]), true);
  await refresh(ctx);
  return null;
}

async function askWhy(
  ctx: Ctx,
  tap: { ticket: number; version: number },
  { dutyCode, departmentCode }: { dutyCode: string | null; departmentCode: string | null },
): Promise<void> {
  await ask(ctx, tap, 'return_reason', { dutyCode, departmentCode });
  await refresh(ctx);
}

async function askAnswer(ctx: Ctx, tap: { ticket: number; version: number }): Promise<void> {
  await ask(ctx, tap, 'answer', {});
}

async function ask(
  ctx: Ctx,
  tap: { ticket: number; version: number },
  purpose: 'return_reason' | 'answer',
  whose: { dutyCode?: string | null; departmentCode?: string | null },
): Promise<void> {
  const ticket = await holdable(ctx, tap.ticket);
  if (!ticket) return;
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
    ...whose,
  });
  await toast(ctx);
}

function languageFor(ctx: Ctx) {
  return languageOf(ctx.channel ?? ctx.person);
}
