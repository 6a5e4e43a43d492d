import type { InlineKeyboardButton } from 'telegraf/types';
import { mine } from '../../core/complaints/mine.ts';
import { languageOf } from '../../core/people/meet.ts';
import { pack } from '../buttons.ts';
import type { Ctx } from '../context.ts';
import { clip, escapeHtml, formatTime } from '../messages/format.ts';

const excerpt = 40;

/** A page of the resident's own complaints: reference, state, the first of their words, since when. */
export async function minePage(
  ctx: Ctx,
  page: number,
): Promise<{ html: string; keyboard: InlineKeyboardButton[][] }> {
  const { deps, person, say } = ctx;
  const list = await mine(deps, { personId: person.id, page });
  if (list.total === 0) return { html: say.resident.mineEmpty, keyboard: [] };
  const language = languageOf(person);
  const blocks = list.complaints.map((complaint) => {
    const states = complaint.tickets.map(({ status }) => say.resident.states[status]);
    const state =
      complaint.status === 'withdrawn' ? say.resident.states.withdrawn : [...new Set(states)].join(' / ');
    const words = complaint.tickets[0]?.title ?? complaint.messages[0]?.text ?? '';
    const when = formatTime(complaint.writtenAt, { language, timeZone: deps.settings.timeZone });
    return [
      `<code>${complaint.reference}</code> · ${state || say.resident.beingRead}`,
      escapeHtml(clip(words.replace(/\s+/g, ' '), excerpt)),
      when,
    ]
      .filter(Boolean)
      .join('\n');
  });
  const html = [say.resident.mineTitle(list.total), ...blocks].join('\n\n');
  return { html, keyboard: pager(list, say.resident) };
}

function pager({ page, pages }: { page: number; pages: number }, texts: { newer: string; older: string }) {
  const row: InlineKeyboardButton[] = [];
  if (page > 0) row.push({ text: texts.newer, callback_data: pack('minePage', { page: page - 1 }) });
  if (page + 1 < pages) row.push({ text: texts.older, callback_data: pack('minePage', { page: page + 1 }) });
  return row.length > 0 ? [row] : [];
}
