import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { type Account, give } from './programs.ts';

const passwordFile = 'whistle.password';

/**
 * Makes the files of a PostgreSQL server in `folder` unless they are there. They are made under another name and
 * moved into place when complete, password included, so that a start that is killed halfway leaves nothing half.
 */
export async function createCluster(cluster: {
  initdb: string;
  folder: string;
  account: Account | undefined;
  durable: boolean;
}): Promise<void> {
  if (await exists(cluster.folder)) return;
  const unfinished = await mkdtemp(`${cluster.folder}.making-`);
  const password = `${unfinished}.password`;
  try {
    await give(unfinished, cluster.account);
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
    await give(password, cluster.account);
    await initdb(cluster, unfinished, password);
    await rename(password, join(unfinished, passwordFile));
    await rename(unfinished, cluster.folder).catch((error) => {
      // Two first starts at once: the other one's files are as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(password, { force: true });
  }
}

/** The superuser's password. It lives with the files that it opens. */
export async function readPassword(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, passwordFile), 'utf8');
  } catch {
    const owner = await stat(folder).catch(() => stat(dirname(folder)));
    throw new CannotStart(
      `The files in ${folder} cannot be read; they belong to user number ${owner.uid}. ` +
        'Start as that user or as root, or set another DATA_DIR.',
    );
  }
}

async function initdb(
  { initdb: program, account, durable }: { initdb: string; account: Account | undefined; durable: boolean },
  folder: string,
  password: string,
): Promise<void> {
  const flags = [
    ...['--pgdata', process.platform === 'linux' ? '/proc/self/cwd' : folder],
    ...['--username', 'whistle', '--auth', 'scram-sha-256', '--pwfile', '/dev/stdin'],
    // The built-in C.UTF-8 is the one UTF-8 locale that exists on every machine.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const secret = await open(password);
  const child = spawn(program, flags, { ...account, cwd: folder, stdio: [secret.fd, 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const outcome = await new Promise<number | string | null>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', done);
  });
  await secret.close();
  if (outcome === 0) return;
  throw new CannotStart(
    `The embedded PostgreSQL cannot make its files in ${dirname(folder)}: ${complaint.trim() || outcome}`,
  );
}

async function exists(folder: string): Promise<boolean> {
  const entry = await stat(folder).catch(() => undefined);
  return entry !== undefined;
}
