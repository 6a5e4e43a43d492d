import { Composer } from 'telegraf';
import { refreshCardsOf } from '../../core/cards/refresh-card.ts';
import { may } from '../../core/people/roles.ts';
import { holderOf } from '../../core/tickets/life.ts';
import { readReference } from '../../core/tickets/reference.ts';
import { story } from '../../core/tickets/story.ts';
import { storyText } from '../cards/story.ts';
import { type Ctx, isPrivate, tell } from '../context.ts';
import { penOf } from './pen-of.ts';

/** `/ticket 7K4-2QD`: the whole way, for staff and for the department that has it. */
export const ticketCommand = new Composer<Ctx>();

ticketCommand.command('ticket', async (ctx) => {
  const reference = readReference(ctx.payload);
  if (!reference) return void (await tell(ctx, ctx.say.staff.ticketUsage));
  const found = await story(ctx.deps, reference);
  const allowed = await Promise.all([
    may(ctx.deps.db, ctx.person.id, 'review'),
    may(ctx.deps.db, ctx.person.id, { memberOf: (found && holderOf(found.ticket)) ?? '' }),
  ]);
  // Who may not read it does not hear either whether there is such a ticket.
  if (!allowed.includes(true)) return void (await tell(ctx, ctx.say.taps.notAllowed));
  if (!found) return void (await tell(ctx, ctx.say.staff.noSuchTicket(reference)));
  await tell(ctx, storyText(found, penOf(ctx)));
  // Whoever looks for a ticket may look for its card: one that somebody deleted comes back.
  if (!isPrivate(ctx))
    await refreshCardsOf(ctx.deps, { ticketId: found.ticket.id, chatId: BigInt(ctx.chat.id) });
});
