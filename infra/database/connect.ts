import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';

/** What a server says while it is not up yet: nobody listens, or "the database system is starting up". */
const notYet = ['ECONNREFUSED', '57P03', 'ENOTFOUND', 'EAI_AGAIN'];

/** How long a server that is only just starting is waited for, in milliseconds. */
const patience = 10_000;

/**
 * One connection for work at start. `onWait` is called once where the server does not answer yet and is waited for.
 * Throws `CannotStart` naming host, port and database, never the password.
 */
export async function connect(url: string, onWait: () => void = () => undefined): Promise<pg.Client> {
  const deadline = Date.now() + patience;
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
    // A connection that breaks while idle would otherwise end the process; its next query says so anyway.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code, message } = error as { code?: string; message: string };
      if (notYet.includes(code ?? '') && Date.now() < deadline) {
        if (attempt === 1) onWait();
        await wait(200);
        continue;
      }
      throw new CannotStart(
        `The database ${placeOf(client)} cannot be used (DATABASE_URL): ${message || code}.`,
      );
    }
  }
}

function placeOf({ host, port, database }: pg.Client): string {
  return `"${database}" at ${host}:${port}`;
}
