import type { Deps } from '../core/deps.ts';
import { story } from '../core/tickets/story.ts';
import type { Played } from './play.ts';

/** One ticket's way, for the table. */
export interface Row {
  title: string;
  reference: string;
  way: string;
  ends: string;
  right: boolean;
}

/** Holds each ticket of a played scenario against where it should have ended. */
export async function judge(deps: Deps, { scenario, tickets, advised }: Played): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, reference] of tickets.entries()) {
    const wanted = scenario.ways[index]!.ends;
    const ends = (await endOf(deps, reference, wanted)) ?? 'nowhere';
    const told = scenario.emergency ? (advised ? 'told whom to call' : 'NOT told whom to call') : '';
    const steps = await stepsOf(deps, reference);
    rows.push({
      title: index === 0 ? `${scenario.title} (${scenario.language})` : '',
      reference,
      way: [told, ...steps].filter(Boolean).join(' · '),
      ends,
      right: ends === wanted && advised === (scenario.emergency ?? false),
    });
  }
  return rows;
}

/** A line a ticket; long ways go on below. */
export function printTable(rows: Row[]): void {
  const titles = Math.max(...rows.map(({ title }) => title.length));
  for (const { title, reference, way, ends, right } of rows) {
    console.log(`${right ? '✓' : '✗'} ${title.padEnd(titles)}  ${reference.padEnd(9)}  ends ${ends}`);
    console.log(`  ${''.padEnd(titles)}  ${way}`);
  }
}

async function stepsOf(deps: Deps, reference: string): Promise<string[]> {
  const found = await story(deps, reference);
  return (found?.steps ?? []).map(({ type, department }) =>
    type === 'dispatched' && department ? `→ ${department.en}` : type.replaceAll('_', ' '),
  );
}

/** The last step shows a moment after its tap was answered. */
async function endOf(deps: Deps, reference: string, wanted: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    const ticket = await deps.db.ticket.findUnique({ where: { reference } });
    if (ticket?.status === wanted || attempt >= 100) return ticket?.status;
    await new Promise((done) => setTimeout(done, 50));
  }
}
