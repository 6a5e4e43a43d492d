import { unmergeTicket } from '../../core/neighbours/leave-group.ts';
import { mergeTicket } from '../../core/neighbours/merge-ticket.ts';
import { languageOf } from '../../core/people/meet.ts';
import { may } from '../../core/people/roles.ts';
import { readComplaint } from '../../core/triage/read-complaint.ts';
import type { Tap } from '../buttons.ts';
import { type Ctx, type Feature, harmless, toast } from '../context.ts';
import { escapeHtml, formatTime, words } from '../messages/format.ts';
import { decisionToast } from './decision-toast.ts';
import { refresh, tapOf } from './review-taps.ts';

/** Taps on what tells of the same problem: look at it, merge into it, take it out again. */
export const neighbourTaps: Feature = async (ctx, next) => {
  const tap = tapOf(ctx);
  switch (tap?.kind) {
    case 'look':
      return look(ctx, tap.ticket);
    case 'merge':
      return merge(ctx, tap);
    case 'unmerge':
      return unmerge(ctx, tap);
    default:
      await next();
  }
};

async function merge(ctx: Ctx, { ticket, version, into }: Extract<Tap, { kind: 'merge' }>): Promise<void> {
  const { neighbours, statuses } = ctx.say;
  const outcome = await mergeTicket(ctx.deps, { ticketId: ticket, version, by: ctx.person.id, into });
  switch (outcome.kind) {
    case 'merged':
      return toast(ctx, neighbours.tap.merged(outcome.lead.reference));
    case 'itself':
      await toast(ctx, neighbours.tap.itself, true);
      return refresh(ctx);
    case 'lead-ended': {
      const { lead } = outcome;
      const text = lead
        ? neighbours.tap['lead-ended'](lead.reference, statuses[lead.status])
        : neighbours.tap['lead-gone'];
      await toast(ctx, text, true);
      return refresh(ctx);
    }
    default: {
      const { text, alert } = await decisionToast(ctx, outcome);
      await toast(ctx, text, alert);
      return refresh(ctx);
    }
  }
}

async function unmerge(ctx: Ctx, { ticket, version }: Extract<Tap, { kind: 'unmerge' }>): Promise<void> {
  const outcome = await unmergeTicket(ctx.deps, { ticketId: ticket, version, by: ctx.person.id });
  switch (outcome.kind) {
    case 'unmerged':
      return toast(ctx, ctx.say.neighbours.tap.unmerged);
    case 'not-merged':
    case 'too-late':
      await toast(ctx, ctx.say.neighbours.tap[outcome.kind], true);
      return refresh(ctx);
    default: {
      const { text, alert } = await decisionToast(ctx, outcome);
      await toast(ctx, text, alert);
      return refresh(ctx);
    }
  }
}

/** Telegram takes so many units below a picture (https://core.telegram.org/bots/api#sendphoto). */
const mostCaption = 1000;
const mostText = 3500;

/** A neighbour's own words and first picture, as an answer below the card. */
async function look(ctx: Ctx, ticketId: number): Promise<void> {
  const { neighbours: say } = ctx.say;
  const { db, settings } = ctx.deps;
  if (!(await may(db, ctx.person.id, 'review'))) return toast(ctx, ctx.say.taps.notAllowed, true);
  const ticket = await db.ticket.findUnique({ where: { id: ticketId }, include: { complaint: true } });
  if (!ticket) return toast(ctx, say.look.gone, true);
  if (ticket.complaint.erasedAt) return toast(ctx, say.look.erased, true);
  await toast(ctx);
  const { text } = await readComplaint(db, ticket.complaint);
  const photo = await db.media.findFirst({
    where: {
      ...{ kind: 'photo', fileId: { not: null } },
      message: {
        complaintId: ticket.complaintId,
        supersededAt: null,
        purpose: { notIn: ['answer', 'stopped_answer'] },
      },
    },
    orderBy: { id: 'asc' },
  });
  const place = { language: languageOf(ctx.channel ?? ctx.person), timeZone: settings.timeZone };
  const head = say.look.title(escapeHtml(ticket.reference), formatTime(ticket.complaint.writtenAt, place));
  const html = `${head}\n${words(text, photo ? mostCaption : mostText)}`;
  const below = {
    parse_mode: 'HTML' as const,
    reply_parameters: {
      message_id: ctx.callbackQuery!.message!.message_id,
      allow_sending_without_reply: true,
    },
  };
  await harmless(
    photo ? ctx.replyWithPhoto(photo.fileId!, { caption: html, ...below }) : ctx.reply(html, below),
  );
}
