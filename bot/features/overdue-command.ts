import { Composer } from 'telegraf';
import { findOverdue } from '../../core/reminders/overdue.ts';
import { blocks } from '../cards/card.ts';
import { limitLines } from '../cards/reminder-card.ts';
import { type Ctx, tell } from '../context.ts';
import { only } from './only.ts';
import { penOf } from './pen-of.ts';

/** `/overdue`, for supervisors: all that is past its time, and with whom it lies. */
export const overdueCommand = new Composer<Ctx>();

overdueCommand.command(
  'overdue',
  only('supervise', async (ctx) => {
    const pen = penOf(ctx);
    const { reminderCard: say } = pen.say;
    const overdue = await findOverdue(ctx.deps);
    if (overdue.length === 0) return tell(ctx, say.nothingOverdue);
    return tell(ctx, blocks(`<b>${say.overdue(overdue.length)}</b>`, limitLines(overdue, pen)));
  }),
);
