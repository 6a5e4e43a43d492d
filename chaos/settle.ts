import { setTimeout as pause } from 'node:timers/promises';
import { endedStates } from '../core/tickets/life.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { clockAhead } from './stage.ts';

/** Longer than anybody holds a claim who is alive: a send is given up after 20 s. */
const longestClaim = 25_000;

/** What still waits for something, by what it waits for; all zero when everything has settled. */
export async function waiting(db: PrismaClient) {
  const [updates, complaints, deliveries, cards, tickets] = await Promise.all([
    db.telegramUpdate.count({ where: { handledAt: null } }),
    db.complaint.count({ where: { status: 'gathering' } }),
    db.delivery.count({ where: { state: { in: ['due', 'sending'] } } }),
    db.card.count({
      where: {
        OR: [{ state: { in: ['due', 'sending'] } }, { state: 'shown', shown: { lt: db.card.fields.wanted } }],
      },
    }),
    db.ticket.count({ where: { status: { notIn: [...endedStates] } } }),
  ]);
  return { updates, complaints, deliveries, cards, tickets };
}

export type Waiting = Awaited<ReturnType<typeof waiting>>;

/**
 * Waits until nothing waits any more, at most so long. In a hurry it makes the claims of the dead old by hand, once all who were
 * alive when the attack ended have let go of theirs.
 */
export async function settle(
  db: PrismaClient,
  { longest, hurry, tell }: { longest: number; hurry: boolean; tell: (line: string) => void },
): Promise<{ milliseconds: number; left: Waiting }> {
  const began = Date.now();
  let aged = !hurry;
  let told = '';
  for (;;) {
    const left = await waiting(db);
    const milliseconds = Date.now() - began;
    if (Object.values(left).every((count) => count === 0) || milliseconds > longest)
      return { milliseconds, left };
    const now = Object.entries(left).flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []));
    if (now.join() !== told) tell(`  ${now.join(', ')} still to come`);
    told = now.join();
    if (!aged && milliseconds > longestClaim) {
      await age(db, new Date(began));
      aged = true;
    }
    await pause(500);
  }
}

/** Makes old what the dead had claimed, and what was put off, whichever clock they went by. */
async function age(db: PrismaClient, attackEnded: Date): Promise<void> {
  const claimedAt = new Date(attackEnded.getTime() - 600_000);
  const byWrongClock = { gt: new Date(), lt: new Date(attackEnded.getTime() + clockAhead) };
  const left = [{ claimedAt: { lt: attackEnded } }, { claimedAt: byWrongClock }];
  await db.card.updateMany({ where: { state: 'sending', OR: left }, data: { claimedAt } });
  await db.delivery.updateMany({ where: { state: 'sending', OR: left }, data: { claimedAt } });
  const later = { state: 'due', dueAt: { gt: new Date() } } as const;
  await db.card.updateMany({ where: later, data: { dueAt: claimedAt } });
  await db.delivery.updateMany({ where: later, data: { dueAt: claimedAt } });
  // A triage claims its complaint by moving its moment ahead.
  await db.complaint.updateMany({ where: { status: 'gathering' }, data: { settleAt: claimedAt } });
}
