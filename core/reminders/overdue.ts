import { type ReminderLine, whichAndWhose, withHolder } from '../cards/reminder-view.ts';
import type { Deps } from '../deps.ts';
import { limitsOf } from './stages.ts';

/** Every ticket that is past a limit, the longest first: what its holder owes, else what the resident was told. */
export async function findOverdue({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<ReminderLine[]> {
  const at = now();
  const passed = { lte: at };
  const tickets = await db.ticket.findMany({
    where: {
      heldSince: { not: null },
      OR: [{ reviewBy: passed }, { acceptBy: passed }, { answerBy: passed }, { dueAt: passed }],
    },
    include: withHolder,
  });
  return tickets
    .flatMap((ticket): ReminderLine[] => {
      const limit = limitsOf(ticket).find(({ limitAt }) => limitAt <= at);
      if (!limit) return [];
      return [{ ...whichAndWhose(ticket), ...limit, stage: 'after', words: null, done: false }];
    })
    .sort((a, b) => a.limitAt.getTime() - b.limitAt.getTime());
}
