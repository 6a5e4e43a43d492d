import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../infra/database/database.ts';
import { urlOf } from '../infra/embedded/claim.ts';
import { createCluster, readPassword } from '../infra/embedded/cluster.ts';
import { chooseAccount, findPrograms } from '../infra/embedded/programs.ts';
import { ready, spawnServer } from '../infra/embedded/server.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { freePort } from '../test/support/free-port.ts';

export interface DatabaseServer {
  url: string;
  db: PrismaClient;
  /** Ends every connection of the product, as a network that broke would. */
  cutConnections: () => Promise<unknown>;
  /** Goes down at once, as in a crash, and comes back on the same port. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A PostgreSQL of its own with a fixed port, everything forced to the disk, that can be crashed. */
export async function startDatabase(home: string): Promise<DatabaseServer> {
  await mkdir(home, { recursive: true });
  const folder = join(home, 'postgres');
  const account = await chooseAccount(folder);
  const programs = await findPrograms(account);
  await createCluster({ initdb: programs.initdb, folder, account, durable: true });
  const at = { port: await freePort(), password: await readPassword(folder) };
  const log = join(home, 'postgres.log');
  const start = async () => {
    const server = { program: programs.postgres, folder, account, durable: true, log };
    const child = await spawnServer({ ...server, port: at.port });
    if (!(await ready(folder, child))) throw new Error(`PostgreSQL does not start: ${log}`);
    return child;
  };
  let child = await start();
  const first = openDatabase({ url: urlOf(at, 'postgres'), max: 1 });
  await first.db.$executeRawUnsafe('create database whistle');
  await first.close();
  const url = urlOf(at, 'whistle');
  const { db, close } = openDatabase({ url, max: 6 });
  return {
    url,
    db,
    // A server that is down just now has none.
    cutConnections: () =>
      db.$queryRaw`
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = 'whistle' and pid <> pg_backend_pid()`.catch(() => undefined),
    crash: async () => {
      await end(child, 'SIGQUIT');
      child = await start();
    },
    stop: async () => {
      await close();
      await end(child, 'SIGINT');
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
