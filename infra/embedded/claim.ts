import pg from 'pg';

/** A server on the loopback address of this machine, and the way in. */
export interface Server {
  port: number;
  password: string;
}

/**
 * The claim on a running server: an advisory lock, held on one connection for as long as our process lives. The
 * server itself drops it when the process dies, however it dies, so a claim is never left over.
 */
const claimKey = 71001;

/** Takes the claim on a server that we have just brought up. Ending the connection gives it back. */
export async function claim(server: Server): Promise<pg.Client> {
  const client = await enter(server);
  await client.query('select pg_advisory_lock($1)', [claimKey]);
  return client;
}

/**
 * Who holds the server, as in "citizen-whistle process 4711". Undefined: nobody, or it lets nobody in, which a server
 * at work would. `patience`, in seconds: how old it must be before we look, since another start may have brought it
 * up and be just about to claim it.
 */
export async function holderOf(server: Server, patience: number): Promise<string | undefined> {
  const client = await enter(server).catch(() => undefined);
  if (!client) return undefined;
  try {
    await client.query('select pg_sleep_until(pg_postmaster_start_time() + make_interval(secs => $1))', [
      patience,
    ]);
    const { rows } = await client.query(
      `select application_name as name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and classid = 0 and objid = $1 and granted`,
      [claimKey],
    );
    return rows[0]?.name;
  } finally {
    await client.end();
  }
}

export function urlOf({ port, password }: Server, database: string): string {
  return `postgresql://whistle:${password}@127.0.0.1:${port}/${database}`;
}

async function enter(server: Server): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(server, 'postgres'),
    application_name: `citizen-whistle process ${process.pid}`,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  });
  // The server may end while we are connected; nobody needs to hear of it twice.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
