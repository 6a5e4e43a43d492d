import { learnedFrom } from '../core/triage/local/learned.ts';
import { openDatabase } from '../infra/database/database.ts';

/** What a process goes through at its first suggestion. */
export interface Learned {
  seconds: number;
  /** How much more memory the process has afterwards. */
  bytes: number;
}

process.on('message', ({ url }: { url: string }) => {
  learn(url).then(
    (learned) => process.send!(learned),
    (error) => {
      process.send!({ error: String(error) });
    },
  );
});

async function learn(url: string): Promise<Learned> {
  const { db, close } = openDatabase({ url, max: 4 });
  await db.$queryRaw`select 1`;
  const [before, start] = [process.memoryUsage.rss(), performance.now()];
  await learnedFrom({ db });
  const learned = {
    seconds: (performance.now() - start) / 1000,
    bytes: process.memoryUsage.rss() - before,
  };
  await close();
  return learned;
}
