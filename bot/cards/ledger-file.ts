import { stringify } from 'csv-stringify/sync';
import type { Ledger } from '../../core/ledgers/read-ledger.ts';
import { formatTime } from '../messages/format.ts';
import type { Pen } from './card.ts';

/** A ledger as a file that spreadsheets open: UTF-8 with its mark, a line an entry. What looks like a formula stays words. */
export function ledgerFile({ entries }: Ledger, pen: Pen): Buffer {
  const { ledger: say, statuses, endings } = pen.say;
  const time = (at: Date | null) => (at ? formatTime(at, pen) : '');
  const rows = entries.map((entry) => ({
    reference: entry.reference,
    writtenAt: time(entry.writtenAt),
    title: entry.erased ? say.erased : entry.title,
    place: entry.place ?? '',
    category: entry.category?.[pen.language] ?? '',
    department: entry.department?.[pen.language] ?? '',
    state: entry.ending ? endings[entry.ending] : statuses[entry.status],
    visits: entry.visits,
    reopenings: entry.reopenings,
    answer: entry.answer ?? '',
    answeredAt: time(entry.answeredAt),
    closedAt: time(entry.closedAt),
  }));
  const { columns } = say;
  const keys = Object.keys(columns) as (keyof typeof columns)[];
  const named = keys.map((key) => ({ key, header: columns[key] }));
  return Buffer.from(stringify(rows, { header: true, columns: named, bom: true, escape_formulas: true }));
}
