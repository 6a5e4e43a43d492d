import { dispute } from '../../core/complaints/dispute.ts';
import { type Withdrawn, withdraw } from '../../core/complaints/withdraw.ts';
import { type Followed, saySolved } from '../../core/follow/say-solved.ts';
import { forget } from '../../core/people/forget.ts';
import { chooseLanguage } from '../../core/people/meet.ts';
import { type Ctx, type Feature, harmless, rewrite, tell, toast } from '../context.ts';
import { messages } from '../messages/messages.ts';
import { minePage } from './mine.ts';
import { refresh, tapOf } from './review-taps.ts';

/** Taps in a resident's own chat. */
export const residentTaps: Feature = async (ctx, next) => {
  const tap = tapOf(ctx);
  // All our buttons stand below a message of a chat.
  if (ctx.callbackQuery && !(tap && ctx.chat)) return toast(ctx, ctx.say.taps.unknown);
  switch (tap?.kind) {
    case 'wrong':
      return putRight(ctx, tap.complaint);
    case 'solved':
    case 'notSolved':
      return verdict(ctx, tap, tap.kind === 'solved');
    case 'minePage': {
      const { html, keyboard } = await minePage(ctx, tap.page);
      await toast(ctx);
      return rewrite(ctx, html, keyboard);
    }
    case 'withdraw': {
      const outcome = await withdraw(ctx.deps, { complaintId: tap.complaint, personId: ctx.person.id });
      await toast(ctx);
      return rewrite(ctx, withdrawalText(ctx, outcome));
    }
    case 'keep':
    case 'forgetNo':
      await toast(ctx);
      return rewrite(ctx, ctx.say.resident.kept);
    case 'forgetYes': {
      await forget(ctx.deps, { personId: ctx.person.id });
      await toast(ctx);
      return rewrite(ctx, ctx.say.resident.forgotten);
    }
    case 'language':
      await chooseLanguage(ctx.deps, ctx.person.id, tap.language);
      await toast(ctx);
      return rewrite(ctx, messages[tap.language].resident.languageChosen);
    default:
      await next();
  }
};

function withdrawalText({ say }: Ctx, outcome: Withdrawn): string {
  if (outcome.kind === 'not-yours') return say.taps.gone;
  const partly = outcome.kind === 'too-late' && outcome.stopped > 0;
  return say.resident.withdraw[partly ? 'partly' : outcome.kind](outcome.reference);
}

async function putRight(ctx: Ctx, complaintId: number): Promise<void> {
  const outcome = await dispute(ctx.deps, { complaintId, personId: ctx.person.id });
  if (outcome.kind === 'not-yours') return toast(ctx, ctx.say.taps.gone, true);
  await toast(ctx);
  await tell(ctx, ctx.say.resident.putRight(outcome.reference));
}

async function verdict(ctx: Ctx, tap: { ticket: number; version: number }, solved: boolean): Promise<void> {
  const outcome = await saySolved(ctx.deps, {
    ticketId: tap.ticket,
    version: tap.version,
    personId: ctx.person.id,
    solved,
  });
  switch (outcome.kind) {
    case 'closed':
      await toast(ctx, ctx.say.taps.thanksForWord);
      return refresh(ctx);
    case 'reopened':
      await toast(ctx);
      await harmless(tell(ctx, goesOn(ctx, outcome)));
      return refresh(ctx);
    case 'too-late':
      await toast(ctx);
      await harmless(tell(ctx, ctx.say.resident.tooLateToReopen(outcome.reference)));
      return refresh(ctx);
    case 'already':
      await toast(ctx, ctx.say.resident.verdictKnown);
      return refresh(ctx);
    case 'not-yours':
      return toast(ctx, ctx.say.taps.gone, true);
  }
}

function goesOn(
  { say: { resident } }: Ctx,
  { errand, said, reference, escalated }: Extract<Followed, { kind: 'reopened' }>,
): string {
  if (escalated) return resident.escalated(reference);
  if (errand === 'complaint') return (said ? resident.takenUpAgain : resident.whyNot)(reference);
  return (said ? resident.askedAgain : resident.whatElse)(reference);
}
