import type { PrismaClient } from '../../prisma/generated/client.ts';
import { type Config, loadConfig } from '../config.ts';
import { runningPostgres, startPostgres } from '../embedded/postgres.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * The database for a command that runs by itself, as `npm run catalog` does: the one of DATABASE_URL, else the
 * embedded one, started for the occasion, or joined when `npm start` is running on it.
 * Migrates, runs `work`, and closes whatever happened.
 */
export async function withDatabase<T>(work: (db: PrismaClient, config: Config) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const { url, stop } = await reach(config.database);
  try {
    await migrate(url);
    const database = openDatabase({ url, max: 4 });
    try {
      return await work(database.db, config);
    } finally {
      await database.close();
    }
  } finally {
    await stop();
  }
}

async function reach(database: Config['database']): Promise<{ url: string; stop: () => Promise<void> }> {
  if (database.kind === 'url') return { url: database.url, stop: async () => undefined };
  const running = await runningPostgres(database.dataDir);
  return running ? { url: running, stop: async () => undefined } : startPostgres(database);
}
