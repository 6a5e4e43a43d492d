import type { InlineKeyboardButton } from 'telegraf/types';
import type { Entry, Ledger } from '../../core/ledgers/read-ledger.ts';
import { endedStates } from '../../core/tickets/life.ts';
import { pack } from '../buttons.ts';
import { escapeHtml, formatTime, oneLine } from '../messages/format.ts';
import { blocks, type Card, lines, type Pen, rows } from './card.ts';

const perPage = 8;

/** One page of a ledger, the newest first, with what the whole of it comes to. */
export function ledgerPage({ subject, entries, more }: Ledger, page: number, pen: Pen): Card {
  const { ledger: say } = pen.say;
  const open = entries.filter(({ status }) => !endedStates.includes(status)).length;
  const visits = entries.reduce((sum, entry) => sum + entry.visits, 0);
  const head = `📒 <b>${oneLine(subject, 100)}</b>`;
  if (entries.length === 0) return { html: lines(head, say.empty), keyboard: [] };
  const shown = entries.slice(page * perPage, (page + 1) * perPage);
  return {
    html: blocks(
      lines(head, say.sum(entries.length, open, visits), more && say.more),
      ...shown.map((entry) => entryLines(entry, pen)),
    ),
    keyboard: keyboardOf(page, Math.ceil(entries.length / perPage), pen),
  };
}

function entryLines(entry: Entry, pen: Pen): string {
  const { ledger: say, statuses, endings } = pen.say;
  const state = entry.ending ? endings[entry.ending] : statuses[entry.status];
  return lines(
    `<code>${escapeHtml(entry.reference)}</code> · ${formatTime(entry.writtenAt, pen)} · ${state}`,
    entry.erased ? say.erased : oneLine(entry.title, 80),
    entry.department && `➡️ ${pen.name(entry.department)}`,
    entry.answer && `💬 ${oneLine(entry.answer, 80)}`,
    entry.reopenings > 0 && `🔁 ${say.reopenings(entry.reopenings)}`,
    entry.visits > 0 && `🚶 ${say.visits(entry.visits)}`,
  );
}

function keyboardOf(page: number, pages: number, { say }: Pen): InlineKeyboardButton[][] {
  const turn = (text: string, to: number) => ({ text, callback_data: pack('ledgerPage', { page: to }) });
  return rows(
    [page > 0 && turn(say.resident.newer, page - 1), page + 1 < pages && turn(say.resident.older, page + 1)],
    [{ text: say.ledger.file, callback_data: pack('ledgerFile', {}) }],
  );
}
