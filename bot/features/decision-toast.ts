import { textsOf } from '../../core/catalog/names.ts';
import type { Texts } from '../../core/deps.ts';
import { languageOf } from '../../core/people/meet.ts';
import type { Confirmed } from '../../core/review/confirm-ticket.ts';
import type { PassedOn } from '../../core/review/pass-on-thanks.ts';
import type { Rejected } from '../../core/review/reject-ticket.ts';
import { undecidedStates } from '../../core/tickets/life.ts';
import type { Ctx } from '../context.ts';

/** What a reviewer hears of their decision. The second reviewer is told who was first and what they decided. */
export async function decisionToast(
  ctx: Ctx,
  outcome: Confirmed | PassedOn | Rejected,
): Promise<{ text: string; alert: boolean }> {
  const { taps, statuses } = ctx.say;
  const language = languageOf(ctx.channel ?? ctx.person);
  const name = async (code: string | null) => {
    const row = code ? await ctx.deps.db.category.findUnique({ where: { code } }) : null;
    const names: Texts | null = row && textsOf(row.names);
    return names?.[language] ?? null;
  };
  switch (outcome.kind) {
    case 'confirmed':
    case 'passed-on': {
      const department = await ctx.deps.db.department.findUnique({ where: { code: outcome.departmentCode } });
      const theirs = department ? textsOf(department.names)[language] : outcome.departmentCode;
      return quiet(outcome.kind === 'confirmed' ? taps.confirmed(theirs) : taps.passedOn(theirs));
    }
    case 'rejected':
      return quiet(taps.rejected);
    case 'already': {
      const { status } = outcome.ticket;
      // Not a reviewer's doing: the resident withdrew, or it is on its way back to them.
      if (status === 'withdrawn' || undecidedStates.includes(status))
        return loud(taps.alreadyAt(statuses[status]));
      const category = status === 'merged' ? null : await name(outcome.review?.categoryCode ?? null);
      const what =
        outcome.review?.verdict === 'rejected' ? statuses.rejected : (category ?? statuses[status]);
      return loud(taps.already({ by: outcome.by, what }));
    }
    case 'not-allowed':
      return loud(taps.notAllowed);
    case 'for-supervisors':
      return loud(taps.forSupervisors[outcome.admins ? 'admin' : 'supervisor']);
    case 'stale':
      return loud(taps.stale);
    case 'no-such-others':
      return loud(taps.noSuchOthers);
    case 'no-such-category':
      return loud(taps.noSuchCategory);
    case 'gone':
      return loud(taps.gone);
  }
}

function quiet(text: string) {
  return { text, alert: false };
}

function loud(text: string) {
  return { text, alert: true };
}
