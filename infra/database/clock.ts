import type { PrismaClient } from '../../prisma/generated/client.ts';

/**
 * The time as the database has it. All processes go by it, however wrong their own clocks are: what one has put off must not be due to
 * another, nor a claim that is fresh be taken for a dead one's. Between two looks the time goes on by the process's monotonic clock.
 */
export interface Clock {
  now: () => Date;
  close: () => void;
}

/** How often the database is asked, in milliseconds: machines' clocks drift apart, and some stand still while a machine sleeps. */
const interval = 30_000;
/** An answer that took longer leaves it too open when it was true, in milliseconds. */
const longestLook = 1000;

export async function openClock(db: PrismaClient): Promise<Clock> {
  let { zero } = await look(db);
  const lookAgain = async () => {
    const seen = await look(db);
    if (seen.took < longestLook) zero = seen.zero;
  };
  // While the database is away nothing is done that would need a better time.
  const timer = setInterval(() => void lookAgain().catch(() => undefined), interval);
  return {
    now: () => new Date(zero + performance.now()),
    close: () => clearInterval(timer),
  };
}

/** What the database's clock showed at the zero of ours. */
async function look(db: PrismaClient): Promise<{ zero: number; took: number }> {
  const asked = performance.now();
  const [row] = await db.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
  const answered = performance.now();
  return { zero: row!.at.getTime() - (asked + answered) / 2, took: answered - asked };
}
